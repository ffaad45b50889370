"""Addresses that stand in messages. They come from settings, so that no room needs to know a site's url names."""

from django.conf import settings


def link(*, name: str, language: str = "en", **values: str) -> str:
    """The address called `name` in `settings.TOWNLINE_LINKS`, absolute and in that language."""
    prefix = "/fr" if language == "fr" else ""
    return f"{settings.TOWNLINE_SITE_URL}{prefix}{settings.TOWNLINE_LINKS[name].format(**values)}"
