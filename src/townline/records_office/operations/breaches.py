"""A breach from the day of its discovery, with whom the log of reads names."""

from dataclasses import dataclass
from datetime import datetime

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
    may_handle_breach(by)
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
        record_breach(breach, event_types.BreachOpened(breach.number), by, at)
        list_affected(breach=breach, by=by, at=at)
    return breach


def list_affected(*, breach: BreachFile, by: Viewer, at: datetime) -> int:
    """Whoever the reader saw in that time, one row each; who is on the list stays as they are. Returns how many are new."""
    may_handle_breach(by)
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
        record_breach(breach, event_types.BreachListed(added), by, at)
    return added


def may_handle_breach(by: Viewer) -> None:
    if not by.can(Capability.HANDLE_BREACHES):
        raise NotAllowed


@transaction_required
def record_breach(breach: BreachFile, fact: Fact, by: Viewer, at: datetime) -> None:
    events.record(fact, subject=breach.uuid, by=by.actor, at=at)
