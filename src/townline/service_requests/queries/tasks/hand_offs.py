"""How work goes from team to team: counted from the rows, and counted again from the event log."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from townline.events import queries as events
from townline.service_requests.hand_off_moves import EVENTS, Turn, moves_of
from townline.service_requests.models import HandOff


@dataclass(frozen=True, slots=True)
class HandOffFigure:
    """From one team to another, of what was handed over in a period. `median_for` is of what was taken up."""

    from_team: int
    to_team: int
    handed: int
    in_time: int
    late: int  # taken up late, or late and still waiting
    without: int  # taken up or waiting, and nothing was agreed
    waiting: int
    passed_on: int
    median_for: timedelta | None


@dataclass(frozen=True, slots=True)
class _One:
    from_team: int
    to_team: int
    handed_at: datetime
    due_at: datetime | None
    taken_up_at: datetime | None
    ended_at: datetime | None


def hand_off_figures(*, since: datetime, until: datetime, at: datetime) -> list[HandOffFigure]:
    """Most handed over first."""
    rows = HandOff.objects.filter(handed_at__gte=since, handed_at__lt=until).order_by("id")
    names = ("from_team_id", "to_team_id", "handed_at", "due_at", "taken_up_at", "ended_at")
    return _figures([_One(*row) for row in rows.values_list(*names)], at)


def recounted_hand_offs(*, since: datetime, until: datetime, at: datetime) -> list[HandOffFigure]:
    """The same from the events alone; what was agreed at that moment stands on the row and is looked up there."""
    due = dict(HandOff.objects.filter(handed_at__gte=since, handed_at__lt=until).values_list("event_uuid", "due_at"))
    told = [one for one in _told(due, since) if since <= one.handed_at < until]
    return _figures(told, at)


def _told(due: dict[UUID, datetime | None], since: datetime) -> Iterator[_One]:
    waiting: dict[tuple[UUID, str], _One] = {}
    for event in events.told_of(types=EVENTS, since=since):
        for move in moves_of(kind=event.type, data=event.data):
            key = (event.subject, move.task)
            if move.turn is Turn.HANDED:
                waiting[key] = _One(move.frm, move.to, event.occurred_at, due.get(event.uuid), None, None)
            elif (one := waiting.pop(key, None)) is not None:
                took = move.turn is Turn.TAKEN_UP
                yield replace(
                    one, taken_up_at=event.occurred_at if took else None, ended_at=None if took else event.occurred_at
                )
    yield from waiting.values()


def _figures(rows: list[_One], at: datetime) -> list[HandOffFigure]:
    pairs: dict[tuple[int, int], list[_One]] = {}
    for row in rows:
        pairs.setdefault((row.from_team, row.to_team), []).append(row)
    found = [_figure(*pair, some, at) for pair, some in pairs.items()]
    return sorted(found, key=lambda one: (-one.handed, one.from_team, one.to_team))


def _figure(from_team: int, to_team: int, rows: list[_One], at: datetime) -> HandOffFigure:
    counted = [row for row in rows if row.ended_at is None]
    times = [(row.taken_up_at - row.handed_at).total_seconds() for row in counted if row.taken_up_at]
    return HandOffFigure(
        from_team=from_team,
        to_team=to_team,
        handed=len(rows),
        in_time=sum(1 for row in counted if row.due_at and row.taken_up_at and row.taken_up_at <= row.due_at),
        late=sum(1 for row in counted if row.due_at and (row.taken_up_at or at) > row.due_at),
        without=sum(1 for row in counted if row.due_at is None),
        waiting=sum(1 for row in counted if row.taken_up_at is None),
        passed_on=len(rows) - len(counted),
        median_for=timedelta(seconds=median(times)) if times else None,
    )
