"""Contacts as the desk lists them: what is open, what was promised, what a team has not wrapped up."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.interactions.models import Interaction
from townline.interactions.queries.contacts import visible_contacts
from townline.interactions.values import PromiseState

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects


def open_contact_of(*, viewer: Viewer) -> Interaction | None:
    """The oldest contact that this person has not wrapped up."""
    if not viewer.can(Capability.RECORD_CONTACTS):
        return None
    mine = Interaction.objects.filter(handling__handled_by_id=viewer.user_id, handling__wrapped_up_at=None)
    return mine.select_related("handling", "customer").order_by("handling__started_at").first()


def own_contacts(*, viewer: Viewer, subjects: "Subjects", limit: int) -> list[Interaction]:
    """What the person handled, the latest first."""
    mine = visible_contacts(viewer=viewer, subjects=subjects).filter(handling__handled_by_id=viewer.user_id)
    return list(mine.order_by("-handling__started_at")[:limit])


def open_promises(*, viewer: Viewer, subjects: "Subjects", limit: int) -> list[Interaction]:
    """What the person, or whoever they stand in for, has promised and not done yet; the first due first."""
    promises = visible_contacts(viewer=viewer, subjects=subjects).filter(
        handling__promise_state=PromiseState.OPEN, handling__handled_by_id__in=viewer.users
    )
    return list(promises.order_by("handling__promised_by", "pk")[:limit])


def not_wrapped_up(*, viewer: Viewer, before: datetime, limit: int) -> list[Interaction]:
    """Open contacts of the person's teams, the oldest first, that began before that moment."""
    return list(
        _of_teams(viewer)
        .filter(handling__wrapped_up_at=None, handling__started_at__lt=before)
        .order_by("handling__started_at")[:limit]
    )


def _of_teams(viewer: Viewer) -> QuerySet[Interaction]:
    contacts = Interaction.objects.select_related("handling", "customer").filter(handling__isnull=False)
    return contacts.filter(handling__team_id__in=viewer.teams)
