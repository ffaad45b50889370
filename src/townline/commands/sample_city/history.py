"""One case as the rows that it would have left: the request, its events, clock, notes, assignment and contact."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import PlaceRule
from townline.commands.sample_city.cases import Case
from townline.commands.sample_city.geometry.addresses import Place
from townline.commands.sample_city.organising import Organised
from townline.commands.sample_city.phrases import said, wrote
from townline.commands.sample_city.promising import clocks_of, promised
from townline.core.actor import RESIDENT, SYSTEM, Actor
from townline.core.words import plain
from townline.events.operations import Fact, PastEvent
from townline.places.values import block_of
from townline.service_levels import queries as service_levels
from townline.service_levels.values import ClockKind
from townline.service_requests import event_types as facts
from townline.service_requests.operations import AssignmentRow, Batch, ClosureRow, NoteRow, RequestRow
from townline.service_requests.workflow import State

GRACE = timedelta(days=4)  # a completion younger than this still waits for approval
RELEASED = 0.3
STATES = {
    "submitted": State.SUBMITTED, "reviewed": State.REVIEWED, "assigned": State.ASSIGNED, "waiting": State.WAITING_FOR_CUSTOMER,
    "declined": State.DECLINED, "merged": State.MERGED, "cancelled": State.CANCELLED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and by whom a case plays."""

    entry: ServiceEntry
    place: Place
    ward_id: int | None
    team_id: int
    customer_id: int | None
    preferred: str
    answers: dict[str, Any]
    merged_into: tuple[int, UUID] | None
    organised: Organised
    at: datetime


@dataclass(slots=True)
class Story:
    """Collects what one case leaves in a batch."""

    case: Case
    setting: Setting
    uuid: UUID
    batch: Batch
    chance: random.Random
    note_ids: Iterator[int]
    updated_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.updated_at = self.case.submitted_at

    def happened(self, fact: Fact, by: Actor, at: datetime) -> None:
        self.batch.events.append(PastEvent(fact, self.uuid, by, at))
        self.updated_at = max(self.updated_at, at)

    def note(self, kind: str, visibility: str, at: datetime, by: Actor | None) -> int:
        """Returns its number, for the event that tells of it."""
        language = self.case.language if visibility != "internal" else "en"
        text = wrote(self.chance, kind=kind, language=language)
        author = (by.id, by.label) if by else (None, "")
        number = next(self.note_ids)
        self.batch.notes.append(NoteRow(self.uuid, number, text, visibility, at, *author, from_customer=by is None))
        self.updated_at = max(self.updated_at, at)
        return number

    def brought(self, ending: str, state: str, since: datetime, at: datetime, by: Actor | None, **more: Any) -> None:
        """A closing; whoever decided did not do the work."""
        if decided_at := more.get("decided_at"):
            approver = self.approver()
            more |= {"decided_by_id": approver.id, "decided_by_label": approver.label} if by else {}
            more["decided_at"] = max(decided_at, at)
        self.batch.closures.append(
            ClosureRow(
                self.uuid, uuid5(self.uuid, f"{ending} {at}"), ending, state, min(since, at), at, self.setting.team_id,
                by.id if by else None, by.label if by else "", **more,
            )
        )  # fmt: skip

    def approver(self) -> Actor:
        approvers = self.setting.organised.approvers
        return approvers[self.uuid.int % len(approvers)]

    def worker(self) -> Actor:
        return self.chance.choice(self.setting.organised.people[self.setting.team_id] or [SYSTEM])

    def front(self) -> Actor:
        return self.chance.choice(self.setting.organised.front_line)


