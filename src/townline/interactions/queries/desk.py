"""Contacts as the desk lists them: what is open, what was promised, what a team has not wrapped up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.interactions.models import Handling, Interaction
from townline.interactions.queries.contacts import visible_contacts
from townline.interactions.values import FirstContact, PromiseState
from townline.privacy.reading import What, saw

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects


def open_contact_of(*, viewer: Viewer) -> Interaction | None:
    """The oldest contact that this person has not wrapped up."""
    if not viewer.can(Capability.RECORD_CONTACTS):
        return None
    # Every page asks, and nearly always there is none: the question is a small one.
    mine = Handling.objects.filter(handled_by_id=viewer.user_id, wrapped_up_at=None).order_by("started_at", "pk")
    found = list(mine.values_list("interaction_id", flat=True)[:1])
    return Interaction.objects.select_related("handling", "customer").get(pk=found[0]) if found else None


def own_contacts(*, viewer: Viewer, subjects: "Subjects", limit: int) -> list[Interaction]:
    """What the person handled, the latest first."""
    mine = visible_contacts(viewer=viewer, subjects=subjects).filter(handling__handled_by_id=viewer.user_id)
    return _seen(mine.order_by("-handling__started_at")[:limit])


def open_promises(*, viewer: Viewer, subjects: "Subjects", limit: int) -> list[Interaction]:
    """What the person, or whoever they stand in for, has promised and not done yet; the first due first."""
    promises = visible_contacts(viewer=viewer, subjects=subjects).filter(
        handling__promise_state=PromiseState.OPEN, handling__handled_by_id__in=viewer.users
    )
    return _seen(promises.order_by("handling__promised_by", "pk")[:limit])


def not_wrapped_up(*, teams: Collection[int], before: datetime, limit: int) -> list[Interaction]:
    """Open contacts of these teams, the oldest first, that began before that moment."""
    waiting = Interaction.objects.select_related("handling").filter(
        handling__team_id__in=teams, handling__wrapped_up_at=None, handling__started_at__lt=before
    )
    return list(waiting.order_by("handling__started_at")[:limit])


@dataclass(frozen=True, slots=True)
class TeamShare:
    """Of a team's contacts since a moment: how many are wrapped up, have a postal code, were resolved at first contact."""

    team_id: int | None
    contacts: int
    wrapped_up: int
    with_postal_code: int
    resolved: int


def shares_of_teams(*, teams: Collection[int], since: datetime) -> list[TeamShare]:
    """Of teams, never of a person: figures about one employee stand behind the city's monitoring policy."""
    done = Q(wrapped_up_at__isnull=False)
    rows = (
        Handling.objects.filter(team_id__in=teams, started_at__gte=since)
        .values("team_id")
        .annotate(
            contacts=Count("pk"),
            wrapped_up=Count("pk", filter=done),
            with_postal_code=Count("pk", filter=~Q(postal_code="")),
            resolved=Count("pk", filter=done & ~Q(resolved_first_contact=FirstContact.NO)),
        )
        .order_by("team_id")
    )
    return [TeamShare(**row) for row in rows]


def _seen(contacts: QuerySet[Interaction]) -> list[Interaction]:
    found = list(contacts)
    saw(people=[contact.customer.uuid for contact in found if contact.customer], what=What.SEARCH)
    return found
