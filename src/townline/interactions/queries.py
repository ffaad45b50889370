from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from townline.interactions.models import Interaction

if TYPE_CHECKING:
    from townline.customers.models import Customer


def contacts_about(*, subject: UUID) -> QuerySet[Interaction]:
    return Interaction.objects.filter(subject=subject).order_by("occurred_at")


def contacts_of(*, customer: "Customer") -> QuerySet[Interaction]:
    return Interaction.objects.filter(customer=customer).order_by("-occurred_at")
