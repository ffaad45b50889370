"""Follow-ups to read: on one request, those that wait for an answer, disputes that wait for a supervisor, the figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Prefetch, Q, QuerySet

from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.core.pagination import Page
from townline.privacy.reading import What, saw
from townline.service_levels import queries as deadlines
from townline.service_requests import permissions
from townline.service_requests.models import Dispute, FollowUp, Photo, PhotoState, ServiceRequest
from townline.service_requests.queries.visible import visible_requests
from townline.service_requests.values import Asker, Fate, NoteVisibility
from townline.service_requests.workflow import OPEN, TRANSITIONS, State, Verb

ROWS = 50
_READY = Prefetch("photos", Photo.objects.filter(state=PhotoState.READY).order_by("id"))
_EVIDENCE = Prefetch("request__photos", Photo.objects.filter(state=PhotoState.READY, is_evidence=True).order_by("id"))
_SHOWN = ("request__service", "request__team", "note", "page", "became", "customer")
_OPEN = Q(answered_at__isnull=True, answer_by_at__isnull=False)


def fate_of_follow_up(*, request: ServiceRequest, at: datetime) -> Fate:
    """Of a request that was merged: ask for the one at the end of the merges."""
    if request.state in OPEN:
        return Fate.ATTACHES
    if request.state not in TRANSITIONS[Verb.DISPUTE].frm:
        return Fate.MAKES_NEW
    since = request.closed_at or request.completed_at or request.state_since_at
    last = deadlines.expected(business_days=settings.TOWNLINE_FOLLOW_UP_DAYS, at=since)
    return Fate.REOPENS if request.state == State.COMPLETED or at <= last else Fate.MAKES_NEW


def who_asked(*, follow_up: FollowUp) -> Asker:
    """Somebody whose page it is not, or who did not prove it, is nobody that we know."""
    page = follow_up.page or follow_up.request
    is_theirs = follow_up.note is not None and follow_up.note.visibility == NoteVisibility.CUSTOMER
    if not is_theirs or follow_up.customer_id != page.customer_id:
        return Asker.UNKNOWN
    return Asker.NAMED if follow_up.customer_id else Asker.NAMELESS


def follow_ups_of(*, request: ServiceRequest) -> Sequence[FollowUp]:
    """The latest first, with their pictures, and what a supervisor said of those that disputed a closing."""
    rows = FollowUp.objects.filter(request=request).select_related(*_SHOWN, "dispute")
    return list(rows.prefetch_related(_READY).order_by("-number"))


def grew_out_of(*, request: ServiceRequest) -> str:
    """The reference of the closed request about which somebody asked again; empty for most."""
    rows = FollowUp.objects.filter(became=request).order_by("id")
    return rows.values_list("request__reference", flat=True).first() or ""


def visible_follow_up(*, uuid: UUID, viewer: Viewer) -> FollowUp:
    """Raises NotFound for one on a request that this person may not open."""
    rows = FollowUp.objects.filter(uuid=uuid, request__in=visible_requests(viewer=viewer)).select_related(*_SHOWN)
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def to_answer(*, viewer: Viewer, team: int | None = None, after: int = 0, limit: int = ROWS) -> Page[FollowUp]:
    """Those that wait for an answer, what is due first on top; of the viewer's teams, or of one team."""
    rows = FollowUp.objects.filter(_OPEN, _theirs(viewer, team)).select_related(*_SHOWN).prefetch_related(_READY)
    found = list(rows.order_by("answer_by_at", "id")[after : after + limit + 1])
    _note_read(found[:limit])
    return Page(found[:limit], str(after + limit) if len(found) > limit else "")


def to_review(*, viewer: Viewer, after: int = 0, limit: int = ROWS) -> Page[Dispute]:
    """Closings that a customer disputes and that this person may judge, the oldest first."""
    rows = _reviewable(viewer).select_related("request", "team", *(f"follow_up__{name}" for name in _SHOWN))
    rows = rows.prefetch_related(Prefetch("follow_up__photos", _READY.queryset), _EVIDENCE)
    found = list(rows.order_by("made_at", "id")[after : after + limit + 1])
    _note_read([row.follow_up for row in found[:limit]])
    return Page(found[:limit], str(after + limit) if len(found) > limit else "")


