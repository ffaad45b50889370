"""Promises in words, the same on the request page and in `townline explain-clock`."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from townline.core.promised import Promised, Unit


def amount_words(promised: Promised | None) -> str:
    """“5 business days”; for a day that somebody named, that."""
    if promised is None:
        return _("a day that was named")
    count = promised.quantity
    words = {
        Unit.BUSINESS_DAYS: ngettext("%(count)d business day", "%(count)d business days", count),
        Unit.BUSINESS_HOURS: ngettext("%(count)d business hour", "%(count)d business hours", count),
        Unit.CALENDAR_DAYS: ngettext("%(count)d calendar day", "%(count)d calendar days", count),
        Unit.HOURS: ngettext("%(count)d hour", "%(count)d hours", count),
    }
    return words[promised.unit] % {"count": count}
