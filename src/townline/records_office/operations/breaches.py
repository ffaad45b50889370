"""A breach from the day of its discovery to the last person who was told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.events.operations import Fact
from townline.privacy import queries as privacy
from townline.records_office import event_types
from townline.records_office.file_numbers import next_number
from townline.records_office.models import AffectedPerson, BreachFile
from townline.records_office.values import BreachState, Harm


class BreachRefused(OperationRefused):
    message = _("Say what happened, who saw the data, and from when to when.")


@dataclass(frozen=True, slots=True)
class Happened:
    """`reader_id` is the member of staff (or the account) whose reads count; times are when the data was open to them."""

    title: str
    words: str
    discovered_at: datetime
    from_at: datetime
    until_at: datetime
    reader_id: int | None = None


def open_breach(*, happened: Happened, by: Viewer, at: datetime) -> BreachFile:
    """Opens the file and lists whom it concerns, from the log of reads. Raises NotAllowed and BreachRefused."""
    _may_handle(by)
    if not (happened.title.strip() and happened.words.strip()) or happened.until_at <= happened.from_at:
        raise BreachRefused
    with transaction():
        breach = BreachFile.objects.create(
            number=next_number(model=BreachFile, at=at),
            title=happened.title.strip(),
            happened=happened.words.strip(),
            discovered_at=happened.discovered_at,
            from_at=happened.from_at,
            until_at=happened.until_at,
            reader_id=happened.reader_id,
            opened_by=by.actor.label,
        )
        _record(breach, event_types.BreachOpened(breach.number), by, at)
        list_affected(breach=breach, by=by, at=at)
    return breach


def list_affected(*, breach: BreachFile, by: Viewer, at: datetime) -> int:
    """Whoever the reader saw in that time, one row each; who is on the list stays as they are. Returns how many are new."""
    _may_handle(by)
    if breach.reader_id is None:
        return 0
    with transaction():
        reads = privacy.reads_of(reader_id=breach.reader_id, since=breach.from_at, until=breach.until_at)
        counted = reads.filter(person__isnull=False).order_by().values_list("person")
        rows = [
            AffectedPerson(breach=breach, person=person, reads=count, first_read_at=first)
            for person, count, first in counted.annotate(Count("pk"), Min("at"))
        ]
        before = breach.people.count()
        AffectedPerson.objects.bulk_create(rows, ignore_conflicts=True)
        added = breach.people.count() - before
        _record(breach, event_types.BreachListed(added), by, at)
    return added


def add_affected(*, breach: BreachFile, person: UUID, by: Viewer, at: datetime) -> None:
    """Somebody whom no log names: a letter that went to the wrong address."""
    _may_handle(by)
    with transaction():
        AffectedPerson.objects.get_or_create(
            breach=breach, person=person, defaults={"reads": 0, "first_read_at": breach.from_at}
        )
        _record(breach, event_types.BreachListed(1), by, at)


def note_told(*, breach: BreachFile, person: UUID, how: str, by: Viewer, at: datetime) -> None:
    """The person was told. Raises BreachRefused."""
    _may_handle(by)
    if not how.strip():
        raise BreachRefused(_("Say how the person was told: letter, call, e-mail."))
    with transaction():
        changed = AffectedPerson.objects.filter(breach=breach, person=person, told_at__isnull=True)
        if changed.update(told_at=at, told_how=how.strip()[:120], left_out=""):
            _record(breach, event_types.BreachPersonTold(), by, at)


def leave_out(*, breach: BreachFile, person: UUID, why: str, by: Viewer, at: datetime) -> None:
    """This read was in order: it belonged to a case. Raises BreachRefused."""
    _may_handle(by)
    if not why.strip():
        raise BreachRefused(_("Say why this person is not affected."))
    with transaction():
        AffectedPerson.objects.filter(breach=breach, person=person).update(left_out=why.strip()[:300])
        _record(breach, event_types.BreachPersonLeftOut(), by, at)


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
    _may_handle(by)
    if weighed.harm != Harm.UNKNOWN and not weighed.why.strip():
        raise BreachRefused(_("Say why the risk is weighed like this."))
    with transaction():
        current = _open(breach)
        current.harm, current.harm_why = weighed.harm, weighed.why.strip()[:1_000]
        current.contained, current.learned = weighed.contained.strip(), weighed.learned.strip()
        if weighed.reported and current.reported_at is None:
            current.reported_at = at
        current.save()
        _record(current, event_types.BreachWeighed(current.harm, bool(current.reported_at)), by, at)
    return current


def close_breach(*, breach: BreachFile, by: Viewer, at: datetime) -> BreachFile:
    """Only when it was weighed, and at a real risk when it was reported and everybody was told or left out. Raises BreachRefused."""
    _may_handle(by)
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
        _record(current, event_types.BreachClosed(), by, at)
    return current


def _may_handle(by: Viewer) -> None:
    if not by.can(Capability.HANDLE_BREACHES):
        raise NotAllowed


@transaction_required
def _open(breach: BreachFile) -> BreachFile:
    current = BreachFile.objects.select_for_update().get(pk=breach.pk)
    if current.state != BreachState.OPEN:
        raise BreachRefused(_("This file is closed."))
    return current


@transaction_required
def _record(breach: BreachFile, fact: Fact, by: Viewer, at: datetime) -> None:
    events.record(fact, subject=breach.uuid, by=by.actor, at=at)
