"""Who may read a contact.

What it was about belongs to rooms above, so they say it: `subjects` is a query for the uuids that this person may open and
connect with a customer. Without it only contacts about nothing in particular are shown.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.interactions.models import Handling, Matter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Subjects = QuerySet[Any, Any] | None


def may_read(*, viewer: Viewer, subjects: "Subjects") -> Q:
    """Front-line staff read every contact that is about nothing sealed; others their own and their teams'."""
    if not viewer.can(Capability.SEE_CUSTOMERS):
        return Q(pk=None)
    open_on_desk: Q = Q(handling__handled_by_id=viewer.user_id, handling__wrapped_up_at=None)
    about_nothing = Q(subject=None)
    if not viewer.can(Capability.SEE_ALL_REQUESTS):
        about_nothing &= is_theirs(viewer)
    about_open = Q(subject__in=subjects) if subjects is not None else Q(pk=None)
    closed = Q(Exists(_closed_matters(subjects)))
    return open_on_desk | ((about_nothing | about_open) & ~closed)


def is_theirs(viewer: Viewer) -> Q:
    return Q(handling__handled_by_id__in=viewer.users) | Q(handling__team_id__in=viewer.teams)


def _closed_matters(subjects: "Subjects") -> "QuerySet[Matter]":
    """Things that came of the contact and are closed to the person: one is enough to keep the whole contact back."""
    matters = Matter.objects.filter(interaction=OuterRef("pk"))
    return matters if subjects is None else matters.exclude(subject__in=subjects)


def may_handle(*, handling: Handling, viewer: Viewer) -> bool:
    """Write in it and wrap it up: whoever handled it, who stands in for them, and who leads their team."""
    if not viewer.can(Capability.RECORD_CONTACTS):
        return False
    leads = viewer.can_for(Capability.APPROVE, team_id=handling.team_id) and handling.team_id in viewer.teams
    return handling.handled_by_id in viewer.users or leads
