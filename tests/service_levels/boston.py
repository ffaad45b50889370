"""Boston's requests of 2011 with the city's own promises: what it promised by kind of request, and why a day may differ.

The city says when each was due and whether it was on time. It does not say how it counted; the rows do. A promise is a whole
number of weekdays (no holidays: Labour Day counts) or of calendar days. What comes in after 17:00 counts from 8:30 of the next
weekday, what comes in on a weekend from the same hour on Monday.
"""

import csv
import gzip
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from townline.service_levels.business_time import ALWAYS, Calendar, Day, Ruler
from townline.service_levels.values import Unit

EASTERN = ZoneInfo("America/New_York")
DAY = timedelta(days=1)
EVENING, MORNING = time(17), time(8, 30)
SAME = timedelta(minutes=1)
A_WEEKDAY, A_WEEKEND = Day(ALWAYS), Day(())
WEEKDAYS = Calendar(zone=EASTERN, on=lambda day: A_WEEKDAY if day.weekday() < 5 else A_WEEKEND)
RULERS = {unit: Ruler(WEEKDAYS, unit) for unit in (Unit.BUSINESS_DAYS, Unit.CALENDAR_DAYS)}


@dataclass(frozen=True, slots=True)
class Row:
    kind: str
    opened_at: datetime
    target_at: datetime | None
    closed_at: datetime | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Promised:
    quantity: int
    unit: Unit


def rows_of(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [
            Row(
                row["type"],
                _moment(row["open_dt"]),
                _or_none(row["target_dt"]),
                _or_none(row["closed_dt"]),
                row["ontime"],
            )
            for row in csv.DictReader(file)
        ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=EASTERN)


def _or_none(text: str) -> datetime | None:
    return _moment(text) if text else None


def counts_from(opened_at: datetime) -> datetime:
    """The moment from which the city counts weekdays."""
    day, hour = opened_at.date(), opened_at.timetz().replace(tzinfo=None)
    if day.weekday() >= 5:
        day = _next_weekday(day)
    if hour >= EVENING:
        day, hour = _next_weekday(day), MORNING
    return datetime.combine(day, hour, tzinfo=EASTERN)


def _next_weekday(day: date) -> date:
    day += DAY
    while day.weekday() >= 5:
        day += DAY
    return day


def promises_in(rows: list[Row]) -> dict[str, Promised]:
    """By kind of request: the whole number of days that most of its rows were given."""
    given: dict[str, Counter[Promised]] = defaultdict(Counter)
    for row in rows:
        for unit, ruler in RULERS.items():
            if row.target_at is None or row.target_at - row.opened_at > 1_500 * DAY:
                continue
            length = ruler.between(start=_start(row, unit), end=row.target_at)
            days = round(length / DAY)
            if days and abs(length - days * DAY) <= SAME:
                given[row.kind][Promised(days, unit)] += 1
    return {kind: counted.most_common(1)[0][0] for kind, counted in given.items()}


def due(row: Row, promised: Promised) -> datetime:
    return RULERS[promised.unit].add(start=_start(row, promised.unit), amount=promised.quantity * DAY)


def _start(row: Row, unit: Unit) -> datetime:
    return counts_from(row.opened_at) if unit is Unit.BUSINESS_DAYS else row.opened_at


def why_not(row: Row, promised: Promised | None, ours: datetime | None) -> str:
    """The class of a disagreement; "" where there is none."""
    assert row.target_at is not None
    if promised is None or ours is None:
        return "a kind that was never given a whole number of days"
    if abs(row.target_at - ours) <= SAME:
        return ""
    if row.target_at.year > 2040:
        return "a day that stands for none: 31 December 2059"
    if abs(row.target_at - ours) <= timedelta(minutes=15):
        return "the same day, counted from some minutes before the request was written down"
    length = RULERS[promised.unit].between(start=_start(row, promised.unit), end=row.target_at)
    if abs(length - round(length / DAY) * DAY) <= timedelta(minutes=15):
        return "another whole number of days than most of its kind: a priority, or a changed promise"
    if row.target_at.second == 0:
        return "a day named by a person: no seconds"
    return "counted by another rule: in the evening as in the day, or the other way round"


def verdict_of(row: Row, target_at: datetime | None) -> str:
    """On time: done by then, or nothing was promised. What is still open and promised was late when the file was written."""
    if target_at is None:
        return "ONTIME"
    return "ONTIME" if row.closed_at is not None and row.closed_at <= target_at else "OVERDUE"
