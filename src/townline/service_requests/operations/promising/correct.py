"""It is another service, or more urgent than it seemed: the promises are counted anew from when the City knew of it."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import Kind, ServiceDefinition
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.places import queries as places
from townline.places.values import Location
from townline.routing import queries as routing
from townline.service_levels import operations as service_levels
from townline.service_levels import queries as deadlines
from townline.service_requests import event_types
from townline.service_requests.models import Assignment, ServiceRequest
from townline.service_requests.operations.changes import finish, locked
from townline.service_requests.promise_permissions import may_correct
from townline.service_requests.queries.promised import Hears, promises_for
from townline.service_requests.workflow import State

PRIORITIES = (1, 2, 3)


class CannotBeThat(OperationRefused):
    message = _("Choose another service than the one that it has.")


def change_service(
    *, request: ServiceRequest, service_code: str, by: Viewer, at: datetime, version: int | None = None
) -> ServiceRequest:
    """Under the version that is in force now; its team takes it over. Raises NotFound, NotAllowed, CannotBeThat."""
    entry = catalog.catalogue().service(service_code)
    with transaction():
        request = _begin(request, by, version)
        was, from_team_id = request.service, request.team_id
        _check(request, entry)
        request.service_id, request.service_number = entry.id, entry.number
        request.priority = entry.definition.priority
        fields = ["service", "service_number", "priority", "road_class", *_to_its_team(request, entry, at)]
        request.road_class = _road(request) if entry.definition.asks_for_road else ""
        before = request.due_at
        fields += _recount(request, entry.definition, why="service", by=by, at=at)
        fact = event_types.ServiceCorrected(
            was.code, entry.code, request.team_id, _iso(before), _iso(request.due_at), from_team_id
        )
        return finish(request, fields=fields, fact=fact, by=by.actor, at=at)


def change_priority(
    *, request: ServiceRequest, priority: int, by: Viewer, at: datetime, version: int | None = None
) -> ServiceRequest:
    """Raises NotAllowed, CannotBeThat."""
    with transaction():
        request = _begin(request, by, version)
        if priority not in PRIORITIES or priority == request.priority:
            raise CannotBeThat(_("Choose another priority than the one that it has."))
        was, request.priority, before = request.priority, priority, request.due_at
        fields = ["priority"]
        definition = definition_of(request)
        if definition:
            fields += _recount(request, definition, why="priority", by=by, at=at)
        fact = event_types.PriorityChanged(was, priority, _iso(before), _iso(request.due_at))
        return finish(request, fields=fields, fact=fact, by=by.actor, at=at)


def definition_of(request: ServiceRequest) -> ServiceDefinition | None:
    """The version under which it was promised; none for an imported one of a service without a form."""
    try:
        return catalog.definition_of(service_id=request.service_id, number=request.service_number)
    except NotFound:
        return None


@transaction_required
def _begin(request: ServiceRequest, by: Viewer, version: int | None) -> ServiceRequest:
    request = locked(request=request, version=version)
    if not may_correct(request=request, viewer=by):
        raise NotAllowed
    return request


def _check(request: ServiceRequest, entry: ServiceEntry) -> None:
    if entry.id == request.service_id or entry.definition.kind is not Kind.REQUEST:
        raise CannotBeThat
    if entry.definition.visibility.value != request.visibility:
        raise CannotBeThat(
            _(
                "One of the two services is public and the other is not. Close this request with a reason and take a new one."
            )
        )


@transaction_required
def _to_its_team(request: ServiceRequest, entry: ServiceEntry, at: datetime) -> list[str]:
    ward = request.ward
    route = routing.team_for(
        service_code=entry.code,
        default_team_id=entry.team_id or 0,
        default_department_id=entry.department_id,
        areas=[ward.code] if ward else [],
        answers={},
    )
    if route.team_id == request.team_id:
        return []
    request.team_id, request.department_id = route.team_id or None, route.department_id
    request.assignee, request.route_why = None, route.why
    if request.state == State.ASSIGNED and route.team_id:
        Assignment.objects.filter(request=request, closed_at__isnull=True).update(closed_at=at)
        Assignment.objects.create(request=request, team_id=route.team_id, assignee=None, opened_at=at)
    return ["team", "department", "assignee", "route_why"]


def _road(request: ServiceRequest) -> str:
    return places.road_class_at(place=Location(request.lat, request.long, request.address))


@transaction_required
def _recount(
    request: ServiceRequest, definition: ServiceDefinition, *, why: str, by: Viewer, at: datetime
) -> list[str]:
    if not deadlines.running_clocks(subject=request.uuid):
        return []
    promises = promises_for(
        definition=definition,
        priority=request.priority,
        road_class=request.road_class,
        hears=Hears.ALL,  # only what runs is counted anew
        at=request.submitted_at,
    )
    due_at = service_levels.recount(
        subject=request.uuid, promises=promises, why=why, by=by.actor, at=at, department_id=request.department_id
    )
    request.due_at, request.promised_at = due_at, due_at or request.promised_at
    return ["due_at", "promised_at"]


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
