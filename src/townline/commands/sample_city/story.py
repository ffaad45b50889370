"""One case, where it plays, and what it leaves in a batch."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from townline.catalog.catalogue import ServiceEntry
from townline.commands.sample_city.cases import Case
from townline.commands.sample_city.geometry.addresses import Place
from townline.commands.sample_city.organising import Organised
from townline.commands.sample_city.phrases import wrote
from townline.core.actor import SYSTEM, Actor
from townline.events.operations import Fact, PastEvent
from townline.service_requests.operations import Batch, ClosureRow, NoteRow


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
