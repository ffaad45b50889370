"""Opening hours as people write them: `8:30-12:00, 13:00-16:30`; one line a season or closure. Pure values."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.core.errors import OperationRefused

Spans = list[list[int]]
A_DAY = 1_440
_SPAN = re.compile(r"(\d{1,2})(?:[:h](\d{2}))?\s*(?:-|–|to|à)\s*(\d{1,2})(?:[:h](\d{2}))?")
_CLOSED = {"", "closed", "fermé", "ferme"}


class HoursMistyped(OperationRefused):
    message = gettext_lazy("Write hours like 8:30-16:30, several with a comma, or “closed”.")


def say_spans(*, spans: Spans) -> str:
    """Empty for a day on which it is closed."""
    return ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in spans)


def read_spans(*, text: str) -> Spans:
    """Raises HoursMistyped."""
    if text.strip().lower() in _CLOSED:
        return []
    spans = [_span(part.strip()) for part in text.split(",")]
    for (opens, closes), (_before, ended) in zip(spans, [[0, 0], *spans], strict=False):
        if not ended <= opens < closes <= A_DAY:
            raise HoursMistyped(_("Hours are in order and do not overlap: 8:30-12:00, 13:00-16:30."))
    return spans


def _span(text: str) -> list[int]:
    match = _SPAN.fullmatch(text.lower())
    if match is None:
        raise HoursMistyped
    hours = [int(part or 0) for part in match.groups()]
    if hours[1] > 59 or hours[3] > 59:
        raise HoursMistyped
    return [hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]]


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def say_lines(*, rows: list[dict[str, Any]]) -> str:
    """Seasons or closures, one a line: `2026-12-24; 8:30-12:00; Closes at noon; Ferme à midi`."""
    return "\n".join(_say_line(row) for row in rows)


def _say_line(row: dict[str, Any]) -> str:
    days = row["from"] if row["from"] == row["until"] else f"{row['from']} to {row['until']}"
    hours = say_spans(spans=row["spans"]) or "closed"
    return "; ".join((days, hours, row["name"]["en"], row["name"]["fr"]))


def read_seasons(*, text: str) -> list[dict[str, Any]]:
    """`05-01 to 09-30; 7:00-15:00; Summer hours; Heures d'été`, each year. Raises HoursMistyped with the line."""
    return [_read_line(line, _month_day) for line in text.splitlines() if line.strip()]


def read_closures(*, text: str) -> list[dict[str, Any]]:
    """`2026-12-24 to 2027-01-01; closed; Winter break; Congé d'hiver`. Raises HoursMistyped with the line."""
    rows = [_read_line(line, _day) for line in text.splitlines() if line.strip()]
    for row in rows:
        if row["until"] < row["from"]:
            raise HoursMistyped(_("It ends before it begins: %s") % f"{row['from']} to {row['until']}")
    return rows


def _read_line(line: str, read_day: Any) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 4 or not (parts[2] and parts[3]):
        raise HoursMistyped(_("Days; hours; name in English; name in French: %s") % line.strip())
    ends = [part.strip() for part in re.split(r"\s+(?:to|au)\s+", parts[0])]
    try:
        begin, until = read_day(ends[0]), read_day(ends[-1])
        spans = read_spans(text=parts[1])
    except (ValueError, OperationRefused):
        raise HoursMistyped(_("We cannot read this line: %s") % line.strip()) from None
    return {"from": begin, "until": until, "spans": spans, "name": {"en": parts[2], "fr": parts[3]}}


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _month_day(text: str) -> str:
    month, _dash, day = text.partition("-")
    return date(2024, int(month), int(day)).strftime("%m-%d")  # a leap year has every day
