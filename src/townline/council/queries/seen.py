"""The one door of a council office to a request: what the rules open, and nothing personal before a purpose is said."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from townline.accounts.values import Viewer
from townline.core import reference as references
from townline.core.errors import NotFound
from townline.council.models import Behalf, Follow
from townline.council.permissions import office_of
from townline.council.queries.rules import rules
from townline.council.values import PERSONAL, Case, Seen, Shown
from townline.privacy import queries as privacy
from townline.privacy.shipped import COUNCIL_OFFICE
from townline.privacy.values import Method
from townline.service_requests import queries as service_requests
from townline.service_requests.workflow import PUBLIC_STEP, State

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest

IN_WRITING = (Method.WRITTEN, Method.ONLINE)


def visible_request(*, reference: str, viewer: Viewer, at: datetime) -> Seen:
    """By the number that a resident told them. Raises ReferenceMistyped, NotFound, NotAllowed."""
    office_of(viewer)
    found = service_requests.uuid_of(reference=references.parse(reference))
    if found is None:
        raise NotFound
    return seen(requests=[service_requests.request_of_event(subject=found)], viewer=viewer, at=at)[0]


def seen(*, requests: "Sequence[ServiceRequest]", viewer: Viewer, at: datetime) -> list[Seen]:
    """Each as this office may see it; the same number of queries for one and for many."""
    office, rule = office_of(viewer), rules()
    numbers = [request.pk for request in requests]
    behalf = {row.request_id: row for row in Behalf.objects.filter(councillor=office, request__in=numbers)}
    follows = set(Follow.objects.filter(councillor=office, request__in=numbers).values_list("request_id", flat=True))
    holding = consents_in_writing(consents=[row.consent for row in behalf.values() if row.consent], at=at)
    return [
        _seen(request, behalf.get(request.pk), holding, rule, is_followed=request.pk in follows) for request in requests
    ]


def consents_in_writing(*, consents: Iterable[UUID], at: datetime) -> set[UUID]:
    """Those of the ledger that hold: given in writing, not taken back, not run out."""
    rows = privacy.holding(at=at).filter(uuid__in=list(consents), scope__code=COUNCIL_OFFICE, method__in=IN_WRITING)
    return set(rows.values_list("uuid", flat=True))


def _seen(
    request: "ServiceRequest",
    behalf: Behalf | None,
    holding: set[UUID],
    rule: dict[Case, frozenset[Shown]],
    *,
    is_followed: bool,
) -> Seen:
    case = case_of(request, behalf, holding)
    allowed = frozenset() if request.disposed_at else rule[case]
    return Seen(
        uuid=request.uuid,
        reference=request.reference,
        case=case,
        facts=_facts(request, allowed - PERSONAL),
        closed=allowed & PERSONAL,
        is_raised=bool(behalf and behalf.is_raised),
        is_followed=is_followed,
        consent=behalf.consent if behalf and case is Case.CONSENT else None,
    )


def case_of(request: "ServiceRequest", behalf: Behalf | None, holding: set[UUID]) -> Case:
    """Enforcement first, whatever anybody agreed to."""
    if request.visibility == "enforcement":
        return Case.ENFORCEMENT
    if behalf is not None:
        return Case.CONSENT if behalf.consent in holding else Case.NO_CONSENT
    return Case.PUBLIC if request.visibility == "public" else Case.PRIVATE


def _facts(request: "ServiceRequest", allowed: frozenset[Shown]) -> dict[Shown, object]:
    facts: dict[Shown, object] = {
        Shown.STEP: PUBLIC_STEP[State(request.state)].value,
        Shown.DATES: (request.submitted_at, request.promised_at or request.due_at, request.completed_at),
        Shown.SERVICE: request.service,
        Shown.WARD: request.ward,
        Shown.BLOCK: request.block,
    }
    return {name: facts[name] for name in facts if name in allowed}
