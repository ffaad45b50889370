"""Dates in words, in the language of the page and the time of the city."""

import datetime as dt
from functools import lru_cache

from babel.dates import format_date, format_time
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from townline.core.language import Language

Moment = dt.datetime | dt.date
NO_BREAK = "\u00a0"


def locale() -> str:
    return "fr_CA" if Language.of(get_language()) is Language.FRENCH else "en_CA"


def day_of(moment: Moment) -> dt.date:
    return timezone.localtime(moment).date() if isinstance(moment, dt.datetime) else moment


@lru_cache(maxsize=4_096)
def _day(day: dt.date, pattern: str, locale: str) -> str:
    """Babel reads the names of a locale anew for each date; a list has fifty."""
    return format_date(day, pattern, locale=locale)


@lru_cache(maxsize=4_096)
def _clock(hour: int, minute: int, pattern: str, locale: str) -> str:
    return format_time(dt.time(hour, minute), pattern, locale=locale)


def in_words(moment: Moment, *, today: dt.date) -> str:
    """`Friday 12 June`, with the year when it is not this one; `vendredi 12 juin`."""
    day = day_of(moment)
    return _day(day, "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y", locale())


def clock(moment: dt.datetime) -> str:
    """`14:30`; `14 h 30`."""
    pattern = f"H'{NO_BREAK}h{NO_BREAK}'mm" if locale() == "fr_CA" else "H:mm"
    local = timezone.localtime(moment)
    return _clock(local.hour, local.minute, pattern, locale())


def exact(moment: Moment) -> str:
    """For the pointer and for readers: the whole date, with the time where there is one."""
    day = _day(day_of(moment), "EEEE d MMMM y", locale())
    return f"{day}, {clock(moment)}" if isinstance(moment, dt.datetime) else day


def short(moment: Moment, *, today: dt.date) -> str:
    """`12 Jun`, `12 Jun 2024`; `12 juin`."""
    day = day_of(moment)
    return _day(day, "d MMM" if day.year == today.year else "d MMM y", locale()).replace(".", "")


def ago(moment: Moment, *, at: dt.datetime) -> str:
    """`just now`, `12 minutes ago`, `3 hours ago`, `yesterday`, `4 days ago`, then the date."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(12), tzinfo=timezone.get_current_timezone())
    minutes = int((at - moment).total_seconds() // 60)
    days = (day_of(at) - day_of(moment)).days
    if minutes < 0:
        return ahead(moment, at=at)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}
    if minutes < 60 * 12:
        return ngettext("%(count)d hour ago", "%(count)d hours ago", minutes // 60) % {"count": minutes // 60}
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 14:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    return short(moment, today=day_of(at))


def ahead(moment: Moment, *, at: dt.datetime) -> str:
    days = (day_of(moment) - day_of(at)).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}


def due(moment: Moment, *, at: dt.datetime) -> str:
    """`due 14:30` today, `due Tue`, `due 12 Jun`; `2 hours late`, `5 days late`."""
    days = (day_of(moment) - day_of(at)).days
    if isinstance(moment, dt.datetime) and moment < at and days == 0:
        hours = int((at - moment).total_seconds() // 3600)
        return ngettext("%(count)d hour late", "%(count)d hours late", hours) % {"count": hours} if hours else _("late")
    if days < 0:
        return ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
    if days == 0:
        said = clock(moment) if isinstance(moment, dt.datetime) else _("today")
        return _("due %(when)s") % {"when": said}
    if days < 7:
        return _("due %(when)s") % {"when": _day(day_of(moment), "EEE", locale()).replace(".", "")}
    return _("due %(when)s") % {"when": short(moment, today=day_of(at))}
