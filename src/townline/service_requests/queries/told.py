"""Who hears of a request at each step: who asked, those whose reports were joined with it, and those who follow one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from townline.accounts.values import Viewer
from townline.privacy.reading import What, saw
from townline.service_requests import permissions
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.permissions import ENFORCEMENT
from townline.service_requests.queries.visible import visible_request
from townline.service_requests.values import Ground, PartyRole, Sees

if TYPE_CHECKING:
    from townline.customers.models import Customer

# A merge of a merge of a merge: whoever is at the end of it hears of everything. UNION and not UNION ALL ends a circle.
_JOINED = """
WITH RECURSIVE joined AS (
    SELECT id FROM service_requests_servicerequest WHERE id = %s
    UNION
    SELECT request.id FROM service_requests_servicerequest AS request JOIN joined ON request.merged_into_id = joined.id
    WHERE request.visibility = 'public' AND request.state = 'merged')
SELECT id FROM joined WHERE id <> %s ORDER BY id
"""
_END = """
WITH RECURSIVE chain AS (
    SELECT id, merged_into_id, visibility, 1 AS step FROM service_requests_servicerequest WHERE id = %s
    UNION
    SELECT request.id, request.merged_into_id, request.visibility, chain.step + 1
    FROM service_requests_servicerequest AS request JOIN chain ON request.id = chain.merged_into_id
    WHERE chain.visibility = 'public' AND request.visibility = 'public')
SELECT id FROM chain ORDER BY step DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One person. `about` is the request that is theirs or that they follow: they know it by that number."""

    customer: "Customer"
    about: ServiceRequest
    language: str
    preferred: str
    role: PartyRole | None  # none for a person who reported it themselves
    sees: Sees
    follower_id: int | None = None
    ground: str = ""
    reason: str = ""

    @property
    def is_reporter(self) -> bool:
        return self.role is None


def joined_with(*, request: ServiceRequest) -> list[int]:
    """The ids of the requests that were merged into it, also by way of another. None where it is not public."""
    if request.visibility != "public":
        return []
    with connection.cursor() as cursor:
        cursor.execute(_JOINED, [request.pk, request.pk])
        return [row[0] for row in cursor.fetchall()]


def end_of_merges(*, request: ServiceRequest) -> ServiceRequest:
    """The request in which the work goes on: its own, or the one at the end of the merges that its customer may know of."""
    if request.merged_into_id is None:
        return request
    with connection.cursor() as cursor:
        cursor.execute(_END, [request.pk])
        (end,) = cursor.fetchone() or (request.pk,)
    related = ("service", "department", "team", "customer", "merged_into", "ward")
    return request if end == request.pk else ServiceRequest.objects.select_related(*related).get(pk=end)


def told_of(*, request: ServiceRequest) -> Sequence[Told]:
    """Each person once, whoever they are to it first: asked, was joined, follows."""
    joined = joined_with(request=request)
    owners = [request]
    if joined:
        owners += ServiceRequest.objects.filter(pk__in=joined).select_related("customer", "service").order_by("id")
    people = [_reporter(owner) for owner in owners if owner.customer is not None]
    if request.visibility != ENFORCEMENT:
        by_id = {owner.pk: owner for owner in owners}
        rows = Follower.objects.filter(request__in=by_id).select_related("customer").order_by("since_at", "id")
        people += [_follower(row, by_id[row.request_id]) for row in rows if _may_hear(row, request)]
    return list({person.customer.pk: person for person in reversed(people)}.values())[::-1]


def _reporter(request: ServiceRequest) -> Told:
    assert request.customer is not None
    return Told(request.customer, request, request.language, request.preferred, None, Sees.ALL_BUT_PERSON)


def _follower(row: Follower, about: ServiceRequest) -> Told:
    return Told(
        row.customer,
        about,
        row.language,
        row.preferred,
        PartyRole(row.role),
        Sees(row.sees),
        row.pk,
        row.ground,
        row.reason,
    )


def _may_hear(row: Follower, request: ServiceRequest) -> bool:
    """What is not public is told only to those for whom there is a ground."""
    return request.visibility == "public" or row.ground != Ground.ASKED


def told_with_names(*, reference: str, viewer: Viewer) -> tuple[ServiceRequest, list[Told]]:
    """For a page with names on it: nobody where the viewer may not know who asked. The look is written down."""
    request = visible_request(reference=reference, viewer=viewer)
    work = end_of_merges(request=request)
    if not permissions.may_see_customer(request=request, viewer=viewer):
        saw(subject=request.uuid, what=What.REQUEST)
        return request, []
    people = [row for row in told_of(request=work) if permissions.may_see_customer(request=row.about, viewer=viewer)]
    saw(people=[row.customer.uuid for row in people], subject=request.uuid, what=What.REQUEST)
    return request, people
