"""Put records whose time is over on lists: by night class by class, by day one person for whom a clerk asks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.actor import SYSTEM, Actor
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.customers import holdings as customers
from townline.events import operations as events
from townline.privacy.holdings import Due, Walk, holders
from townline.privacy.values import RetentionClass
from townline.records_office import event_types
from townline.records_office.eligible import Judge, Judged
from townline.records_office.models import DisposalItem, DisposalList, PlaceReached
from townline.records_office.queries import rules
from townline.records_office.schedule import months_before
from townline.records_office.values import ListState, OutReason

WIDTH = 2_000  # numbers of a table that are looked at in one transaction
MOST_ITEMS = 5_000  # on one list: what a person can answer for
MOST_WINDOWS = 500  # a class and night
ASKED_AGAIN = timedelta(days=365)  # what the clerk took out is proposed again after


class NobodyToDispose(OperationRefused):
    message = _("Nothing is kept about this person.")


def propose(*, at: datetime) -> dict[str, int]:
    """The night's work: {class: records put on its list}. Bounded; the next night goes on where this one stopped."""
    return {
        rule.retention.value: _walk(rule.retention, rule.maximum, at) for rule in rules() if rule.maximum is not None
    }


def _walk(retention: RetentionClass, months: int, at: datetime) -> int:
    before, added = months_before(at, months), 0
    walk = next((holder.WALKS[retention] for holder in holders() if retention in holder.WALKS), None)
    if walk is None:
        return 0
    for _window in range(MOST_WINDOWS):
        put, goes_on = _step(retention, walk, before, at)
        added += put
        if not goes_on:
            break
    return added


def _step(retention: RetentionClass, walk: Walk, before: datetime, at: datetime) -> tuple[int, bool]:
    """One stretch of the table: how many were put on the list, and whether there is more and room for it."""
    with transaction():
        reached, _new = PlaceReached.objects.select_for_update().get_or_create(retention=retention)
        found = DisposalList.objects.filter(retention=retention, state=ListState.PROPOSED, is_nightly=True).first()
        have = DisposalItem.objects.filter(disposal_list=found).count() if found else 0
        if have >= MOST_ITEMS:
            return 0, False
        window = walk(before=before, after=reached.after, width=WIDTH)
        judge = Judge(at=at)
        fresh = _not_asked_lately(_whole(window.rows) if retention == RetentionClass.CUSTOMER else window.rows, at)
        judged = [one for one in judge.judged(retention=retention, dues=fresh) if _belongs(one, judge, retention)]
        if judged:
            found = found or DisposalList.objects.create(retention=retention, proposed_at=at)
            _put(found, judged, by=SYSTEM, at=at)
        reached.after, reached.walked_at = window.next or 0, at
        reached.save(update_fields=["after", "walked_at"])
    return len(judged), window.next is not None


def _whole(dues: Sequence[Due]) -> list[Due]:
    """With every other row that is the same customer: they go together or not at all."""
    groups = customers.groups_of(uuids=[due.subject for due in dues])
    uuids = list(dict.fromkeys(person.uuid for group in groups.values() for person in group))
    return list(customers.about(retention=RetentionClass.CUSTOMER, subjects=uuids))


def _belongs(judged: Judged, judge: Judge, retention: RetentionClass) -> bool:
    """Over its maximum, and either free to go or held: a hold is shown, what is in use is not."""
    return judge.is_over(judged, retention=retention) and judged.out in {None, OutReason.HOLD}


def _not_asked_lately(dues: Sequence[Due], at: datetime) -> list[Due]:
    """Without what stands on a list that is not carried out yet, and what the clerk took out within a year."""
    known = DisposalItem.objects.filter(subject__in=[due.subject for due in dues])
    waiting = known.exclude(disposal_list__state=ListState.DONE).values_list("subject", flat=True)
    kept = known.filter(out=OutReason.BY_HAND, out_at__gt=at - ASKED_AGAIN).values_list("subject", flat=True)
    skip = {*waiting, *kept}
    return [due for due in dues if due.subject not in skip]


def propose_person(*, person: UUID, by: Viewer, at: datetime) -> DisposalList:
    """A list of one: everything about this person, under every row that is them. Raises NobodyToDispose, NotAllowed.

    What keeps it from being signed (a hold, work that goes on, the minimum) stands on the list as its reason.
    """
    if not by.can(Capability.SIGN_DISPOSAL):
        raise NotAllowed
    group = customers.people(uuids=[person])
    if not group:
        raise NobodyToDispose
    uuids = [row.uuid for row in group]
    with transaction():
        open_list = (
            DisposalItem.objects.filter(subject__in=uuids)
            .exclude(disposal_list__state=ListState.DONE)
            .filter(out="", disposal_list__is_nightly=False)
            .select_related("disposal_list")
            .first()
        )
        if open_list is not None:
            return open_list.disposal_list
        dues = customers.about(retention=RetentionClass.CUSTOMER, subjects=uuids)
        judged = Judge(at=at).judged(retention=RetentionClass.CUSTOMER, dues=dues)
        found = DisposalList.objects.create(retention=RetentionClass.CUSTOMER, proposed_at=at, is_nightly=False)
        _put(found, judged, by=by.actor, at=at)
    return found


@transaction_required
def _put(found: DisposalList, judged: Sequence[Judged], *, by: Actor, at: datetime) -> None:
    DisposalItem.objects.bulk_create(
        [
            DisposalItem(
                disposal_list=found,
                subject=one.due.subject,
                label=one.due.label,
                last_used_at=one.last_used_at,
                out=one.out or "",
                out_at=at if one.out else None,
            )
            for one in judged
        ],
        ignore_conflicts=True,
    )
    out = sum(1 for one in judged if one.out)
    fact = event_types.ListProposed(found.retention, len(judged), out)
    events.record(fact, subject=found.uuid, by=by, at=at)


def withdraw_list(*, disposal_list: DisposalList, by: Viewer, at: datetime) -> None:
    """Throws away a list for one person that nobody signed. Raises NotFound for one of the night."""
    if not by.can(Capability.SIGN_DISPOSAL):
        raise NotAllowed
    with transaction():
        found = DisposalList.objects.select_for_update().filter(
            pk=disposal_list.pk, state=ListState.PROPOSED, is_nightly=False
        )
        row = found.first()
        if row is None:
            raise NotFound
        DisposalItem.objects.filter(disposal_list=row).delete()
        row.delete()
        events.record(event_types.ListWithdrawn(row.retention), subject=row.uuid, by=by.actor, at=at)