def tell(*, story: Story, reference: str) -> RequestRow:
    """Writes the story into its batch and returns the row of the request."""
    case, setting = story.case, story.setting
    definition = setting.entry.definition
    road_class = setting.place.road_class if definition.asks_for_road else ""
    planned = promised(story, road_class=road_class)
    due_at = planned[ClockKind.RESOLUTION].due_at
    steps = _steps(story)
    by = story.front() if case.channel in {"phone", "counter", "email", "other"} else RESIDENT
    submitted = facts.Submitted(
        service=definition.code, channel=case.channel, visibility=definition.visibility.value, team_id=setting.team_id,
        due_at=due_at.isoformat(),
    )  # fmt: skip
    story.happened(submitted, by, case.submitted_at)
    changes = _told(story, steps, due_at)
    story.batch.clocks += clocks_of(story=story, steps=steps, planned=planned)
    text = said(story.chance, service=definition.code, language=case.language, place=setting.place)
    if setting.place.text not in text:  # the public sees the block and not the house
        _release(story, steps, changes)
    has_place = definition.place is not PlaceRule.NONE
    address = setting.place.text if has_place else ""
    return RequestRow(
        uuid=story.uuid, reference=reference, service_id=setting.entry.id, service_number=setting.entry.number,
        visibility=definition.visibility.value, channel=case.channel, department_id=setting.organised.departments[setting.team_id],
        submitted_at=case.submitted_at, updated_at=story.updated_at, version=1 + len(steps), description=text,
        answers=json.dumps(setting.answers, ensure_ascii=False), priority=definition.priority,
        words=plain(f"{text} {address}"), customer_id=setting.customer_id, language=case.language,
        preferred=setting.preferred, taken_by_id=by.id, address=address, block=block_of(address),
        postal_code=setting.place.postal_code if has_place else "", lat=setting.place.lat if has_place else None,
        long=setting.place.lon if has_place else None, road_class=road_class, ward_id=setting.ward_id if has_place else None, team_id=setting.team_id,
        promised_at=due_at, merged_into_id=setting.merged_into[0] if setting.merged_into else None, **changes,
    )  # fmt: skip


def _steps(story: Story) -> dict[str, datetime]:
    """When each step was reached, in order."""
    case, chance = story.case, story.chance
    end = case.closed_at or story.setting.at
    length = end - case.submitted_at
    ending = "confirmed" if case.ending == "merged" and story.setting.merged_into is None else case.ending
    steps: dict[str, datetime] = {}
    if ending == "submitted":
        return steps
    reviewed = case.submitted_at + min(length * 0.25, timedelta(hours=chance.uniform(0.2, 20)))
    steps["reviewed"] = reviewed
    if ending in {"assigned", "confirmed"}:
        steps["assigned"] = reviewed + min((end - reviewed) * 0.4, timedelta(hours=chance.uniform(0.1, 30)))
    if case.was_asked:
        steps["asked"] = reviewed + (end - reviewed) * 0.05
        steps["answered"] = reviewed + (end - reviewed) * 0.2
    if ending == "confirmed":
        if case.was_reopened:
            steps["done_once"] = steps["assigned"] + (end - steps["assigned"]) * 0.5
            steps["disputed"] = steps["assigned"] + (end - steps["assigned"]) * 0.6
        steps["completed"] = end
        approved = end + timedelta(hours=chance.uniform(2, 90))
        if approved < story.setting.at and story.setting.at - end > GRACE * chance.uniform(0.2, 1):
            steps["confirmed"] = approved
    elif ending in {"declined", "merged", "cancelled"}:
        steps[ending] = end
    elif ending == "waiting":
        steps["waiting"] = reviewed + (end - reviewed) * chance.uniform(0.1, 0.9)
    return dict(sorted(steps.items(), key=lambda step: step[1]))


