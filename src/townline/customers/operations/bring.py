"""Customers that another system's file brings, and brings again: what staff changed here is left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from townline.core.actor import Actor
from townline.core.transactions import transaction, transaction_required
from townline.core.words import plain
from townline.customers import event_types
from townline.customers.contact_check import ContactRejected, email_of, phone_of
from townline.customers.models import ContactPoint, Customer
from townline.events import operations as events
from townline.events.operations import PastEvent


class CustomerRow(NamedTuple):
    source_id: str
    name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    postal_address: str = ""
    language: str = "en"


@dataclass(slots=True)
class BroughtCustomers:
    """`conflicts` are ids of customers that staff had changed; `rejected` are ids with the reason."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    conflicts: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)


def bring_customers(*, source: str, rows: Sequence[CustomerRow], by: Actor, at: datetime) -> BroughtCustomers:
    """A few thousand at a time, in one transaction. Nobody is told."""
    brought = BroughtCustomers()
    right = [row for row in (_checked(row, brought) for row in rows) if row]
    with transaction():
        stored = Customer.objects.select_for_update().filter(
            source=source, source_id__in=[row.source_id for row in right]
        )
        known = {customer.source_id: customer for customer in stored}
        _add([row for row in right if row.source_id not in known], source, by, at)
        for row in right:
            if customer := known.get(row.source_id):
                _renew(customer, row, brought, by, at)
    brought.new = len(right) - len(known)
    return brought


def _checked(row: CustomerRow, brought: BroughtCustomers) -> CustomerRow | None:
    try:
        email = email_of(row.email) if row.email else ""
        phone = phone_of(row.phone) if row.phone else ""
        return CustomerRow(row.source_id, row.name, row.organisation, email, phone, row.postal_address, row.language)
    except ContactRejected as rejected:
        brought.rejected.append((row.source_id, str(rejected)))
        return None


@transaction_required
def _add(rows: Sequence[CustomerRow], source: str, by: Actor, at: datetime) -> None:
    customers = [_fill(Customer(source=source, source_id=row.source_id, created_at=at), row) for row in rows]
    Customer.objects.bulk_create(customers)
    points = [
        ContactPoint(customer=customer, kind=kind, value=value, created_at=at)
        for customer, row in zip(customers, rows, strict=True)
        for kind, value in (("email", row.email), ("phone", row.phone))
        if value
    ]
    ContactPoint.objects.bulk_create(points)
    facts = (
        PastEvent(event_types.CustomerImported(customer.pk, source), customer.uuid, by, at) for customer in customers
    )
    events.record_history(events=list(facts), at=at)


@transaction_required
def _renew(customer: Customer, row: CustomerRow, brought: BroughtCustomers, by: Actor, at: datetime) -> None:
    mark = _mark(row)
    if customer.source_hash == mark:
        brought.unchanged += 1
    elif _mark(_as_it_stands(customer)) != customer.source_hash:
        brought.conflicts.append(customer.source_id)
    else:
        _fill(customer, row).save()
        for kind, value in (("email", row.email), ("phone", row.phone)):
            if value:
                ContactPoint.objects.get_or_create(
                    customer=customer, kind=kind, value=value, defaults={"created_at": at}
                )
        events.record(event_types.CustomerImported(customer.pk, customer.source), subject=customer.uuid, by=by, at=at)
        brought.changed += 1


def _as_it_stands(customer: Customer) -> CustomerRow:
    points = dict(ContactPoint.objects.filter(customer=customer).order_by("id").values_list("kind", "value"))
    return CustomerRow(
        customer.source_id,
        customer.name,
        customer.organisation,
        points.get("email", ""),
        points.get("phone", ""),
        customer.postal_address,
        customer.language,
    )


def _fill(customer: Customer, row: CustomerRow) -> Customer:
    customer.name, customer.organisation = row.name, row.organisation
    customer.postal_address, customer.language = row.postal_address, row.language
    customer.search = plain(f"{row.name} {row.organisation}")
    customer.source_hash = _mark(row)
    return customer


def _mark(row: CustomerRow) -> str:
    return blake2b("\x1f".join(row).encode(), digest_size=20).hexdigest()
