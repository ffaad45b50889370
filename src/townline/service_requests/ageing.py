"""The words of the board of what is open: whose, how far from its day, and why it stands still. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(StrEnum):
    """From the whole city down to one person."""

    CITY = "city"
    DEPARTMENT = "department"
    TEAM = "team"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Scope:
    """One board: of the city (number 0), of a department, a team or a person."""

    level: Level
    number: int = 0


class Standing(TextChoices):
    """What a request that is not closed does."""

    RUNNING = "running", _("has a date")
    ASKED = "asked", _("waits for the customer")
    PAUSED = "paused", _("has no date now")
    DONE = "done", _("waits for approval")


class What(StrEnum):
    """A figure of the board, and the list behind it."""

    OPEN = "open"
    LATER = "later"
    WEEK = "week"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    LATE_5 = "late_5"
    LATE_20 = "late_20"
    LATE_MORE = "late_more"
    ASKED = "asked"
    PAUSED = "paused"
    APPROVAL = "approval"
    AT_RISK = "at_risk"
    TOMORROW = "tomorrow"
    UNTOLD = "untold"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"


SPANS = (What.LATER, What.WEEK, What.SOON, What.TODAY, What.LATE_5, What.LATE_20, What.LATE_MORE)
"""Every open request that has a date is in one of them."""
LATE_SPANS = (What.LATE_5, What.LATE_20, What.LATE_MORE)
SHARES = (What.HALF, What.THREE_QUARTERS, What.AT_RISK, What.LATE)
"""The same requests by how much of their promise is used: up to a half, to three quarters, to the end, over it."""

WEEK_DAYS, SOON_DAYS = 7, 2
LATE_FEW, LATE_MANY = 5, 20


def span_of(due: date, *, today: date) -> What:
    """By days of the calendar. Of what is due today, the moment says whether it is late already."""
    days = (due - today).days
    if days >= 0:
        steps = ((0, What.TODAY), (SOON_DAYS, What.SOON), (WEEK_DAYS, What.WEEK))
        return next((what for most, what in steps if days <= most), What.LATER)
    late = ((LATE_FEW, What.LATE_5), (LATE_MANY, What.LATE_20))
    return next((what for most, what in late if -days <= most), What.LATE_MORE)


@dataclass(slots=True)
class Line:
    """The figures of one department, team or person; `late` is inside `open`, `approval` is not."""

    counts: dict[What, int] = field(default_factory=dict)

    def add(self, what: What, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number

    def of(self, what: What) -> int:
        match what:
            case What.OPEN:
                return sum(self.counts.get(part, 0) for part in (*SPANS, What.ASKED, What.PAUSED))
            case What.LATE:
                return sum(self.counts.get(part, 0) for part in LATE_SPANS)
            case _:
                return self.counts.get(what, 0)


@dataclass(frozen=True, slots=True)
class Board:
    """`lines` are those of the level below, by number; None is what nobody there has yet."""

    scope: Scope
    at: datetime
    total: Line
    lines: Mapping[int | None, Line]
