"""A text of two languages in the language of the page."""

from django.utils.translation import get_language

from townline.core.language import Text


def localised(text: Text) -> str:
    return text.in_(get_language() or "en")
