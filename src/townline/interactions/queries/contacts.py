"""The door to a contact."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.interactions.models import Interaction, Matter
from townline.interactions.permissions import may_read
from townline.privacy.reading import What, saw

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.interactions.permissions import Subjects


def contacts_about(*, subject: UUID) -> QuerySet[Interaction]:
    return Interaction.objects.filter(Q(subject=subject) | Q(matters__subject=subject)).order_by("occurred_at")


def contacts_of(*, customer: "Customer") -> QuerySet[Interaction]:
    return Interaction.objects.filter(customer=customer).order_by("-occurred_at")


def visible_contacts(*, viewer: Viewer, subjects: "Subjects" = None) -> QuerySet[Interaction]:
    """`subjects`: see permissions."""
    return Interaction.objects.select_related("handling", "customer").filter(may_read(viewer=viewer, subjects=subjects))


def visible_contact(*, uuid: UUID, viewer: Viewer, subjects: "Subjects" = None) -> Interaction:
    """A contact that somebody handled. Raises NotFound if there is none that this person may open."""
    found = visible_contacts(viewer=viewer, subjects=subjects).filter(uuid=uuid, handling__isnull=False).first()
    if found is None:
        raise NotFound
    saw(people=[found.customer.uuid] if found.customer else [], subject=found.uuid, what=What.CONTACT)
    return found


def handled_about(*, subject: UUID, viewer: Viewer, subjects: "Subjects", limit: int = 5) -> list[Interaction]:
    """What staff handled about this, the latest first."""
    about = Q(subject=subject) | Q(pk__in=Matter.objects.filter(subject=subject).values("interaction"))
    found = visible_contacts(viewer=viewer, subjects=subjects).filter(about, handling__isnull=False)
    return list(found.order_by("-occurred_at", "-pk")[:limit])
