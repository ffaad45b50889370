"""What each step of a case leaves: events, notes and closings in the batch, and the columns that it changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from townline.commands.sample_city.phrases import wrote
from townline.commands.sample_city.story import Story
from townline.core.actor import RESIDENT, Actor
from townline.service_levels import queries as service_levels
from townline.service_requests import event_types as facts
from townline.service_requests.operations import AssignmentRow
from townline.service_requests.workflow import State

ENDS = {"completed", "declined", "merged", "cancelled", "waiting"}
HOW_DONE = {"fixed": 88, "done_earlier": 5, "answered": 4, "referred": 3}
Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of the story, by whoever works on it; the steps are those of all of it."""

    story: Story
    at: datetime
    by: Actor
    steps: Mapping[str, datetime]
    due_at: datetime

    def stands(self, state: State, **more: Any) -> Columns:
        return {"state": state.value, "state_since_at": self.at, **more}


def told(story: Story, steps: Mapping[str, datetime], due_at: datetime) -> Columns:
    columns: Columns = {"state": State.SUBMITTED.value, "state_since_at": story.case.submitted_at}
    worker = story.worker()
    for step, at in steps.items():
        columns |= HAPPENS[step](Moment(story, at, worker, steps, due_at))
    if not ENDS & set(steps):
        columns["due_at"] = due_at
    return columns


def _reviewed(now: Moment) -> Columns:
    now.story.happened(facts.Accepted(), now.by, now.at)
    return now.stands(State.REVIEWED, reviewed_at=now.at)


def _assigned(now: Moment) -> Columns:
    story, team = now.story, now.story.setting.team_id
    person = now.by.id if story.chance.random() < 0.75 else None
    story.happened(facts.Assigned(team_id=team, assignee_id=person), now.by, now.at)
    story.batch.assignments.append(AssignmentRow(story.uuid, team, person, now.at, now.steps.get("completed")))
    if story.chance.random() < 0.15:
        story.note("internal", "internal", now.at, now.by)
    return now.stands(State.ASSIGNED, assigned_at=now.at, assignee_id=person)


def _asked(now: Moment) -> Columns:
    asked = now.story.note("question", "customer", now.at, now.by)
    now.story.happened(facts.CustomerAsked(asked), now.by, now.at)
    return {}


def _waiting(now: Moment) -> Columns:
    _asked(now)
    return now.stands(State.WAITING_FOR_CUSTOMER, resume_state=State.REVIEWED.value)


def _answered(now: Moment) -> Columns:
    answered = now.story.note("answer", "customer", now.at, None)
    now.story.happened(facts.CustomerAnswered(answered, now.due_at.isoformat()), RESIDENT, now.at)
    return {}


def _done_once(now: Moment) -> Columns:
    now.story.happened(facts.Completed(outcome="fixed", photos=0), now.by, now.at)
    disputed_at = now.steps["disputed"]
    now.story.brought("done", "set_aside", now.steps["assigned"], now.at, now.by, set_aside_at=disputed_at)
    return {}


def _disputed(now: Moment) -> Columns:
    still_wrong = now.story.note("dispute", "customer", now.at, None)
    now.story.happened(facts.Disputed(still_wrong, now.due_at.isoformat()), RESIDENT, now.at)
    return {"reopened_count": 1, "disputed_at": now.at}


def _completed(now: Moment) -> Columns:
    story, chance = now.story, now.story.chance
    nothing = chance.random() < 0.08
    outcome = "nothing_found" if nothing else chance.choices(list(HOW_DONE), list(HOW_DONE.values()))[0]
    words = wrote(chance, kind="nothing" if nothing else "done", language=story.case.language)
    story.happened(facts.Completed(outcome=outcome, photos=0), now.by, now.at)
    _closing(now, outcome)
    if chance.random() < 0.06:
        story.note("public", "public", now.at, now.by)
    return now.stands(State.COMPLETED, completed_at=now.at, outcome=outcome, status_notes=words)


def _closing(now: Moment, outcome: str) -> None:
    """Before there were rules a supervisor looked at everything; what is young still waits."""
    since = now.steps.get("disputed") or now.steps["assigned"]
    if confirmed_at := now.steps.get("confirmed"):
        now.story.brought("done", "approved", since, now.at, now.by, outcome=outcome, decided_at=confirmed_at)
    else:
        goes_up_at = service_levels.expected(business_days=2, at=now.at)
        now.story.brought("done", "waiting", since, now.at, now.by, outcome=outcome, next_level_at=goes_up_at)


def _confirmed(now: Moment) -> Columns:
    now.story.happened(facts.Confirmed(how="approved"), now.story.approver(), now.at)
    return now.stands(State.CONFIRMED, closed_at=now.at)


def _declined(now: Moment) -> Columns:
    story = now.story
    reason = wrote(story.chance, kind="declined", language=story.case.language)
    story.happened(facts.Declined(reason="given"), now.by, now.at)
    since = story.case.submitted_at
    story.brought("declined", "approved", since, now.at, now.by, reason=reason, decided_at=now.at)
    return now.stands(State.DECLINED, closed_at=now.at, status_notes=reason)


def _merged(now: Moment) -> Columns:
    into = now.story.setting.merged_into
    now.story.happened(facts.Merged(into=str(into[1]) if into else ""), now.by, now.at)
    return now.stands(State.MERGED, closed_at=now.at)


def _cancelled(now: Moment) -> Columns:
    story = now.story
    story.happened(facts.Cancelled(), RESIDENT, now.at)
    story.brought("cancelled", "approved", story.case.submitted_at, now.at, None, decided_at=now.at)
    return now.stands(State.CANCELLED, closed_at=now.at)


HAPPENS: dict[str, Callable[[Moment], Columns]] = {
    "reviewed": _reviewed,
    "assigned": _assigned,
    "asked": _asked,
    "waiting": _waiting,
    "answered": _answered,
    "done_once": _done_once,
    "disputed": _disputed,
    "completed": _completed,
    "confirmed": _confirmed,
    "declined": _declined,
    "merged": _merged,
    "cancelled": _cancelled,
}
