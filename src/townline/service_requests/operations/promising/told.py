"""The customer has heard from us: what that keeps of our promises."""

from datetime import datetime
from uuid import UUID

from townline.core.transactions import transaction_required
from townline.service_levels import operations as service_levels
from townline.service_levels.values import ClockKind


@transaction_required
def customer_told(*, subject: UUID, at: datetime, is_receipt: bool = False) -> None:
    """A message has gone out or a call was made. Any word says that it came; news begin the next interval."""
    service_levels.stop(subject=subject, at=at, kind=ClockKind.ACKNOWLEDGE)
    if not is_receipt:
        service_levels.turn(subject=subject, kind=ClockKind.KEEP_INFORMED, at=at)
