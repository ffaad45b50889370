"""When the city and its departments are open: the version of the day, its holidays, closures and seasons.

Without a version of its own a department keeps the city's days; without one the city is open Monday to Friday, without the
statutory holidays of its province and the optional ones of the settings.
"""

import sys
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max
from django.utils.translation import get_language

from townline.core.kept import Kept
from townline.core.language import Language, Text
from townline.service_levels.business_time import Calendar, Day, Ruler
from townline.service_levels.models import BusinessCalendar
from townline.service_levels.opening_words import say_lines, say_spans
from townline.service_levels.values import Unit

Spans = tuple[tuple[int, int], ...]
USUAL: Spans = ((510, 990),)  # 8:30 to 16:30
USUAL_WEEK: tuple[Spans, ...] = (USUAL, USUAL, USUAL, USUAL, USUAL, (), ())
PROVINCES = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")
_MOVED = " (observed)"  # on Monday, because the day itself is a Sunday
_SPOKEN = {Language.ENGLISH: "en_CA", Language.FRENCH: "fr"}


@dataclass(frozen=True, slots=True)
class Season:
    """Month and day, both included; one that ends before it begins goes over the new year. The days of the week that are open have these hours."""

    begin: tuple[int, int]
    until: tuple[int, int]
    spans: Spans
    name: Text

    def has(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.begin <= self.until:
            return self.begin <= here <= self.until
        return here >= self.begin or here <= self.until


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, both included, on which there are other hours than usual, or none."""

    begin: date
    until: date
    spans: Spans
    name: Text


@dataclass(frozen=True, slots=True)
class Week:
    """One version of a calendar."""

    weekly: tuple[Spans, ...]
    province: str
    optional: tuple[str, ...]
    seasons: tuple[Season, ...] = ()
    closures: tuple[Closure, ...] = ()


@lru_cache(maxsize=400)
def holidays_of(*, province: str, year: int, civic: tuple[str, ...], language: str = "en") -> dict[date, str]:
    """Statutory holidays by name, and those optional ones whose English name is in `civic`."""
    spoken = _SPOKEN[Language.of(language)]
    english = _country(province, year, _SPOKEN[Language.ENGLISH], "optional") if civic else {}
    named = _country(province, year, spoken, "optional") if civic else {}
    return {
        **{day: named[day] for day, name in english.items() if name.removesuffix(_MOVED) in civic},
        **_country(province, year, spoken, "public"),
    }


def _country(province: str, year: int, language: str, category: str) -> dict[date, str]:
    found = _library().country_holidays("CA", subdiv=province, years=year, language=language, categories=(category,))
    return dict(found.items())


@lru_cache(maxsize=1)
def _library() -> Any:
    """Its package of countries would load all 250 with the one that is asked for: 7 MB in each web process. So it is left unread."""
    import holidays  # slow import

    spec = find_spec("holidays.countries")
    if spec is not None:
        sys.modules.setdefault(spec.name, module_from_spec(spec))
    return holidays


@lru_cache(maxsize=20)
def optional_names(*, province: str) -> tuple[str, ...]:
    """English names of the optional holidays of the province, as the calendar keeps them."""
    statutory = set(_country(province, 2026, "en_CA", "public").values())
    names = (name.removesuffix(_MOVED) for name in _country(province, 2026, "en_CA", "optional").values())
    return tuple(dict.fromkeys(name for name in names if name not in statutory))


def _day_of(week: Week, day: date, language: str) -> Day:
    for closure in week.closures:
        if closure.begin <= day <= closure.until:
            return Day(closure.spans, closure.name.in_(language))
    usual = week.weekly[day.weekday()]
    holiday = holidays_of(province=week.province, year=day.year, civic=week.optional, language=language).get(day)
    if holiday and usual:
        return Day((), holiday)
    for season in week.seasons:
        if usual and season.has(day):
            return Day(season.spans, "" if season.spans else season.name.in_(language))
    return Day(usual)


def is_holiday(day: date) -> bool:
    civic = tuple(settings.TOWNLINE_CIVIC_HOLIDAYS)
    return day in holidays_of(province=settings.TOWNLINE_PROVINCE, year=day.year, civic=civic)


@dataclass(frozen=True, slots=True)
class _Versions:
    begins: tuple[date, ...]  # in order; of two from one day the later written one holds
    weeks: tuple[Week, ...]
    written: tuple[datetime, ...]

    def known_by(self, moment: datetime) -> "_Versions":
        """Without those that were written later."""
        kept = [one for one in zip(self.begins, self.weeks, self.written, strict=True) if one[2] <= moment]
        return _Versions(*zip(*kept, strict=True)) if kept else _Versions((), (), ())

    def on(self, day: date) -> Week | None:
        place = bisect_right(self.begins, day)
        return self.weeks[place - 1] if place else None


Key = tuple[int | None, Unit, str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was written, and the rulers made of it so far: making one costs more than the promise that it measures."""

    versions: dict[int | None, _Versions]
    rulers: dict[Key, Ruler]


def _read() -> _Known:
    found: dict[int | None, list[tuple[date, Week, datetime]]] = {}
    for row in BusinessCalendar.objects.order_by("effective_from", "number"):
        found.setdefault(row.department_id, []).append((row.effective_from, week_of(row), row.changed_at))
    versions = {department: _Versions(*zip(*rows, strict=True)) for department, rows in found.items()}
    return _Known(versions, {})


_known = Kept(read=_read, stamp=lambda: BusinessCalendar.objects.aggregate(last=Max("id"))["last"])


def week_of(row: BusinessCalendar) -> Week:
    """The version as values. What it holds was checked when it was written."""
    return Week(
        weekly=tuple(_spans(spans) for spans in row.weekly),
        province=row.province,
        optional=tuple(row.optional_holidays),
        seasons=tuple(_season(one) for one in row.seasons),
        closures=tuple(_closure(one) for one in row.closures),
    )


def _season(one: dict[str, Any]) -> Season:
    begin, until = (tuple(int(part) for part in one[end].split("-")) for end in ("from", "until"))
    return Season(begin, until, _spans(one["spans"]), Text.from_json(one["name"]))  # type: ignore[arg-type]  # two numbers


def _closure(one: dict[str, Any]) -> Closure:
    begin, until = date.fromisoformat(one["from"]), date.fromisoformat(one["until"])
    return Closure(begin, until, _spans(one["spans"]), Text.from_json(one["name"]))


def _spans(spans: list[list[int]]) -> Spans:
    return tuple((opens, closes) for opens, closes in spans)


def usual_week() -> Week:
    """What holds while nothing was written: the settings of the installation."""
    return Week(USUAL_WEEK, settings.TOWNLINE_PROVINCE, tuple(settings.TOWNLINE_CIVIC_HOLIDAYS))


def week_on(*, day: date, department_id: int | None = None) -> Week:
    """The version that holds on that day: the department's, else the city's."""
    return _week_on(_known.get().versions, day, department_id) or usual_week()


def _week_on(versions: dict[int | None, _Versions], day: date, department_id: int | None) -> Week | None:
    for owner in (department_id, None):
        week = versions[owner].on(day) if owner in versions else None
        if week is not None:
            return week
    return None


def calendar_of(*, department_id: int | None = None, unit: Unit = Unit.BUSINESS_DAYS) -> Ruler:
    """The days of that department, or of the city, measured in one unit."""
    known, province, civic = _known.get(), settings.TOWNLINE_PROVINCE, tuple(settings.TOWNLINE_CIVIC_HOLIDAYS)
    key = (department_id, unit, get_language() or "en", settings.TIME_ZONE, province, civic)
    ruler = known.rulers.get(key)
    if ruler is None:
        ruler = known.rulers[key] = Ruler(_calendar(known.versions, department_id), unit)
    return ruler


def calendar_then(*, department_id: int | None, unit: Unit, at: datetime) -> Ruler:
    """The same as it was known at a moment: what has ended is explained by the days that held then."""
    versions = _known.get().versions
    if all(moment <= at for one in versions.values() for moment in one.written):
        return calendar_of(department_id=department_id, unit=unit)
    then = {department: one.known_by(at) for department, one in versions.items()}
    return Ruler(_calendar(then, department_id), unit)


def _calendar(versions: dict[int | None, _Versions], department_id: int | None) -> Calendar:
    usual, language = usual_week(), get_language() or "en"

    @lru_cache(maxsize=4_000)
    def on(day: date) -> Day:
        return _day_of(_week_on(versions, day, department_id) or usual, day, language)

    return Calendar(zone=ZoneInfo(settings.TIME_ZONE), on=on)


def city_calendar(*, unit: Unit = Unit.BUSINESS_DAYS) -> Ruler:
    return calendar_of(unit=unit)


def forget() -> None:
    """A version was written in this process: the next look sees it."""
    _known.forget()


def in_words(*, part: str, value: Any) -> str:
    """One part of a version as people write it: for the form and the history."""
    if part == "weekly":
        return " | ".join(say_spans(spans=spans) or "-" for spans in value)
    if part == "optional_holidays":
        return ", ".join(value)
    return str(value) if part == "province" else say_lines(rows=value)


def versions_of(*, department_id: int | None) -> list[BusinessCalendar]:
    """All that were written, the newest first."""
    return list(BusinessCalendar.objects.filter(department=department_id).order_by("-number"))


def unusual_days(*, department_id: int | None, since: date, days: int = 366) -> list[tuple[date, str]]:
    """Holidays and closures ahead, by name."""
    on = calendar_of(department_id=department_id).calendar.on
    ahead = [since + timedelta(days=number) for number in range(days)]
    return [(day, why) for day in ahead if (why := on(day).why)]


def newest_versions() -> dict[int | None, BusinessCalendar]:
    """The last written of each department; the city's under None."""
    return {row.department_id: row for row in BusinessCalendar.objects.order_by("number")}


def departments_with_own_days() -> frozenset[int]:
    return frozenset(owner for owner in _known.get().versions if owner is not None)