def _told(story: Story, steps: dict[str, datetime], due_at: datetime) -> dict[str, Any]:
    """The columns that the steps have changed; their events and notes go into the batch."""
    setting, case, chance = story.setting, story.case, story.chance
    columns: dict[str, Any] = {"state": State.SUBMITTED.value, "state_since_at": case.submitted_at}
    assignee = story.worker()
    for step, at in steps.items():
        if step == "reviewed":
            story.happened(facts.Accepted(), assignee, at)
            columns |= {"state": State.REVIEWED.value, "state_since_at": at, "reviewed_at": at}
        elif step == "assigned":
            person = assignee.id if chance.random() < 0.75 else None
            story.happened(facts.Assigned(team_id=setting.team_id, assignee_id=person), assignee, at)
            story.batch.assignments.append(
                AssignmentRow(story.uuid, setting.team_id, person, at, steps.get("completed"))
            )
            columns |= {"state": State.ASSIGNED.value, "state_since_at": at, "assigned_at": at, "assignee_id": person}
            if chance.random() < 0.15:
                story.note("internal", "internal", at, assignee)
        elif step in {"asked", "waiting"}:
            asked = story.note("question", "customer", at, assignee)
            story.happened(facts.CustomerAsked(asked), assignee, at)
            if step == "waiting":
                columns |= {
                    "state": State.WAITING_FOR_CUSTOMER.value,
                    "state_since_at": at,
                    "resume_state": State.REVIEWED.value,
                }
        elif step == "answered":
            answered = story.note("answer", "customer", at, None)
            story.happened(facts.CustomerAnswered(answered, due_at.isoformat()), RESIDENT, at)
        elif step == "done_once":
            story.happened(facts.Completed(outcome="fixed", photos=0), assignee, at)
            story.brought("done", "set_aside", steps["assigned"], at, assignee, set_aside_at=steps["disputed"])
        elif step == "disputed":
            still_wrong = story.note("dispute", "customer", at, None)
            story.happened(facts.Disputed(still_wrong, due_at.isoformat()), RESIDENT, at)
            columns |= {"reopened_count": 1, "disputed_at": at}
        elif step == "completed":
            nothing = chance.random() < 0.08
            outcome = (
                "nothing_found"
                if nothing
                else chance.choices(["fixed", "done_earlier", "answered", "referred"], [88, 5, 4, 3])[0]
            )
            words = wrote(chance, kind="nothing" if nothing else "done", language=case.language)
            story.happened(facts.Completed(outcome=outcome, photos=0), assignee, at)
            columns |= {"state": State.COMPLETED.value, "state_since_at": at, "completed_at": at, "outcome": outcome,
                        "status_notes": words}  # fmt: skip
            _done(story, steps, at, assignee, outcome)
            if chance.random() < 0.06:
                story.note("public", "public", at, assignee)
        elif step == "confirmed":
            story.happened(facts.Confirmed(how="approved"), story.approver(), at)
            columns |= {"state": State.CONFIRMED.value, "state_since_at": at, "closed_at": at}
        else:
            _closed(story, step, at, assignee, columns)
    if not {"completed", "declined", "merged", "cancelled", "waiting"} & set(steps):
        columns["due_at"] = due_at
    return columns


def _done(story: Story, steps: dict[str, datetime], at: datetime, by: Actor, outcome: str) -> None:
    """Before there were rules a supervisor looked at everything; what is young still waits."""
    since = steps.get("disputed") or steps["assigned"]
    if confirmed_at := steps.get("confirmed"):
        story.brought("done", "approved", since, at, by, outcome=outcome, decided_at=confirmed_at)
    else:
        goes_up_at = service_levels.expected(business_days=2, at=at)
        story.brought("done", "waiting", since, at, by, outcome=outcome, next_level_at=goes_up_at)


def _release(story: Story, steps: dict[str, datetime], columns: dict[str, Any]) -> None:
    """Staff let the public read some residents' words."""
    is_public = story.setting.entry.definition.is_public and "reviewed" in steps
    if is_public and story.chance.random() < RELEASED:
        at = min(steps["reviewed"] + timedelta(minutes=5), story.setting.at)
        columns["words_released_at"] = at
        story.happened(facts.WordsReleased(released=True), story.front(), at)


def _closed(story: Story, step: str, at: datetime, by: Actor, columns: dict[str, Any]) -> None:
    columns |= {"state": STATES[step].value, "state_since_at": at, "closed_at": at}
    if step == "declined":
        columns["status_notes"] = wrote(story.chance, kind="declined", language=story.case.language)
        story.happened(facts.Declined(reason="given"), by, at)
        story.brought(
            "declined", "approved", story.case.submitted_at, at, by, reason=columns["status_notes"], decided_at=at
        )
    elif step == "merged":
        into = story.setting.merged_into
        story.happened(facts.Merged(into=str(into[1]) if into else ""), by, at)
    else:
        story.happened(facts.Cancelled(), RESIDENT, at)
        story.brought("cancelled", "approved", story.case.submitted_at, at, None, decided_at=at)
