"""What is late and who is told next; what somebody was told and has not answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from townline.accounts.permissions import COUNCIL_ROLES
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.service_levels import queries as deadlines
from townline.service_requests import permissions
from townline.service_requests.models import Escalation, EscalationNotice, EscalationStep, ServiceRequest
from townline.service_requests.workflow import OPEN

if TYPE_CHECKING:
    from townline.accounts.models import User
    from townline.service_levels.models import Clock

ROWS = 50


@dataclass(frozen=True, slots=True)
class LateRow:
    """One request with what is late or at risk of it, what was told and what is told next: none where the ladder ends."""

    request: ServiceRequest
    clocks: "Sequence[Clock]"
    told: Sequence[EscalationNotice]
    next: Escalation | None


def late_requests(*, viewer: Viewer, at: datetime, after: int = 0, newest: bool = False) -> tuple[list[LateRow], bool]:
    """Late or at risk, the longest late first, or what was found last; whether there are more. A constant number of queries."""
    waiting = Prefetch(
        "escalations",
        Escalation.objects.filter(told_at=None, dropped_at=None).select_related("step").order_by("tell_at"),
        to_attr="waiting_rungs",
    )
    told = Prefetch(
        "escalations",
        Escalation.objects.filter(told_at__isnull=False)
        .select_related("step")
        .prefetch_related(Prefetch("notices", EscalationNotice.objects.select_related("user", "passed_to")))
        .order_by("-told_at", "-tell_at"),
        to_attr="told_rungs",
    )
    rows = ServiceRequest.objects.filter(
        permissions.may_see(viewer), state__in=sorted(OPEN), uuid__in=deadlines.told_subjects()
    )
    rows = rows.select_related("service", "team", "assignee").prefetch_related(waiting, told)
    first, last = deadlines.first_told(subject="uuid"), deadlines.last_told(subject="uuid")
    ordered = rows.order_by(last.desc(), "-id") if newest else rows.order_by(first.asc(), "id")
    found = list(ordered[after : after + ROWS + 1])
    clocks: dict[UUID, list[Clock]] = {}
    for clock in deadlines.told_clocks(subjects=[request.uuid for request in found[:ROWS]]):
        clocks.setdefault(clock.subject, []).append(clock)
    return [_row(request, clocks.get(request.uuid, [])) for request in found[:ROWS]], len(found) > ROWS


def _row(request: ServiceRequest, clocks: "Sequence[Clock]") -> LateRow:
    notices = [notice for rung in request.told_rungs for notice in rung.notices.all()]  # type: ignore[attr-defined]  # prefetched
    waiting = request.waiting_rungs  # type: ignore[attr-defined]  # prefetched
    return LateRow(request, clocks, notices, waiting[0] if waiting else None)


def open_notices(*, viewer: Viewer) -> QuerySet[EscalationNotice]:
    """What this person, or somebody for whom they stand in, was told last and has not answered; of requests that they may open."""
    seen = ServiceRequest.objects.filter(permissions.may_see(viewer))
    rows = EscalationNotice.objects.filter(user__in=viewer.users, answered_at=None, escalation__request__in=seen)
    related = ("user", "escalation__step", "escalation__request__service", "escalation__request__team")
    return rows.select_related(*related).order_by("-told_at", "-id")


def late_or_at_risk() -> list[UUID]:
    """Open requests of which some promise is at risk or late: for the sample city."""
    late = ServiceRequest.objects.filter(state__in=sorted(OPEN), uuid__in=deadlines.told_subjects())
    return list(late.values_list("uuid", flat=True))


def unanswered() -> QuerySet[EscalationNotice]:
    """Of everybody, the oldest first."""
    return EscalationNotice.objects.filter(answered_at=None).select_related("user").order_by("id")


def notice_of(*, uuid: UUID, viewer: Viewer) -> EscalationNotice:
    notice = open_notices(viewer=viewer).filter(uuid=uuid).first()
    if notice is None:
        raise NotFound
    return notice


def rungs_of(*, request: ServiceRequest) -> Sequence[Escalation]:
    """All that was told about a request and what comes, in order."""
    notices = Prefetch("notices", EscalationNotice.objects.select_related("user", "passed_to").order_by("id"))
    rows = Escalation.objects.filter(request=request, dropped_at=None).select_related("step")
    return list(rows.prefetch_related(notices).order_by("tell_at", "id"))


def escalation_of_event(*, uuid: UUID) -> Escalation:
    """For who hears the event. Raises NotFound."""
    related = ("step", "request__service", "request__team")
    row = Escalation.objects.select_related(*related).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return row


def people_to_pass_to(*, notice: EscalationNotice, people: Sequence["User"]) -> list["User"]:
    """Staff, but not the person themselves; whether they may open the request is asked when it is passed on."""
    return [user for user in people if user.pk != notice.user_id and user.role not in COUNCIL_ROLES]


def all_steps() -> QuerySet[EscalationStep]:
    rows = EscalationStep.objects.select_related("department")
    return rows.order_by("-is_active", "trigger", "kind", "department_id", "quantity", "id")


def step_by_id(*, number: int) -> EscalationStep:
    step = EscalationStep.objects.filter(pk=number).first()
    if step is None:
        raise NotFound
    return step
