"""Weigh what a breach means, and close its file."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.transactions import transaction, transaction_required
from townline.records_office import event_types
from townline.records_office.models import BreachFile
from townline.records_office.operations.breaches import BreachRefused, may_handle_breach, record_breach
from townline.records_office.values import BreachState, Harm


@dataclass(frozen=True, slots=True)
class Weighed:
    """`reported`: the commissioner knows."""

    harm: Harm
    why: str
    contained: str = ""
    learned: str = ""
    reported: bool = False


def weigh(*, breach: BreachFile, weighed: Weighed, by: Viewer, at: datetime) -> BreachFile:
    """What it means for the people, and what was done. Raises BreachRefused."""
    may_handle_breach(by)
    if weighed.harm != Harm.UNKNOWN and not weighed.why.strip():
        raise BreachRefused(_("Say why the risk is weighed like this."))
    with transaction():
        current = _open(breach)
        current.harm, current.harm_why = weighed.harm, weighed.why.strip()[:1_000]
        current.contained, current.learned = weighed.contained.strip(), weighed.learned.strip()
        if weighed.reported and current.reported_at is None:
            current.reported_at = at
        current.save()
        record_breach(current, event_types.BreachWeighed(current.harm, bool(current.reported_at)), by, at)
    return current


def close_breach(*, breach: BreachFile, by: Viewer, at: datetime) -> BreachFile:
    """Only when it was weighed, and at a real risk when it was reported and everybody was told or left out. Raises BreachRefused."""
    may_handle_breach(by)
    with transaction():
        current = _open(breach)
        if current.harm == Harm.UNKNOWN:
            raise BreachRefused(_("Weigh the risk before the file is closed."))
        waiting = current.people.filter(told_at__isnull=True, left_out="").count()
        if current.harm == Harm.REAL and (waiting or not current.reported_at):
            raise BreachRefused(
                _("At a real risk the commissioner and every person on the list are told before the file is closed.")
            )
        current.state, current.closed_at = BreachState.CLOSED, at
        current.save(update_fields=["state", "closed_at"])
        record_breach(current, event_types.BreachClosed(), by, at)
    return current


@transaction_required
def _open(breach: BreachFile) -> BreachFile:
    current = BreachFile.objects.select_for_update().get(pk=breach.pk)
    if current.state != BreachState.OPEN:
        raise BreachRefused(_("This file is closed."))
    return current