def dispute_to_review(*, uuid: UUID, viewer: Viewer) -> Dispute:
    """Raises NotFound for one that is decided, or that this person may not judge."""
    found = _reviewable(viewer).filter(follow_up__uuid=uuid).select_related("request", "follow_up__note").first()
    if found is None:
        raise NotFound
    return found


def asked_most(*, viewer: Viewer, team: int | None, times: int, limit: int = ROWS) -> Sequence[ServiceRequest]:
    """Open requests about which somebody asked at least so often, the most asked first; `contacts` says how often."""
    theirs = Q(team__in={team} & viewer.teams if team else viewer.teams) | Q(department__in=viewer.departments)
    rows = visible_requests(viewer=viewer).filter(theirs, state__in=OPEN, follow_ups__isnull=False)
    counted = rows.select_related("service", "team").annotate(contacts=Count("follow_ups")).filter(contacts__gte=times)
    return list(counted.order_by("-contacts", F("due_at").asc(nulls_last=True), "id")[:limit])


@dataclass(frozen=True, slots=True)
class Defects:
    """Of one team and service: closings, how many were disputed, and what supervisors found."""

    team_id: int | None
    service_id: int
    closings: int
    disputed: int
    upheld: int
    stood: int
    contacts: int

    @property
    def defects(self) -> int:
        """Every one that was disputed, but for those that a supervisor found to be right."""
        return self.disputed - self.stood


def defects_by_team(*, viewer: Viewer, since: datetime, until: datetime) -> Sequence[Defects]:
    """Counted by the day of the dispute and of the closing; the most defects first. Trimmed to what the viewer may see."""
    seen = visible_requests(viewer=viewer)
    disputes = Dispute.objects.filter(made_at__gte=since, made_at__lt=until, request__in=seen)
    by_dispute = disputes.values_list("team_id", "service_id").annotate(
        disputed=Count("pk"), upheld=Count("pk", filter=Q(verdict="defect")), stood=Count("pk", filter=Q(verdict="stands"))
    )  # fmt: skip
    closings = seen.filter(completed_at__gte=since, completed_at__lt=until).values_list("team_id", "service_id")
    by_closing = closings.annotate(closings=Count("pk"))
    contacts = FollowUp.objects.filter(received_at__gte=since, received_at__lt=until, request__in=seen)
    by_contact = contacts.values_list("request__team_id", "request__service_id").annotate(contacts=Count("pk"))
    found: dict[tuple[int | None, int], dict[str, int]] = {}
    for rows, names in (
        (by_dispute, ("disputed", "upheld", "stood")),
        (by_closing, ("closings",)),
        (by_contact, ("contacts",)),
    ):
        for team_id, service_id, *counts in rows:
            at_first = {"closings": 0, "disputed": 0, "upheld": 0, "stood": 0, "contacts": 0}
            found.setdefault((team_id, service_id), at_first).update(zip(names, counts, strict=True))
    made = [Defects(*key, **counts) for key, counts in found.items()]
    shown = [row for row in made if row.disputed or row.contacts]
    return sorted(shown, key=lambda row: (-row.defects, -row.contacts, -row.closings))


def _theirs(viewer: Viewer, team: int | None) -> Q:
    if team:
        return Q(request__team__in={team} & viewer.teams)
    mine = Q(request__team__in=viewer.teams) | Q(request__department__in=viewer.departments)
    return mine | Q(request__assignee__in=viewer.users)


def _reviewable(viewer: Viewer) -> "QuerySet[Dispute]":
    return Dispute.objects.filter(permissions.may_judge(viewer), verdict="")


def _note_read(rows: Sequence[FollowUp]) -> None:
    for row in rows:
        saw(people=[row.customer.uuid] if row.customer else [], subject=row.request.uuid, what=What.REQUEST)
