"""Customer records as the records office sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.customers import queries
from townline.customers.models import ContactPoint, Customer
from townline.customers.operations.dispose import dispose
from townline.privacy.holdings import Due, Held, LastUse, Person, Walk, Window, held_text
from townline.privacy.values import RetentionClass

__all__ = ["WALKS", "about", "dispose", "groups_of", "held_about", "last_used", "people"]

_LABELS = {
    "name": gettext_lazy("Name"),
    "organisation": gettext_lazy("Organisation"),
    "postal_address": gettext_lazy("Postal address"),
    "language": gettext_lazy("Language"),
    "needs_interpreter": gettext_lazy("Needs an interpreter"),
    "spoken_language": gettext_lazy("Spoken language"),
    "format_wish": gettext_lazy("Format"),
    "preferred_channel": gettext_lazy("Prefers"),
    "quiet_from": gettext_lazy("Quiet hours from"),
    "quiet_until": gettext_lazy("Quiet hours until"),
    "created_at": gettext_lazy("Known since"),
    "source": gettext_lazy("Came from"),
    "source_id": gettext_lazy("Number there"),
}
_POINT_LABELS = {
    "kind": gettext_lazy("Kind"),
    "value": gettext_lazy("Address or number"),
    "opted_out_at": gettext_lazy("No messages since"),
    "created_at": gettext_lazy("Known since"),
}


def people(*, uuids: Sequence[UUID]) -> list[Person]:
    """These customers, every row that is the same person, with what would give them away in a file or a log."""
    return list({person.id: person for group in groups_of(uuids=uuids).values() for person in group}.values())


def groups_of(*, uuids: Sequence[UUID]) -> dict[UUID, list[Person]]:
    """The same, under the uuid that was asked for; nothing under one that is gone."""
    named = dict(Customer.objects.filter(uuid__in=uuids).values_list("pk", "uuid"))
    groups = queries.same_people(customers=named)
    ids = {pk for group in groups.values() for pk in group}
    found = Customer.objects.filter(pk__in=ids).prefetch_related("contact_points").order_by("pk")
    people = {row.pk: Person(row.pk, row.uuid, _traces(row)) for row in found}
    return {uuid: [people[other] for other in groups[pk]] for pk, uuid in named.items()}


def _traces(customer: Customer) -> tuple[str, ...]:
    points = [point.value for point in customer.contact_points.all()]
    national = [value[2:] for value in points if value.startswith("+1")]
    typed = [f"{digits[:3]}{mark}{digits[3:6]}{mark}{digits[6:]}" for digits in national for mark in "-. "]
    return tuple(trace for trace in (customer.name, *points, *national, *typed) if len(trace) > 5)


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    rows = Customer.objects.filter(pk__in=[person.id for person in people]).prefetch_related("contact_points")
    for row in rows.order_by("pk"):
        points = [pair for point in row.contact_points.order_by("id") for pair in held_text(point, _POINT_LABELS)]
        text = (*held_text(row, _LABELS, without=("search",)), *points)
        yield Held("customers", "customer", row.uuid, _("Customer record"), text, row.created_at)


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    by_id = {person.id: person.uuid for person in people}
    for pk, at in Customer.objects.filter(pk__in=by_id).values_list("pk", "created_at"):
        yield LastUse(by_id[pk], RetentionClass.CUSTOMER, at)
    for pk, at in ContactPoint.objects.filter(customer__in=by_id).values_list("customer_id", "created_at"):
        yield LastUse(by_id[pk], RetentionClass.CUSTOMER, at)


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    return _due(Q(uuid__in=subjects)) if retention == RetentionClass.CUSTOMER else ()


def _past(*, before: datetime, after: int, width: int) -> Window:
    """Known for so long. Whether the other rooms have used them since, the records office asks them."""
    last = Customer.objects.order_by("-id").values_list("id", flat=True).first() or 0
    rows = _due(Q(id__gt=after, id__lte=after + width, created_at__lt=before))
    return Window(rows, after + width if after + width < last else None)


def _due(condition: Q) -> list[Due]:
    rows = Customer.objects.filter(condition).order_by("id").values_list("uuid", "created_at", "postal_address", "pk")
    return [Due(uuid, at, f"#{pk}", (uuid,), place) for uuid, at, place, pk in rows]


WALKS: Mapping[RetentionClass, Walk] = {RetentionClass.CUSTOMER: _past}
