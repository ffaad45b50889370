"""Promises of a service or of the city in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.catalog.targets import CityTargets, Season
from townline.core.promised import ClockKind, Promised, Unit
from townline.ui import times
from townline.ui.promises import KIND_NAMES, amount_words

LEAP_YEAR = 2024
PRIORITIES = ((1, gettext_lazy("Urgent")), (2, gettext_lazy("Usual")), (3, gettext_lazy("Low")))
SEASONS = ((Season.WINTER.value, gettext_lazy("Winter")), (Season.SUMMER.value, gettext_lazy("The rest of the year")))


def target_lines(targets: Iterable[Mapping[str, Any]]) -> list[str]:
    """“Done: 2 business days (urgent, road of class 2, winter)”; of a draft what can be read."""
    return [line for target in targets if (line := _line(target))]


def _line(target: Mapping[str, Any]) -> str:
    try:
        promised = Promised(
            ClockKind(target["kind"]), int(target["quantity"]), Unit(target.get("unit") or "business_days")
        )
    except (KeyError, TypeError, ValueError):
        return ""
    when = [
        dict(PRIORITIES).get(target.get("priority") or 0, ""),
        _("road of class %(class)s") % {"class": target["road_class"]} if target.get("road_class") else "",
        dict(SEASONS).get(target.get("season") or "", ""),
    ]
    conditions = ", ".join(str(part) for part in when if part)
    line = f"{KIND_NAMES[promised.kind]}: {amount_words(promised)}"
    return f"{line} ({conditions})" if conditions else line


def winter_words(city: CityTargets) -> str:
    begin, until = (
        format_date(date(LEAP_YEAR, month, day), "d MMMM", locale=times.locale()) for month, day in city.winter
    )
    return _("Winter is from %(begin)s to %(until)s.") % {"begin": begin, "until": until}
