"""Who a customer is: by number, by uuid, and with all rows that a steward found to be the same."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection

from townline.core.errors import NotFound
from townline.customers.models import Customer


def same_person(*, customer: int) -> tuple[int, ...]:
    """Ids of every row that is this customer, the survivor first; nearly always only the one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT customers_group(%s)", [customer])
        return tuple(cursor.fetchone()[0])


def same_people(*, customers: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The same for many, in one query."""
    ids = list(dict.fromkeys(customers))
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, customers_group(id) FROM unnest(%s::bigint[]) AS id", [ids])
        return {row[0]: tuple(row[1]) for row in cursor.fetchall()}


def survivor_of(*, customer: int) -> int:
    """The row that stands for the customer."""
    return same_person(customer=customer)[0]


def customer_of(*, uuid: UUID) -> Customer:
    """The survivor of the customer with this uuid. Raises NotFound."""
    found = Customer.objects.filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found if found.merged_into_id is None else Customer.objects.get(pk=survivor_of(customer=found.pk))


def customer_by_id(*, customer_id: int) -> Customer | None:
    return Customer.objects.filter(pk=customer_id).first()


def imported_ids(*, source: str, source_ids: Collection[str]) -> dict[str, int]:
    """The customers that came from another system, by the id that they had there."""
    if not source_ids:
        return {}
    return dict(Customer.objects.filter(source=source, source_id__in=source_ids).values_list("source_id", "id"))
