"""Everything about one request, for the person who works on it; a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.catalog.definitions import ServiceDefinition
from townline.core.errors import NotFound
from townline.customers import queries as customers
from townline.events import queries as events
from townline.privacy import event_types as privacy_event_types
from townline.privacy.reading import Because, What, saw
from townline.service_levels import queries as service_levels
from townline.service_requests import event_types, permissions, task_event_types
from townline.service_requests.models import Closure, Note, Photo, PhotoState, ServiceRequest
from townline.service_requests.queries.closing import closings_of
from townline.service_requests.queries.near import NearRequest, nearby_open
from townline.service_requests.queries.visible import visible_request, visible_requests
from townline.service_requests.workflow import Verb

if TYPE_CHECKING:
    from townline.events.models import Event
    from townline.service_levels.models import Clock

EARLIER = 5
# These leave the version alone: two people may do them at once.
_WITHOUT_VERSION = (
    event_types.NoteAdded,
    event_types.PhotoAdded,
    event_types.PhotoReleased,
    task_event_types.TaskAdded,
    task_event_types.TaskOpened,
    task_event_types.TaskTakenUp,
    task_event_types.TaskGiven,
    task_event_types.TaskDone,
    task_event_types.TaskNotNeeded,
    task_event_types.TaskSentBack,
    task_event_types.TasksDone,
    event_types.Followed,
    event_types.FollowerAdded,
    event_types.FollowerRemoved,
    event_types.FollowedUp,
    event_types.FollowUpAnswered,
    event_types.FollowedByNew,
    event_types.DisputeJudged,
    privacy_event_types.GlassBroken,
    privacy_event_types.GlassReviewed,
)
_NOT_AN_EDIT = frozenset(fact.TYPE for fact in _WITHOUT_VERSION)


@dataclass(frozen=True, slots=True)
class OtherRequest:
    """A request in a list beside this one."""

    reference: str
    service_en: str
    service_fr: str
    state: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """`customer` details are there only if the viewer may see them; `is_sealed` says that they are kept back."""

    request: ServiceRequest
    definition: ServiceDefinition | None
    verbs: frozenset[Verb]
    may_note: bool
    may_release: bool
    sees_customer: bool
    is_sealed: bool
    may_break_glass: bool
    contact_points: Sequence[customers.Point]
    earlier: Sequence[OtherRequest]
    earlier_count: int
    photos: Sequence[Photo]
    notes: Sequence[Note]
    events: "Sequence[Event]"
    clocks: "Sequence[Clock]"
    near: Sequence[NearRequest]
    joined: Sequence[str]
    closings: Sequence[Closure]
    may_decide: bool


def record_of(*, reference: str, viewer: Viewer) -> Record:
    """Raises ReferenceMistyped, or NotFound if there is none that this person may open."""
    request = visible_request(reference=reference, viewer=viewer)
    sees_customer = permissions.may_see_customer(request=request, viewer=viewer)
    _note_read(request, viewer, sees_customer=sees_customer)
    earlier = _earlier(request, viewer) if sees_customer else []
    closings = closings_of(request=request)
    waiting = next((closure for closure in closings if closure.waits), None)
    return Record(
        request=request,
        definition=_definition(request),
        verbs=permissions.allowed_verbs(request=request, viewer=viewer, waiting=waiting),
        may_note=permissions.may_add_note(request=request, viewer=viewer),
        may_release=permissions.may_release(request=request, viewer=viewer),
        sees_customer=sees_customer,
        is_sealed=request.visibility == permissions.ENFORCEMENT and not sees_customer,
        may_break_glass=permissions.may_break_glass(viewer=viewer),
        contact_points=_contact_points(request) if sees_customer else [],
        earlier=earlier[:EARLIER],
        earlier_count=len(earlier),
        photos=_photos(request, sees_customer=sees_customer),
        notes=_notes(request, sees_customer=sees_customer),
        events=list(events.history_of(subject=request.uuid)),
        clocks=service_levels.clocks_of(subject=request.uuid),
        near=_near(request),
        joined=list(
            visible_requests(viewer=viewer)
            .filter(merged_into=request)
            .order_by("id")
            .values_list("reference", flat=True)[:20]
        ),
        closings=closings,
        may_decide=waiting is not None and permissions.may_decide(closure=waiting, request=request, viewer=viewer),
    )


def _note_read(request: ServiceRequest, viewer: Viewer, *, sees_customer: bool) -> None:
    people = [request.customer.uuid] if sees_customer and request.customer else []
    broken = sees_customer and permissions.is_sealed(request=request, viewer=viewer)
    saw(people=people, subject=request.uuid, what=What.REQUEST, because=Because.BREAK_GLASS if broken else Because.ROLE)


def changes_since(*, request: ServiceRequest, version: int) -> "list[Event]":
    """What others did after the person had opened that version, oldest first."""
    behind = request.version - version
    if behind <= 0:
        return []
    edits = events.history_of(subject=request.uuid).exclude(type__in=_NOT_AN_EDIT)
    return list(reversed(edits.reverse()[:behind]))


def _definition(request: ServiceRequest) -> ServiceDefinition | None:
    try:
        return catalog.definition_of(service_id=request.service_id, number=request.service_number)
    except NotFound:  # an imported row of a service that never had a form
        return None


def _contact_points(request: ServiceRequest) -> list[customers.Point]:
    return customers.contact_points_of(customer=request.customer) if request.customer else []


def _earlier(request: ServiceRequest, viewer: Viewer) -> list[OtherRequest]:
    """The customer's other requests that the viewer may open, the latest first; none whose complainant is sealed."""
    if request.customer_id is None:
        return []
    rows = visible_requests(viewer=viewer).filter(
        permissions.may_know_customer(viewer), customer_id=request.customer_id
    )
    rows = rows.exclude(pk=request.pk)
    fields = ("reference", "service__name_en", "service__name_fr", "state", "submitted_at")
    return [OtherRequest(*row) for row in rows.order_by("-submitted_at").values_list(*fields)[:100]]


def _photos(request: ServiceRequest, *, sees_customer: bool) -> list[Photo]:
    photos = Photo.objects.filter(request=request).exclude(state=PhotoState.REFUSED).order_by("id")
    if request.visibility == permissions.ENFORCEMENT and not sees_customer:
        photos = photos.filter(is_evidence=True)
    return list(photos)


def _notes(request: ServiceRequest, *, sees_customer: bool) -> list[Note]:
    notes = Note.objects.filter(request=request).order_by("written_at", "id")
    if request.visibility == permissions.ENFORCEMENT and not sees_customer:
        notes = notes.filter(from_customer=False)
    return list(notes)


def _near(request: ServiceRequest) -> list[NearRequest]:
    if request.lat is None or request.long is None or not request.is_open:
        return []
    near = nearby_open(lat=request.lat, long=request.long, service_id=request.service_id, limit=6)
    return [other for other in near if other.reference != request.reference][:5]
