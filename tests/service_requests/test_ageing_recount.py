"""The figures of the board are those that the log of events alone gives."""

from datetime import date, timedelta

import pytest

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import request_in, submit, supervisor_of
from townline.accounts.models import Role, Team
from townline.accounts.values import Viewer
from townline.core.actor import RESIDENT, SYSTEM
from townline.core.errors import NotAllowed
from townline.service_requests import operations as service_requests
from townline.service_requests.ageing import What
from townline.service_requests.models import OpenCount, ServiceRequest
from townline.service_requests.queries import ageing
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
EVERYTHING = Viewer(user_id=0, actor=SYSTEM, role=Role.AUDITOR)


def a_busy_city() -> None:
    """Every state, and every way in which a date moves."""
    for state in State:
        request_in(state)
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    boss, other = supervisor_of(request.team), TeamFactory(code="sidewalks", name_en="Sidewalk crew")
    service_requests.assign(
        request=request, team=other, assignee=member_of(other), by=boss, at=NOON + HOUR
    )  # to another team and a person
    asked = request_in(State.WAITING_FOR_CUSTOMER)
    service_requests.customer_answered(request=asked, answer="The left one.", by=boss, at=NOON + 2 * DAY)
    taken_back = request_in(State.WAITING_FOR_CUSTOMER)
    service_requests.assign(request=taken_back, team=request.team, by=boss, at=NOON + DAY)  # without an answer
    service_requests.reopen(request=request_in(State.CONFIRMED), reason="Not flat.", by=boss, at=NOON + 3 * DAY)
    service_requests.dispute(request=request_in(State.CONFIRMED), words="Still there.", by=RESIDENT, at=NOON + DAY)


def corrections() -> None:
    """Another service with its own team, another priority, another day; one of them while the customer is waited for."""
    other = TeamFactory(code="lamps", name_en="Lamp crew")
    publish_service(code="lamp", team_code=other.code, department_code=other.department.code, resolution_days=9)
    for state in (State.ASSIGNED, State.WAITING_FOR_CUSTOMER, State.SUBMITTED):
        request = request_in(state)
        assert request.team is not None
        boss = supervisor_of(request.team)
        service_requests.change_priority(request=request, priority=1, by=boss, at=NOON + HOUR)
        request.refresh_from_db()
        service_requests.change_service(request=request, service_code="lamp", by=boss, at=NOON + 2 * HOUR)
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    boss = viewer(member_of(request.team, role=Role.MANAGER))
    service_requests.repromise(
        request=request, by_when=date(2026, 6, 30), reason="The part comes late.", by=boss, at=NOON + HOUR
    )


def leave_of(team: Team) -> None:
    """Somebody leaves while one request is worked on and another waits for its customer."""
    leaver = member_of(team)
    for state in (State.ASSIGNED, State.WAITING_FOR_CUSTOMER):
        request = request_in(State.ASSIGNED)
        boss = supervisor_of(team)
        request = service_requests.assign(request=request, team=team, assignee=leaver, by=boss, at=NOON)
        if state is State.WAITING_FOR_CUSTOMER:
            service_requests.ask_customer(request=request, question="Which?", by=boss, at=NOON)
    service_requests.give_back_work_of(user_id=leaver.pk, by=SYSTEM, at=NOON + HOUR)


@pytest.mark.parametrize("later", [timedelta(0), DAY, 6 * DAY, 9 * DAY, 40 * DAY])
def test_recount_from_the_log_agrees_with_the_page(later: timedelta) -> None:
    a_busy_city()
    corrections()
    leave_of(TeamFactory())
    made = ageing.recount(viewer=EVERYTHING, at=NOON + later)
    assert made.others == []
    assert made.differing == []
    assert made.page == made.log
    assert (
        sum(made.page.values())
        == ServiceRequest.objects.filter(
            state__in=["submitted", "reviewed", "assigned", "waiting_for_customer", "completed"]
        ).count()
    )


def test_recount_finds_a_count_that_was_changed_by_hand() -> None:
    submit()
    count = OpenCount.objects.get()
    OpenCount.objects.filter(pk=count.pk).update(number=3)
    made = ageing.recount(viewer=EVERYTHING, at=NOON)
    assert [(made.page[key], made.log[key]) for key in made.differing] == [(3, 1)]


def test_recount_finds_a_row_that_was_changed_past_the_log() -> None:
    request, stranger = submit(), UserFactory()
    ServiceRequest.objects.filter(pk=request.pk).update(assignee=stranger)
    made = ageing.recount(viewer=EVERYTHING, at=NOON)
    assert [(other.reference, other.log.assignee_id, other.now.assignee_id) for other in made.others] == [
        (request.reference, None, stranger.pk)
    ]
    assert {what for _, what in made.differing} == {What.WEEK}


def test_recount_is_for_who_may_see_the_whole_city() -> None:
    with pytest.raises(NotAllowed):
        ageing.recount(viewer=viewer(member_of(TeamFactory(), role=Role.SUPERVISOR)), at=NOON)
