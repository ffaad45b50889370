"""What an office has in hand: raised, followed, public in its ward."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Case, Q, When

from townline.accounts.values import Viewer
from townline.council.models import Behalf, Follow
from townline.council.permissions import office_of
from townline.council.queries.seen import seen
from townline.council.values import Seen
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest

MOST = 100
_WITH = ("request__service", "request__ward")
_SEALED = Q(request__visibility="enforcement")


def raised(*, viewer: Viewer, at: datetime, limit: int = MOST) -> list[Seen]:
    rows = Behalf.objects.filter(councillor=office_of(viewer)).select_related(*_WITH).order_by("-since_at", "-id")
    return _seen([row.request for row in rows[:limit]], viewer, at)


def followed(*, viewer: Viewer, at: datetime, limit: int = MOST) -> list[Seen]:
    """What moved last comes first; an enforcement file keeps the place that it had when the office began to follow it."""
    rows = Follow.objects.filter(councillor=office_of(viewer)).select_related(*_WITH)
    moved = Case(When(_SEALED, then="since_at"), default="request__state_since_at")
    return _seen([row.request for row in rows.order_by(moved.desc(), "-id")[:limit]], viewer, at)


def in_ward(*, viewer: Viewer, ward_id: int | None, at: datetime, limit: int = MOST) -> list[Seen]:
    """The open ones that everybody may know of, the newest first; without a ward those of the whole city."""
    office_of(viewer)
    return _seen(list(service_requests.public_open(ward_id=ward_id)[:limit]), viewer, at)


def followed_counts(*, councillor_id: int, since: datetime) -> tuple[int, int]:
    """How many an office follows, and how many of them took a step since. Of enforcement nothing is said to have moved."""
    rows = Follow.objects.filter(councillor=councillor_id)
    return rows.count(), rows.filter(request__state_since_at__gte=since).exclude(_SEALED).count()


def _seen(requests: "Sequence[ServiceRequest]", viewer: Viewer, at: datetime) -> list[Seen]:
    return seen(requests=requests, viewer=viewer, at=at)
