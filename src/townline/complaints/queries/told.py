"""What a customer is told after an event: for the messages above, which have no viewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from townline.accounts.values import Viewer
from townline.complaints import permissions
from townline.complaints.models import Complaint, Praise
from townline.complaints.queries.files import complaint_of_event, update_by_id, visible_complaints
from townline.complaints.queries.praise import praise_of_event, praise_to_answer

if TYPE_CHECKING:
    from townline.customers.models import Customer


@dataclass(frozen=True, slots=True)
class Told:
    """`words` and `by` fill the message: what we wrote, and the day that is promised in it."""

    uuid: UUID
    reference: str
    customer: "Customer | None"
    language: str
    preferred: str
    channel: str
    words: str
    by: datetime | None


def told_of(*, subject: UUID, event_type: str, data: Mapping[str, Any]) -> Told:
    """Raises NotFound."""
    if event_type.startswith("praise."):
        praise = praise_of_event(subject=subject)
        return _told(praise, praise.answer, None)
    complaint = complaint_of_event(subject=subject)
    if event_type == "complaint.decided":
        decision = complaint.decisions.filter(stage=data["stage"]).first()
        return _told(complaint, decision.reasons if decision else "", complaint.escalate_until)
    update = update_by_id(update_id=int(data["update_id"])) if "update_id" in data else None
    return _told(complaint, update.words if update else "", complaint.due_at)


def _told(row: Complaint | Praise, words: str, by: datetime | None) -> Told:
    return Told(
        row.uuid, row.reference, row.customer, row.language, row.preferred, row.channel, words, by
    )  # fmt: skip


def messages_open_to(*, viewer: Viewer) -> Q:
    """Rows of another room whose `subject_uuid` is a file that the viewer may open, or praise that they answer."""
    if not permissions.may_handle(viewer=viewer):
        return Q(pk=None)
    files, praise = visible_complaints(viewer=viewer), praise_to_answer(viewer=viewer)
    return Q(subject_uuid__in=files.values("uuid")) | Q(subject_uuid__in=praise.values("uuid"))


def open_subjects(*, subjects: list[UUID], viewer: Viewer) -> set[UUID]:
    """Those of them that the viewer may open."""
    if not permissions.may_handle(viewer=viewer):
        return set()
    found = visible_complaints(viewer=viewer).filter(uuid__in=subjects).values_list("uuid", flat=True)
    praise = praise_to_answer(viewer=viewer).filter(uuid__in=subjects).values_list("uuid", flat=True)
    return {*found, *praise}


def complaints_of(*, customers: Sequence[int]) -> list[UUID]:
    """The uuids of everything that these customers said about us, for whoever keeps something about it."""
    found = list(Complaint.objects.filter(customer__in=customers).values_list("uuid", flat=True))
    return [*found, *Praise.objects.filter(customer__in=customers).values_list("uuid", flat=True)]
