"""A city with somebody whose time is over."""

from datetime import datetime, timedelta

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import request_in
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.records_office import operations
from townline.records_office.models import DisposalList
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

LATER = NOON + timedelta(days=6 * 365)


def clerk() -> Viewer:
    return viewer(UserFactory(role=Role.RECORDS_CLERK))


def closed_request(**changes: object) -> ServiceRequest:
    return request_in(State.CONFIRMED, **changes)


def signed(disposal_list: DisposalList, *, at: datetime = LATER, by: Viewer | None = None) -> DisposalList:
    seen = operations.hash_of(disposal_list=disposal_list)
    return operations.sign(disposal_list=disposal_list, seen=seen, by=by or clerk(), second_factor_at=at, at=at)


def disposed_of(request: ServiceRequest, *, at: datetime = LATER) -> DisposalList:
    """The person behind a request, from proposal to certificate."""
    assert request.customer is not None
    proposed = operations.propose_person(person=request.customer.uuid, by=clerk(), at=at)
    signed(proposed, at=at)
    operations.carry_out(at=at)
    proposed.refresh_from_db()
    return proposed
