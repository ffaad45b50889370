"""When something is due, in words; every row of every list says it, so what can be kept is kept."""

import datetime as dt
from functools import lru_cache

from babel.dates import format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from townline.core.promised import AN_INSTANT, last_day
from townline.ui import times


def due_words(moment: dt.datetime | None, *, at: dt.datetime) -> str:
    """`5 days late`, `late since 14:30`, `due today 14:30`, `due Tuesday`, `due 12 Jun`."""
    if moment is None:
        return ""
    locale = times.locale()
    day, clock = _day_and_clock(timezone.localtime(moment), locale)
    return _words(day, timezone.localtime(at).date(), clock, moment <= at, locale)


def due_element(moment: dt.datetime | None, *, at: dt.datetime) -> SafeString | str:
    """The same with the exact moment for the pointer and for readers."""
    if moment is None:
        return ""
    locale = times.locale()
    day, clock = _day_and_clock(timezone.localtime(moment), locale)
    words = _words(day, timezone.localtime(at).date(), clock, moment <= at, locale)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', moment.isoformat(), _exact(day, clock, locale), words
    )


def exact(moment: dt.datetime) -> str:
    locale = times.locale()
    return _exact(*_day_and_clock(timezone.localtime(moment), locale), locale)


def _exact(day: dt.date, clock: str, locale: str) -> str:
    return f"{_long(day, locale)}, {clock}" if clock else _long(day, locale)


def is_soon(moment: dt.datetime | None, *, at: dt.datetime) -> bool:
    return moment is not None and moment > at and last_day(moment) <= timezone.localtime(at).date()


def _day_and_clock(local: dt.datetime, locale: str) -> tuple[dt.date, str]:
    """No clock for midnight, which is the end of a day and not a time."""
    if local.hour == 0 and local.minute == 0:
        return (local - AN_INSTANT).date(), ""
    between = f"{times.NO_BREAK}h{times.NO_BREAK}" if locale == "fr_CA" else ":"
    return local.date(), f"{local.hour}{between}{local.minute:02d}"


@lru_cache(maxsize=4_096)
def _words(day: dt.date, today: dt.date, clock: str, is_late: bool, locale: str) -> str:  # noqa: FBT001 - a key of the cache
    days = (day - today).days
    if is_late:
        if days < 0:
            return ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
        return _("late since %(clock)s") % {"clock": clock} if clock else _("late")
    if days <= 0:
        return _("due today %(clock)s") % {"clock": clock} if clock else _("due today")
    if days == 1:
        return _("due tomorrow")
    pattern = "EEEE" if days < 7 else "d MMM" if day.year == today.year else "d MMM y"
    return _("due %(when)s") % {"when": format_date(day, pattern, locale=locale).replace(".", "")}


@lru_cache(maxsize=4_096)
def _long(day: dt.date, locale: str) -> str:
    return format_date(day, "EEEE d MMMM y", locale=locale)
