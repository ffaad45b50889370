"""Write down a customer, and change what is written."""

from dataclasses import asdict, dataclass
from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core import changes
from townline.core.errors import EditConflict, NotAllowed, OperationRefused
from townline.core.transactions import transaction
from townline.core.words import plain
from townline.customers import event_types, permissions
from townline.customers.addresses import postal_address_of
from townline.customers.models import Customer
from townline.customers.values import FormatWish, Kind, Preferred
from townline.events import operations as events


class NameMissing(OperationRefused):
    message = _("Write a name, of the person or of the organisation.")


class QuietHoursNotWhole(OperationRefused):
    message = _("Quiet hours need a beginning and another time as their end.")


@dataclass(frozen=True, slots=True)
class Details:
    """What is written about a customer, whole: an empty field is emptied."""

    kind: Kind = Kind.PERSON
    name: str = ""
    organisation: str = ""
    postal_address: str = ""
    language: str = "en"
    needs_interpreter: bool = False
    spoken_language: str = ""
    preferred_channel: Preferred | str = ""
    format_wish: FormatWish = FormatWish.NONE
    quiet_from: time | None = None
    quiet_until: time | None = None


def add_customer(*, details: Details, by: Viewer, at: datetime) -> Customer:
    """Raises NotAllowed, NameMissing, QuietHoursNotWhole."""
    with transaction():
        customer = Customer(created_at=at)
        _fill(customer, details, by)
        customer.save()
        events.record(event_types.CustomerAdded(customer.pk, customer.kind), subject=customer.uuid, by=by.actor, at=at)
    return customer


def change_customer(*, customer: Customer, details: Details, version: int, by: Viewer, at: datetime) -> Customer:
    """Raises NotAllowed, NameMissing, QuietHoursNotWhole, EditConflict."""
    with transaction():
        current = Customer.objects.select_for_update().get(pk=customer.pk)
        if current.version != version:
            raise EditConflict
        changed = _fill(current, details, by)
        if changed:
            current.version += 1
            current.save()
            fact = event_types.CustomerChanged(current.pk, tuple(sorted(changed)))
            events.record(fact, subject=current.uuid, by=by.actor, at=at)
    return current


def _fill(customer: Customer, details: Details, by: Viewer) -> set[str]:
    if not permissions.may_change(viewer=by):
        raise NotAllowed
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(details).items()}
    if not (values["name"] or values["organisation"]):
        raise NameMissing
    hours = (details.quiet_from, details.quiet_until)
    if (hours[0] is None) != (hours[1] is None) or (hours[0] is not None and hours[0] == hours[1]):
        raise QuietHoursNotWhole
    place = postal_address_of(str(values["postal_address"]))
    values |= {"postal_address": place.text, "address_id": place.address_id}
    values["search"] = plain(f"{values['name']} {values['organisation']}")
    return set(changes.apply(customer, values)) - {"search"}
