"""What was typed and not sent yet, and what became of it."""

from uuid import UUID

from townline.service_requests.models import Draft, ServiceRequest


def open_draft(*, uuid: UUID, owner_id: int | None) -> Draft | None:
    """The form of this person, until it is sent or forgotten."""
    return Draft.objects.filter(uuid=uuid, owner_id=owner_id, submitted_as="").first()


def is_draft_open_to(*, uuid: UUID, owner_id: int | None) -> bool:
    """Is it this person's form, or a new one?"""
    return not Draft.objects.filter(uuid=uuid).exclude(owner_id=owner_id).exists()


def request_of_draft(*, uuid: UUID) -> ServiceRequest | None:
    """The request that the form became."""
    return ServiceRequest.objects.filter(submission_key=uuid).first()


def drafts_of(*, owner_id: int) -> list[Draft]:
    """What a member of staff began to take down and did not send, the latest first."""
    return list(Draft.objects.filter(owner_id=owner_id, submitted_as="").order_by("-updated_at")[:20])
