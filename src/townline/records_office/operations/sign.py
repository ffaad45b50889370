"""Sign a list: the order to destroy what is on it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import EditConflict, OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.records_office import event_types
from townline.records_office.models import DisposalItem, DisposalList
from townline.records_office.operations.lists import hash_of, judge_again, locked
from townline.records_office.queries import rule_of
from townline.records_office.values import ListState

PROOF_HOLDS = timedelta(minutes=15)


class NothingToSign(OperationRefused):
    message = _("Nothing on this list may be destroyed now: each record says why.")


class SecondFactorMissing(OperationRefused):
    message = _("Sign with your second factor: confirm it once more, then sign within fifteen minutes.")


def sign(
    *, disposal_list: DisposalList, seen: str, by: Viewer, second_factor_at: datetime | None, at: datetime
) -> DisposalList:
    """Orders the destruction of what is on the list. `seen` is the hash of what the clerk looked at.

    Raises SecondFactorMissing, EditConflict when the list is not what was seen, NothingToSign, ListIsSigned, NotAllowed.
    """
    if second_factor_at is None or at - second_factor_at > PROOF_HOLDS:
        raise SecondFactorMissing
    judge_again(disposal_list=disposal_list, by=by, at=at)  # in its own transaction: what it finds stays to be seen
    with transaction():
        found = locked(disposal_list=disposal_list, by=by)
        if hash_of(disposal_list=found) != seen:
            raise EditConflict
        going = DisposalItem.objects.filter(disposal_list=found, out="").count()
        if not going:
            raise NothingToSign
        rule = rule_of(retention=found.retention)
        found.state, found.items_hash, found.signed_at = ListState.SIGNED, seen, at
        found.signed_by_id, found.signed_by = by.user_id, by.actor.label
        found.authority_en, found.authority_fr = rule.authority_en, rule.authority_fr
        found.save()
        events.record(event_types.ListSigned(seen, going), subject=found.uuid, by=by.actor, at=at)
    return found
