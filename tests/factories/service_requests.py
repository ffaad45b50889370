"""Requests in any state, brought there by the same verbs that staff use."""

from typing import Any
from uuid import UUID

from tests.factories.accounts import member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from townline.accounts.models import Role, Team
from townline.accounts.values import Viewer
from townline.catalog.models import Service
from townline.core.actor import RESIDENT, SYSTEM
from townline.customers.values import Contact
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ClosingRule, Photo, PhotoState, ServiceRequest
from townline.service_requests.values import Submission
from townline.service_requests.workflow import State

ADA = Contact(name="Ada Resident", email="ada@mail.example")
MAPLE_STREET = Location(lat=43.7, long=-79.3, address="418 Maple Street")


def submission(**changes: Any) -> Submission:
    fields = {
        "service_code": "pothole",
        "channel": "web",
        "description": "A deep hole by the curb.",
        "location": MAPLE_STREET,
        "contact": ADA,
    }
    return Submission(**{**fields, **changes})


def submit(**changes: Any) -> ServiceRequest:
    """A request as a resident sends it; the service is published if there is none."""
    if not Service.objects.filter(code=changes.get("service_code", "pothole")).exists():
        publish_service(code=changes.get("service_code", "pothole"))
    return service_requests.submit(submission=submission(**changes), by=RESIDENT, at=NOON)


def supervisor_of(team: Team) -> Viewer:
    return viewer(member_of(team, role=Role.SUPERVISOR))


def request_in(state: State, **changes: Any) -> ServiceRequest:
    """A request in that state, NOON being the moment of every step."""
    request = submit(**changes)
    assert request.team is not None
    team, boss = request.team, supervisor_of(request.team)
    if state is State.SUBMITTED:
        return request
    if state is State.WAITING_FOR_CUSTOMER:
        return service_requests.ask_customer(request=request, question="Which lane?", by=boss, at=NOON)
    if state is State.DECLINED:
        return service_requests.decline(request=request, reason="A provincial road.", by=boss, at=NOON)
    if state is State.CANCELLED:
        return service_requests.cancel(request=request, by=RESIDENT, at=NOON)
    if state is State.MERGED:
        return service_requests.merge_into(request=request, target=submit(**changes), by=boss, at=NOON)
    request = service_requests.accept(request=request, by=boss, at=NOON)
    if state is State.REVIEWED:
        return request
    request = service_requests.assign(request=request, team=team, by=boss, at=NOON)
    if state is State.ASSIGNED:
        return request
    request = service_requests.complete(request=request, outcome="fixed", words="Filled.", by=boss, at=NOON)
    if state is State.COMPLETED:
        return request
    return service_requests.confirm(request=request, by=supervisor_of(team), at=NOON)  # nobody approves their own work


def written_again(request: ServiceRequest, **fields: Any) -> ServiceRequest:
    """The row with these values as if it had come in like that: what no statement may change afterwards."""
    row = ServiceRequest.objects.get(pk=request.pk)
    row.delete()
    row.pk = None
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def closing_rule(**values: Any) -> ClosingRule:
    """Of an administrator; without values it asks a supervisor."""
    return service_requests.save_closing_rule(
        rule=None, values={"approval": "supervisor", **values}, by=SYSTEM, at=NOON
    )


def photo_of_work() -> UUID:
    """A picture that a crew has just taken, not yet of a request."""
    return Photo.objects.create(file="work.jpg", state=PhotoState.READY, added_at=NOON).uuid
