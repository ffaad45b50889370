"""When is what due, and from when on is it at risk? From plain values to the columns of a clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from townline.service_levels.business_time import Ruler
from townline.service_levels.calendars import calendar_of
from townline.service_levels.promises import Pause, Promise
from townline.service_levels.values import ClockKind, Promised, Unit


@dataclass(frozen=True, slots=True)
class Planned:
    """`promised` is None for a day that was named."""

    kind: ClockKind
    promised: Promised | None
    at_risk_at: datetime
    due_at: datetime


def at_risk_after(amount: timedelta) -> timedelta:
    """A promise is at risk when three quarters of it are used."""
    return amount * 3 / 4


def plan(*, promises: Iterable[Promised], at: datetime, department_id: int | None = None) -> list[Planned]:
    """Each unit is walked once: this runs while somebody waits for a reference."""
    planned: list[Planned] = []
    for unit, amounts, alike in _by_unit(tuple(promises)):
        ruler = calendar_of(department_id=department_id, unit=unit)
        moments = ruler.add_each(start=at, amounts=amounts)
        planned += [Planned(one.kind, one, moments[at_risk], moments[due]) for one, at_risk, due in alike]
    return planned


_Alike = tuple[Promised, int, int]


@lru_cache(maxsize=2_000)  # a city has some hundred cases, and each request is one of them
def _by_unit(promises: tuple[Promised, ...]) -> list[tuple[Unit, list[timedelta], list[_Alike]]]:
    """The lengths to walk in each unit, least first, and of each promise which of them it is at risk and due after."""
    by_unit: dict[Unit, list[Promised]] = {}
    for promised in promises:
        by_unit.setdefault(promised.unit, []).append(promised)
    found = []
    for unit, alike in by_unit.items():
        amounts = sorted({length for one in alike for length in (at_risk_after(one.amount), one.amount)})
        places = [(one, amounts.index(at_risk_after(one.amount)), amounts.index(one.amount)) for one in alike]
        found.append((unit, amounts, places))
    return found


def plan_day(*, kind: ClockKind, due_at: datetime, at: datetime, ruler: Ruler) -> Planned:
    """A day that somebody named: at risk after three quarters of the business time until then."""
    amount = ruler.between(start=at, end=due_at)
    at_risk_at = ruler.add(start=at, amount=at_risk_after(amount)) if amount else due_at
    return Planned(kind, None, min(at_risk_at, due_at), due_at)


def moved(
    *, ruler: Ruler, start: datetime, amount: timedelta, pauses: Sequence[Pause]
) -> tuple[datetime, datetime] | None:
    """At risk and due with these pauses; None while it stands still with time left."""
    due_at = Promise(ruler, start, amount, tuple(pauses)).due()
    at_risk_at = Promise(ruler, start, at_risk_after(amount), tuple(pauses)).due()
    if due_at is None or at_risk_at is None:
        return None
    return at_risk_at, due_at


def documents_of(planned: Iterable[Planned]) -> list[dict[str, Any]]:
    """What the function `service_levels_start` takes."""
    return [
        {
            "kind": one.kind.value,
            "quantity": one.promised.quantity if one.promised else None,
            "unit": one.promised.unit.value if one.promised else "business_days",
            "at_risk_at": one.at_risk_at,
            "due_at": one.due_at,
        }
        for one in planned
    ]
