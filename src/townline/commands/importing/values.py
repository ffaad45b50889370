"""Texts of a file read as moments, numbers and places. Everything here is pure and refuses with a reason."""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from townline.commands.importing.refusals import RowRejected

EARLIEST, LATEST = 1900, 2100
ISO = "iso"
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
POINT = re.compile(r"\(?\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?\s*$")
TIME_DIRECTIVES = re.compile(r"%[HIMSpf]")
ABSENT = frozenset({"", "n/a", "na", "null", "none", "nan", "-", "unspecified"})


def cleaned(text: str) -> str:
    """A text without control characters (PostgreSQL holds no NUL) and without space around it."""
    return text.strip() if text.isprintable() else CONTROL_CHARACTERS.sub("", text).strip()


def one_line(text: str) -> str:
    return " ".join((text if text.isprintable() else CONTROL_CHARACTERS.sub("", text)).split())


def number(text: str, *, what: str) -> float | None:
    """`64101.0`, `1 234,5` and `39.1` as numbers; None where there is nothing."""
    text = text.strip()
    if text.lower() in ABSENT:
        return None
    try:
        value = float(text)
    except ValueError:
        value = _with_comma(text, what)
    if not math.isfinite(value):
        raise RowRejected(f"{what} {text!r} is not a number")
    return value


def whole(text: str, *, what: str) -> int | None:
    value = number(text, what=what)
    if value is not None and value != int(value):
        raise RowRejected(f"{what} {text!r} is not a whole number")
    return None if value is None else int(value)


def without_decimals(text: str) -> str:
    """`64101.0` as `64101`: a code that a spreadsheet took for a number."""
    text = text.strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def coordinates(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Both or none; zero, zero stands for none in every city's files."""
    lat, lon = number(latitude, what="latitude"), number(longitude, what="longitude")
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise RowRejected(f"{latitude}, {longitude} is no place on earth")
    return lat, lon


def point_in(cell: str) -> tuple[float, float] | None:
    """The coordinates at the end of a cell such as an address, then `(39.1, -94.6)` on a line of its own."""
    found = POINT.search(cell)
    return coordinates(found[1], found[2]) if found else None


def moment_parser(*, formats: tuple[str, ...], zone: ZoneInfo) -> Callable[[str], datetime | None]:
    """A function from text to a moment in UTC.

    Date and time of day are remembered apart: a year of minutes has 525,600 texts, but 365 dates and 1,440 times.
    """
    parsers = tuple(_iso if form == ISO else _format_parser(form) for form in formats)

    def parse(text: str) -> datetime | None:
        if not text or not (text := text.strip()):
            return None
        for parser in parsers:
            found = parser(text)
            if found is not None:
                return in_utc(found, zone=zone, text=text)
        raise RowRejected(f"{text[:60]!r} is not a date of the kind {' or '.join(formats)}")

    return parse


def in_utc(moment: datetime, *, zone: ZoneInfo, text: str) -> datetime:
    if not EARLIEST <= moment.year <= LATEST:
        raise RowRejected(f"the year of {text[:60]!r} cannot be right")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def nth_weekday(*, year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, counted round when the month has fewer."""
    first = date(year, month, 1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    in_month = [day for week in range(5) if (day := first + timedelta(weeks=week)).month == month]
    return in_month[nth % len(in_month)]


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _format_parser(form: str) -> Callable[[str], datetime | None]:
    date_form, _, time_form = form.partition(" ")
    if not time_form or TIME_DIRECTIVES.search(date_form) or not TIME_DIRECTIVES.match(time_form):
        return _whole_format(form)
    day_of, time_of = _remembered(date_form), _remembered(time_form)

    def parse(text: str) -> datetime | None:
        day_text, _, time_text = text.partition(" ")
        day = day_of(day_text)
        clock = time_of(time_text.strip()) if day else None
        return datetime.combine(day.date(), clock.time()) if day and clock else None

    return parse


def _whole_format(form: str) -> Callable[[str], datetime | None]:
    return _remembered(form)


def _remembered(form: str) -> Callable[[str], datetime | None]:
    @lru_cache(maxsize=100_000)
    def parse(text: str) -> datetime | None:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  the zone is added by the caller
        except (ValueError, OverflowError):
            return None

    return parse


def _with_comma(text: str, what: str) -> float:
    try:
        return float(re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", "."))
    except ValueError:
        raise RowRejected(f"{what} {text[:60]!r} is not a number") from None


def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time())
