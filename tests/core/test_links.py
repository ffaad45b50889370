from django.conf import LazySettings

from townline.core.links import link


def test_link_is_absolute_and_speaks_the_language(settings: LazySettings) -> None:
    settings.TOWNLINE_SITE_URL = "https://city.example"
    settings.TOWNLINE_LINKS = {"track": "/track/{token}"}
    assert [link(name="track", language=language, token="t1") for language in ("en", "fr")] == [
        "https://city.example/track/t1",
        "https://city.example/fr/track/t1",
    ]
