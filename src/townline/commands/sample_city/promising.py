"""What was promised in one case, and the clocks that it left: of lately, those of every word that was promised too."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from townline.core.promised import ClockKind
from townline.service_levels.operations import PastClock
from townline.service_levels.planning import Planned, plan
from townline.service_levels.values import TELLING, Ended
from townline.service_requests.queries.promised import Hears, promises_for

if TYPE_CHECKING:
    from townline.commands.sample_city.story import Story

LATELY = timedelta(days=60)
A_MINUTE = timedelta(minutes=1)
ENDS = ("completed", "declined", "merged", "cancelled")


def promised(story: "Story", *, road_class: str) -> dict[ClockKind, Planned]:
    case, setting = story.case, story.setting
    definition = setting.entry.definition
    hears = Hears.NOTHING
    if setting.customer_id is not None and setting.preferred != "nothing" and _is_of_lately(story):
        hears = Hears.NEWS if case.channel in {"phone", "counter"} else Hears.ALL
    promises = promises_for(
        definition=definition, priority=definition.priority, road_class=road_class, hears=hears, at=case.submitted_at
    )
    return {one.kind: one for one in plan(promises=promises, at=case.submitted_at)}


def _is_of_lately(story: "Story") -> bool:
    return story.case.closed_at is None or story.setting.at - story.case.submitted_at < LATELY


def clocks_of(
    *, story: "Story", steps: Mapping[str, datetime], planned: Mapping[ClockKind, Planned]
) -> list[PastClock]:
    """Runs until the work is done; paused work has nothing due; what is late is not told again today."""
    clocks: list[PastClock] = []
    for kind, one in planned.items():
        if kind is ClockKind.KEEP_INFORMED:
            clocks += _rounds(story, steps, one)
        else:
            clocks.append(_clock(story, steps, one, _met(story, steps, kind)))
    waiting = steps.get("waiting")
    if waiting and clocks:  # one pause holds them all
        clocks[0] = clocks[0]._replace(waits=((waiting, None),))  # noqa: SLF001 - how a named tuple is changed
    return clocks


def _met(story: "Story", steps: Mapping[str, datetime], kind: ClockKind) -> datetime | None:
    if kind is ClockKind.RESOLUTION:
        return _end(steps)
    if kind is ClockKind.ACKNOWLEDGE:
        by_mail = story.case.submitted_at + A_MINUTE if story.setting.preferred == "email" else None
        return by_mail or steps.get("reviewed") or _end(steps)
    return steps.get("assigned")


def _end(steps: Mapping[str, datetime]) -> datetime | None:
    return next((steps[name] for name in ENDS if name in steps), None)


def _rounds(story: "Story", steps: Mapping[str, datetime], first: Planned) -> Sequence[PastClock]:
    """With each step that the customer heard of, another interval began."""
    assert first.promised is not None
    told = [steps[name] for name in ("reviewed", "assigned") if name in steps]
    begins, clocks, one = [story.case.submitted_at, *told], [], first
    for number, begin in enumerate(begins):
        if number:
            one = plan(promises=[first.promised], at=begin)[0]
        met = begins[number + 1] if number + 1 < len(begins) else None
        clocks.append(_clock(story, steps, one, met, begin=begin, number=number + 1))
    return clocks


def _clock(
    story: "Story",
    steps: Mapping[str, datetime],
    one: Planned,
    met: datetime | None,
    *,
    begin: datetime | None = None,
    number: int = 1,
) -> PastClock:
    assert one.promised is not None
    end = _end(steps)
    stopped = met or end
    waits = "waiting" in steps and stopped is None and one.kind is not ClockKind.ACKNOWLEDGE
    late = (stopped or story.setting.at) > one.due_at and not waits
    dropped = one.kind in TELLING and met is None
    return PastClock(
        subject=story.uuid,
        started_at=begin or story.case.submitted_at,
        due_at=one.due_at,
        quantity=one.promised.quantity,
        unit=one.promised.unit,
        kind=one.kind,
        round=number,
        stopped_at=stopped,
        ended_as=Ended.DROPPED if dropped else Ended.MET,
        breached_at=one.due_at if late else None,
        paused_at=steps["waiting"] if waits else None,
        at_risk_at=one.at_risk_at,
    )
