"""Who is affected by a breach, and who was told."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.transactions import transaction
from townline.records_office import event_types
from townline.records_office.models import AffectedPerson, BreachFile
from townline.records_office.operations.breaches import BreachRefused, may_handle_breach, record_breach


def add_affected(*, breach: BreachFile, person: UUID, by: Viewer, at: datetime) -> None:
    """Somebody whom no log names: a letter that went to the wrong address."""
    may_handle_breach(by)
    with transaction():
        AffectedPerson.objects.get_or_create(
            breach=breach, person=person, defaults={"reads": 0, "first_read_at": breach.from_at}
        )
        record_breach(breach, event_types.BreachListed(1), by, at)


def note_told(*, breach: BreachFile, person: UUID, how: str, by: Viewer, at: datetime) -> None:
    """The person was told. Raises BreachRefused."""
    may_handle_breach(by)
    if not how.strip():
        raise BreachRefused(_("Say how the person was told: letter, call, e-mail."))
    with transaction():
        changed = AffectedPerson.objects.filter(breach=breach, person=person, told_at__isnull=True)
        if changed.update(told_at=at, told_how=how.strip()[:120], left_out=""):
            record_breach(breach, event_types.BreachPersonTold(), by, at)


def leave_out(*, breach: BreachFile, person: UUID, why: str, by: Viewer, at: datetime) -> None:
    """This read was in order: it belonged to a case. Raises BreachRefused."""
    may_handle_breach(by)
    if not why.strip():
        raise BreachRefused(_("Say why this person is not affected."))
    with transaction():
        AffectedPerson.objects.filter(breach=breach, person=person).update(left_out=why.strip()[:300])
        record_breach(breach, event_types.BreachPersonLeftOut(), by, at)
