"""Take out of the outbox what a failed handler said: an error may quote a person's words."""

from collections.abc import Sequence
from uuid import UUID

from townline.core.transactions import transaction_required
from townline.events.models import Delivery


@transaction_required
def forget_errors(*, subjects: Sequence[UUID]) -> int:
    """Of these subjects; returns how many. The log itself holds ids only and stays as it is."""
    return Delivery.objects.filter(subject__in=subjects).exclude(error="").update(error="")
