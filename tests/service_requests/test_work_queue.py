"""The queues: who sees what, in which order, page by page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, NOON
from tests.factories.service_requests import request_in, submit
from townline.accounts.models import Absence, Role
from townline.service_requests import operations as service_requests
from townline.service_requests import permissions, queries
from townline.service_requests.models import ServiceRequest
from townline.service_requests.queries import MOST_COUNTED, Order, QueueFilters, Tab
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def references(who: object, **filters: object) -> list[str]:
    page = queries.work_queue(viewer=who, filters=QueueFilters(**filters), at=NOON)  # type: ignore[arg-type]
    return [row.reference for row in page.rows]


def due(request: ServiceRequest, days: int | None) -> str:
    moment = None if days is None else NOON + timedelta(days=days)
    ServiceRequest.objects.filter(pk=request.pk).update(due_at=moment)
    return request.reference


def test_team_queue_is_ordered_by_what_is_due_and_paused_work_comes_last() -> None:
    later, late, paused, soon = due(submit(), 9), due(submit(), -2), due(submit(), None), due(submit(), 1)
    assert references(viewer(member_of(TeamFactory()))) == [late, soon, later, paused]


def test_team_queue_merges_several_teams_in_one_order() -> None:
    publish_service()
    other = TeamFactory(code="lamps", department=DepartmentFactory(code="lights", name_en="Lights"))
    publish_service(code="lamp", department_code="lights", team_code="lamps")
    person = member_of(TeamFactory())
    other.memberships.create(user=person)
    third, first, second = due(submit(), 3), due(submit(service_code="lamp"), 1), due(submit(), 2)
    assert references(viewer(person)) == [first, second, third]


@pytest.mark.parametrize("order", list(Order))
def test_pages_hold_every_request_once_in_each_order(order: Order) -> None:
    made = {due(submit(), days) for days in (3, 1, None, 2, 1, None, 5)}
    who, seen, after = viewer(member_of(TeamFactory())), [], ""
    while True:
        page = queries.work_queue(viewer=who, filters=QueueFilters(order=order), at=NOON, after=after, limit=2)
        seen += [row.reference for row in page.rows]
        if not page.has_more:
            break
        after = page.after
    assert sorted(seen) == sorted(made)


def test_a_cursor_that_means_nothing_starts_at_the_top() -> None:
    reference = submit().reference
    who = viewer(member_of(TeamFactory()))
    assert [
        row.reference for row in queries.work_queue(viewer=who, filters=QueueFilters(), at=NOON, after="%%").rows
    ] == [reference]


def test_my_work_holds_the_work_of_whom_i_stand_in_for() -> None:
    request = request_in(State.REVIEWED)
    assert request.team is not None
    away, deputy = member_of(request.team), member_of(request.team)
    service_requests.assign(request=request, team=request.team, assignee=away, by=viewer(deputy), at=NOON)
    assert references(viewer(deputy), tab=Tab.MINE) == []
    Absence.objects.create(user=away, deputy=deputy, from_date=NOON.date(), until_date=(NOON + DAY).date())
    assert references(viewer(deputy), tab=Tab.MINE) == [request.reference]


def test_approval_queue_is_the_supervisors_own_department() -> None:
    request = request_in(State.COMPLETED)
    assert request.team is not None
    stranger = UserFactory(role=Role.SUPERVISOR, department=DepartmentFactory(code="parks", name_en="Parks"))
    assert references(viewer(member_of(request.team, role=Role.SUPERVISOR)), tab=Tab.APPROVAL) == [request.reference]
    assert references(viewer(stranger), tab=Tab.APPROVAL) == []


@pytest.mark.parametrize("role", Role.values)
def test_all_open_is_trimmed_by_the_same_rule_as_the_door(role: str) -> None:
    submit()
    publish_service(code="zoning", visibility="enforcement")
    submit(service_code="zoning")
    request_in(State.ASSIGNED)
    for person in (UserFactory(role=role), member_of(TeamFactory(), role=role)):
        who = viewer(person)
        allowed = ServiceRequest.objects.filter(permissions.may_see(who), state__in=["submitted", "assigned"])
        assert set(references(who, tab=Tab.ALL)) == set(allowed.values_list("reference", flat=True))


def test_filters_narrow_the_queue() -> None:
    kept = request_in(State.ASSIGNED, description="A lamp fell over")
    submit()
    who = viewer(member_of(TeamFactory()))
    assert references(who, state="assigned") == [kept.reference]
    assert references(who, text="lamp") == [kept.reference]
    assert references(who, nobody=True, state="assigned") == [kept.reference]
    assert references(who, channel="phone") == []
    assert references(who, late=True) == []


def test_counts_of_all_tabs_are_one_statement_and_capped() -> None:
    submit()
    who = viewer(member_of(TeamFactory(), role=Role.SUPERVISOR))
    with CaptureQueriesContext(connection) as captured:
        counts = queries.queue_counts(viewer=who, tabs=tuple(Tab), at=NOON)
    assert (len(captured), counts) == (1, {Tab.MINE: 0, Tab.TEAM: 1, Tab.APPROVAL: 0, Tab.ALL: 1})
    assert MOST_COUNTED == 1000
