from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.interactions.models import Interaction
from townline.interactions.values import Purpose

if TYPE_CHECKING:
    from townline.customers.models import Customer


@transaction_required
def record(
    *, customer: "Customer | None", channel: str, purpose: Purpose, subject: UUID | None, language: str, by: Actor, at: datetime
) -> Interaction:
    """Writes one incoming contact. The event of what it brought about is recorded by the caller."""
    return Interaction.objects.create(
        customer=customer,
        channel=channel,
        purpose=purpose,
        subject=subject,
        language=language,
        occurred_at=at,
        recorded_by_id=by.id if by.is_staff else None,
    )
