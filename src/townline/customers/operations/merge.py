"""Two records are one customer: said, and taken back. A merge is an alias, no row moves (docs/decisions/0012)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.core.words import plain
from townline.customers import event_types, queries
from townline.customers.models import Customer, DuplicatePair, Merge
from townline.customers.values import Verdict
from townline.events import operations as events

PAIRED = {"quiet_from": "quiet_until", "quiet_until": "quiet_from"}


class CannotMerge(OperationRefused):
    message = _("These two cannot be joined.")


class AlreadyUndone(OperationRefused):
    message = _("This was undone before. Nothing is left to put back.")


class UndoReasonMissing(OperationRefused):
    message = _("Say why they are two customers: the next steward reads it.")


def merge(
    *, survivor: Customer, other: Customer, by: Viewer, at: datetime, takes_other: Collection[str] | None = None
) -> Merge:
    """`other` is `survivor`. `takes_other` names the fields in which the other's words hold; without it the rules decide.

    Raises NotAllowed and CannotMerge.
    """
    _may_steward(by)
    with transaction():
        rows = Customer.objects.select_for_update().order_by("pk").in_bulk(sorted({survivor.pk, other.pk}))
        survivor, other = rows[survivor.pk], rows[other.pk]
        _refuse_what_cannot_be_one(survivor, other)
        before, after = _changes(survivor, other, takes_other)
        _write(survivor, after)
        other.merged_into = survivor
        other.save(update_fields=["merged_into"])
        return _record(survivor, other, before, after, by, at)


def undo_merge(*, merge: Merge, reason: str, by: Viewer, at: datetime) -> list[str]:
    """The other is a customer of its own again, and the survivor says what it said before.

    Returns the fields that were edited since the merge: they are left as they are. Raises NotAllowed, AlreadyUndone and
    UndoReasonMissing.
    """
    _may_steward(by)
    if not reason.strip():
        raise UndoReasonMissing
    with transaction():
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        if merge.undone_at:
            raise AlreadyUndone
        rows = Customer.objects.select_for_update().order_by("pk").in_bulk(sorted({merge.survivor_id, merge.other_id}))
        survivor, other = rows[merge.survivor_id], rows[merge.other_id]
        edited = _put_back(survivor, merge)
        other.merged_into = None
        other.save(update_fields=["merged_into"])
        merge.undone_at, merge.undone_by, merge.undo_reason = at, by.actor.label, reason.strip()[:300]
        merge.save(update_fields=["undone_at", "undone_by", "undo_reason"])
        _decide(survivor, other, Verdict.DIFFERENT, by, at)
        fact = event_types.MergeUndone(survivor.pk, other.pk, str(merge.uuid))
        events.record(fact, subject=survivor.uuid, by=by.actor, at=at)
        return edited


def keep_apart(*, pair: DuplicatePair, by: Viewer, at: datetime) -> None:
    """Two customers: the steward is not asked again. Raises NotAllowed."""
    _may_steward(by)
    with transaction():
        rows = Customer.objects.in_bulk([pair.first_id, pair.second_id])
        first, second = rows[pair.first_id], rows[pair.second_id]
        _decide(first, second, Verdict.DIFFERENT, by, at)
        fact = event_types.CustomersKeptApart(first.pk, second.pk)
        events.record(fact, subject=first.uuid, by=by.actor, at=at)


def _may_steward(by: Viewer) -> None:
    if not by.can(Capability.STEWARD_CUSTOMERS):
        raise NotAllowed


def _refuse_what_cannot_be_one(survivor: Customer, other: Customer) -> None:
    if survivor.pk == other.pk:
        raise CannotMerge(_("This is one record already."))
    if survivor.merged_into_id or other.merged_into_id:
        raise CannotMerge(_("One of them was joined with another record meanwhile. Open it again."))
    if survivor.disposed_at or other.disposed_at:
        raise CannotMerge(_("One of them was disposed of."))
    if survivor.kind != other.kind:
        raise CannotMerge(_("A person and a business are never one customer. Change the kind first if it is wrong."))
    if survivor.staff_user_id and other.staff_user_id:
        raise CannotMerge(_("Both are colleagues with a sign-in of their own."))


@transaction_required
def _changes(
    survivor: Customer, other: Customer, takes_other: Collection[str] | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    proposed = queries.proposed_choices(survivor=survivor, other=other)
    chosen = takes_other if takes_other is not None else {choice.field for choice in proposed if choice.takes_other}
    chosen = {*chosen, *(PAIRED[field] for field in chosen if field in PAIRED)}
    after = {choice.field: choice.other for choice in proposed if choice.field in chosen and choice.is_question}
    if after:
        name = f"{after.get('name', survivor.name)} {after.get('organisation', survivor.organisation)}"
        after |= {"search": plain(name), "version": survivor.version + 1}
    return {field: getattr(survivor, field) for field in after}, after


@transaction_required
def _write(customer: Customer, values: dict[str, Any]) -> None:
    for field, value in values.items():
        setattr(customer, field, value)
    if values:
        customer.save(update_fields=list(values))


@transaction_required
def _put_back(survivor: Customer, merge: Merge) -> list[str]:
    """What nobody edited since goes back; with nothing edited the row is as it was, its version too."""
    edited = sorted(name for name, value in merge.after.items() if getattr(survivor, name) != _stored(name, value))
    values = {name: _stored(name, value) for name, value in merge.before.items() if name not in edited}
    if edited:
        values["version"] = survivor.version + 1
        name = f"{values.get('name', survivor.name)} {values.get('organisation', survivor.organisation)}"
        values["search"] = plain(name)
    _write(survivor, values)
    return [name for name in edited if name not in {"version", "search"}]


def _stored(name: str, value: Any) -> Any:
    """A value out of JSON as the model has it."""
    return cast("Field[Any, Any]", Customer._meta.get_field(name)).to_python(value)


@transaction_required
def _record(
    survivor: Customer, other: Customer, before: dict[str, Any], after: dict[str, Any], by: Viewer, at: datetime
) -> Merge:
    pair = _decide(survivor, other, Verdict.SAME, by, at)
    made = Merge.objects.create(
        survivor=survivor,
        other=other,
        bits=pair.bits if pair else None,
        reasons=pair.reasons if pair else [],
        before=before,
        after=after,
        merged_at=at,
        merged_by_id=by.user_id,
        merged_by=by.actor.label,
    )
    fact = event_types.CustomersMerged(survivor.pk, other.pk, str(made.uuid))
    events.record(fact, subject=survivor.uuid, by=by.actor, at=at)
    return made


@transaction_required
def _decide(one: Customer, two: Customer, verdict: Verdict, by: Viewer, at: datetime) -> DuplicatePair | None:
    first, second = sorted((one.pk, two.pk))
    pair = DuplicatePair.objects.filter(first=first, second=second).first()
    if pair is None and verdict == Verdict.DIFFERENT:
        pair = DuplicatePair(first_id=first, second_id=second, bits=0, found_at=at)
    if pair:
        pair.verdict, pair.decided_at, pair.decided_by_id = verdict, at, by.user_id
        pair.save()
    return pair
