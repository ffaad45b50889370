"""The one door to a complaint."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import F, QuerySet

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability, role_may
from townline.accounts.values import Viewer
from townline.complaints import permissions
from townline.complaints.models import Complaint, Decision, Update
from townline.complaints.values import OUTSIDE_DEPARTMENT, State
from townline.core.errors import NotFound
from townline.core.timeline import TimelineEntry
from townline.privacy.reading import What, saw

_SALT = "townline.complaint"
_RELATED = ("customer", "department", "team", "person", "handler")


def visible_complaints(*, viewer: Viewer) -> QuerySet[Complaint]:
    """Never those about the viewer, whatever their role."""
    return Complaint.objects.filter(permissions.open_to(viewer), disposed_at=None).select_related(*_RELATED)


def complaints_to_handle(*, viewer: Viewer) -> QuerySet[Complaint]:
    """Those whose customer was not told in time first, then by what is due."""
    rows = visible_complaints(viewer=viewer).filter(state=State.OPEN)
    return rows.order_by(F("update_missed_at").asc(nulls_last=True), "due_at", "id")


def complaints_done(*, viewer: Viewer) -> QuerySet[Complaint]:
    return visible_complaints(viewer=viewer).exclude(state=State.OPEN).order_by("-stage_since_at", "-id")


def listed(*, viewer: Viewer, done: bool, limit: int) -> list[Complaint]:
    """A page of the list; whose complaints are on it is in the log of reads."""
    rows = complaints_done(viewer=viewer) if done else complaints_to_handle(viewer=viewer)
    found = list(rows[:limit])
    saw(people=[row.customer.uuid for row in found if row.customer], what=What.COMPLAINT)
    return found


def visible_complaint(*, reference: str, viewer: Viewer) -> Complaint:
    """Raises NotFound, also for who is complained about. Whoever opens it is in the log of reads."""
    found = visible_complaints(viewer=viewer).filter(reference=reference).first()
    if found is None:
        raise NotFound
    saw(people=[found.customer.uuid] if found.customer else [], subject=found.uuid, what=What.COMPLAINT)
    return found


def decisions_of(*, complaint: Complaint) -> list[Decision]:
    return list(complaint.decisions.order_by("decided_at", "id"))


def updates_of(*, complaint: Complaint) -> list[Update]:
    return list(complaint.updates.order_by("written_at", "id"))


def told_to_customer(*, complaint: Complaint) -> list[Update]:
    """What went to them and what they wrote; our own notes stay ours."""
    return [update for update in updates_of(complaint=complaint) if update.to_customer or update.from_customer]


def update_by_id(*, update_id: int) -> Update | None:
    return Update.objects.filter(pk=update_id).first()


def possible_handlers(*, complaint: Complaint) -> list[tuple[int, str]]:
    """Who may handle it at this stage: by role, and not concerned by it."""
    teams_of: dict[int, set[int]] = {}
    for team_id, people in accounts.people_of_teams().items():
        for user_id in people:
            teams_of.setdefault(user_id, set()).add(team_id)
    department_of = dict(accounts.all_teams().values_list("pk", "department_id"))
    found = []
    for user in accounts.all_users().filter(is_active=True):
        teams = frozenset(teams_of.get(user.pk, ()))
        own = {user.department_id} if user.department_id else set()
        departments = frozenset({department_of[team] for team in teams} | own)
        needs = Capability.DECIDE_COMPLAINTS if complaint.stage in OUTSIDE_DEPARTMENT else Capability.HANDLE_COMPLAINTS
        if role_may(role=user.role, capability=needs) and permissions.is_independent(
            complaint=complaint, user_id=user.pk, teams=teams, departments=departments, name=user.name
        ):
            found.append((user.pk, user.name))
    return found


def complaint_of_event(*, subject: UUID) -> Complaint:
    """For handlers, which have no viewer. Raises NotFound."""
    found = Complaint.objects.filter(uuid=subject).select_related("customer", "department").first()
    if found is None:
        raise NotFound
    return found


def token_of(*, uuid: UUID) -> str:
    """What stands in the private link."""
    return signing.Signer(salt=_SALT).sign(uuid.hex).replace(":", "~")


def private_complaint(*, token: str) -> Complaint:
    """The complaint behind a private link. Raises NotFound for a link that was not made here."""
    try:
        uuid = UUID(signing.Signer(salt=_SALT).unsign(token.replace("~", ":")))
        return Complaint.objects.select_related(*_RELATED).get(uuid=uuid, disposed_at=None)
    except (signing.BadSignature, ValueError, Complaint.DoesNotExist):
        raise NotFound from None


def timeline_of(
    *, customers: Sequence[int], viewer: Viewer, before: datetime | None, limit: int
) -> list[TimelineEntry]:
    """The newest `limit + 1` complaints of these customers that the viewer may open."""
    rows = visible_complaints(viewer=viewer).filter(customer__in=customers)
    if before is not None:
        rows = rows.filter(received_at__lt=before)
    return [
        TimelineEntry(
            at=row.received_at,
            kind="complaint",
            title="complaint",
            values={"stage": row.stage, "state": row.state},
            link="complaint",
            reference=row.reference,
            subject=row.uuid,
        )
        for row in rows.order_by("-received_at", "-id")[: limit + 1]
    ]
