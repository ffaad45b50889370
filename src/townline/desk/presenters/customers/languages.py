"""Which language a customer speaks, and in which one we write to them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.ui.languages import LANGUAGES

if TYPE_CHECKING:
    from townline.customers.models import Customer


_SPOKEN = {code: str(name) for code, name in LANGUAGES}


def language_need(customer: "Customer") -> str:
    """`Needs an interpreter: Español`; empty where they need none."""
    if not customer.needs_interpreter:
        return ""
    spoken = _SPOKEN.get(customer.spoken_language) or _("language not known")
    return _("Needs an interpreter: %(language)s") % {"language": spoken}


def language_words(customer: "Customer") -> str:
    """`Speaks Español. We write in French.`"""
    written = {"en": _("We write in English."), "fr": _("We write in French.")}.get(customer.language, "")
    if customer.needs_interpreter:
        return written
    if customer.spoken_language:
        return _("Speaks %(language)s.") % {"language": _SPOKEN.get(customer.spoken_language, "")} + f" {written}"
    return {"en": _("Speaks English"), "fr": _("Speaks French")}.get(customer.language, customer.language)
