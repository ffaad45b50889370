"""The decision, the way to the person, or that they no longer ask."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction_required
from townline.records_office import event_types
from townline.records_office.models import AccessRequest, LegalHold
from townline.records_office.operations.access_file import AccessRefused, changing, record
from townline.records_office.operations.holds import lift_hold
from townline.records_office.values import CLOSED, AccessState, Decision


class NotAllReviewed(OperationRefused):
    message = _("Some records are not reviewed yet. Decide on each of them first.")


def decide(*, access: AccessRequest, by: Viewer, at: datetime) -> AccessRequest:
    """The decision follows from the records. Raises NotAllReviewed."""
    with changing(access, by, AccessState.REVIEW) as current:
        made = set(current.records.values_list("decision", flat=True))
        if "" in made:
            raise NotAllReviewed
        current.decision = _sum_of(made)
        current.state, current.decided_at = AccessState.DECIDED, at
        current.decided_by_id, current.decided_by = by.user_id, by.actor.label
        record(current, event_types.AccessDecided(current.decision), by, at)
    return current


def _sum_of(made: set[str]) -> Decision:
    if not made:
        return Decision.NOTHING
    if made == {Decision.RELEASED}:
        return Decision.RELEASED
    return Decision.WITHHELD if made == {Decision.WITHHELD} else Decision.PARTLY


def send(*, access: AccessRequest, how: str, by: Viewer, at: datetime) -> AccessRequest:
    """The package was handed over or posted. The hold stays for the clerk to lift when the time of appeal is over."""
    if not how.strip():
        raise AccessRefused(_("Say how it was sent: handed over, registered mail …"))
    with changing(access, by, AccessState.DECIDED) as current:
        current.state, current.sent_at, current.sent_how = AccessState.SENT, at, how.strip()[:120]
        count = current.records.exclude(decision=Decision.WITHHELD).count()
        record(current, event_types.AccessSent(count), by, at)
    return current


def withdraw(*, access: AccessRequest, why: str, by: Viewer, at: datetime) -> AccessRequest:
    """The person no longer asks. The copies are destroyed at once; the hold is lifted."""
    if not why.strip():
        raise AccessRefused(_("Say how the person withdrew it."))
    with changing(access, by, *(set(AccessState) - CLOSED)) as current:
        current.state, current.closed_why, current.due_at = AccessState.WITHDRAWN, why.strip()[:300], None
        current.records.all().delete()
        lift(access=current, by=by, at=at)
        record(current, event_types.AccessWithdrawn(), by, at)
    return current


@transaction_required
def lift(*, access: AccessRequest, by: Viewer, at: datetime) -> None:
    if access.hold and (hold := LegalHold.objects.filter(uuid=access.hold).first()):
        lift_hold(hold=hold, by=by.actor, at=at)
