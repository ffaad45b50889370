"""Who belongs to whom, and who may speak for whom: only with consent, only until a day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.customers import event_types, permissions
from townline.customers.models import Customer, Relation
from townline.customers.values import Role
from townline.events import operations as events
from townline.privacy import operations as privacy
from townline.privacy.operations import Given
from townline.privacy.shipped import REPRESENTATIVE
from townline.privacy.values import Method

LONGEST_FOR = timedelta(days=5 * 366)


class SamePerson(OperationRefused):
    message = _("That is the same customer. Find the other one.")


class RelatedAlready(OperationRefused):
    message = _("This is written there already. End the old one first.")


class EndMissing(OperationRefused):
    message = _("Speaking for somebody needs a last day, within five years.")


@dataclass(frozen=True, slots=True)
class Speaking:
    """How the other one agreed that the customer speaks for them, and until when."""

    method: Method
    until: date
    note: str = ""


def relate(
    *, customer: Customer, other: Customer, role: Role, speaking: Speaking | None = None, by: Viewer, at: datetime
) -> Relation:
    """`customer` is for `other` what `role` says. Raises NotAllowed, SamePerson, RelatedAlready, EndMissing."""
    if not permissions.may_change(viewer=by):
        raise NotAllowed
    if customer.pk == other.pk:
        raise SamePerson
    today = timezone.localtime(at).date()
    if speaking is not None and not today <= speaking.until <= today + LONGEST_FOR:
        raise EndMissing
    with transaction():
        Customer.objects.select_for_update().filter(pk__in=[customer.pk, other.pk]).order_by("pk").first()
        if Relation.objects.filter(customer=customer, other=other, role=role, ended_at=None).exists():
            raise RelatedAlready
        relation = Relation.objects.create(
            customer=customer,
            other=other,
            role=role,
            on_behalf=speaking is not None,
            consent=_consent(customer, other, speaking, by, at) if speaking else None,
            from_date=today,
            until_date=speaking.until if speaking else None,
            created_at=at,
        )
        until = speaking.until.isoformat() if speaking else ""
        fact = event_types.RelationMade(customer.pk, other.pk, role, speaking is not None, until)
        events.record(fact, subject=customer.uuid, by=by.actor, at=at)
    return relation


def end_relation(*, relation: Relation, by: Viewer, at: datetime) -> Relation:
    """The consent is taken back with it. Raises NotAllowed, NotFound."""
    if not permissions.may_change(viewer=by):
        raise NotAllowed
    with transaction():
        rows = Relation.objects.select_for_update(of=("self",)).select_related("customer")
        current = rows.filter(pk=relation.pk, ended_at=None).first()
        if current is None:
            raise NotFound
        current.ended_at = at
        current.save(update_fields=["ended_at"])
        if current.consent is not None:
            _take_back(current, by, at)
        fact = event_types.RelationEnded(current.customer_id, current.other_id, current.role)
        events.record(fact, subject=current.customer.uuid, by=by.actor, at=at)
    return current


@transaction_required
def _consent(customer: Customer, other: Customer, speaking: Speaking, by: Viewer, at: datetime) -> UUID:
    end = datetime.combine(speaking.until + timedelta(days=1), time(), tzinfo=timezone.get_current_timezone())
    given = Given(
        REPRESENTATIVE,
        speaking.method,
        language=other.language,
        about=customer.uuid,
        until=end,
        note=speaking.note,
    )
    uuid: UUID = privacy.give_consent(person=other.uuid, given=given, by=by, at=at).uuid
    return uuid


@transaction_required
def _take_back(relation: Relation, by: Viewer, at: datetime) -> None:
    assert relation.consent is not None
    try:
        privacy.withdraw_consent(uuid=relation.consent, by=by, at=at)
    except (privacy.AlreadyEnded, NotFound):
        return  # it ran out, or the person took it back themselves
