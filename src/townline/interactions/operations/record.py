from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from townline.core.actor import Actor
from townline.core.documents import as_json
from townline.core.transactions import transaction_required
from townline.interactions.values import Purpose

if TYPE_CHECKING:
    from townline.customers.models import Customer


def document_of(
    *,
    channel: str,
    purpose: Purpose,
    subject: UUID | None,
    language: str,
    by: Actor,
    at: datetime,
    within: UUID | None = None,
    notice_version_id: int | None = None,
    handling: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The contact as the database function `interactions_record` takes it, but for its customer.

    `within` is the contact that is open on somebody's desk: what came of it is written there instead of beside it.
    `handling` (see handling_of) leaves it to a member of staff to wrap the contact up.
    """
    return {
        "channel": channel,
        "purpose": purpose.value,
        "subject": subject,
        "language": language,
        "occurred_at": at,
        "recorded_by_id": by.id if by.is_staff else None,
        "notice_version_id": notice_version_id,
        **({"within": within} if within else {"handling": handling} if handling else {}),
    }


@transaction_required
def record(
    *,
    customer: "Customer | None",
    channel: str,
    purpose: Purpose,
    subject: UUID | None,
    language: str,
    by: Actor,
    at: datetime,
    within: UUID | None = None,
    notice_version_id: int | None = None,
) -> None:
    """Writes one incoming contact. The event of what it brought about is recorded by the caller."""
    document = document_of(
        channel=channel,
        purpose=purpose,
        subject=subject,
        language=language,
        by=by,
        at=at,
        within=within,
        notice_version_id=notice_version_id,
    )
    document["customer_id"] = customer.pk if customer else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT interactions_record(%s::jsonb)", [as_json(document)])
