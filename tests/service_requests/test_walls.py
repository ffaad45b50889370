"""What must not leak from one request, person or team to another."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import ADA, request_in, submit, supervisor_of
from townline.accounts import operations as accounts
from townline.accounts.models import Role, Team
from townline.core.actor import RESIDENT
from townline.core.errors import NotAllowed
from townline.customers.values import Contact
from townline.events import operations as events
from townline.notifications.models import Message
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.workflow import NotNow, State

pytestmark = pytest.mark.django_db

EVE = Contact(name="Eve", email="eve@mail.example")


@pytest.fixture
def bylaw() -> Team:
    team = TeamFactory(code="bylaw", department=DepartmentFactory(code="bylaw", name_en="By-law"))
    publish_service(code="zoning", visibility="enforcement", department_code="bylaw", team_code="bylaw")
    return team


def told() -> list[tuple[str, str]]:
    while events.dispatch_pending(at=timezone.now()):
        pass
    return sorted(Message.objects.values_list("to", "step"))


@pytest.mark.parametrize(("visibility", "hears"), [("customer", False), ("public", True), ("internal", False)])
def test_a_follower_hears_only_of_notes_that_everybody_may_read(visibility: str, hears: bool) -> None:
    request = submit()
    service_requests.follow(request=request, contact=EVE, channel="web", by=RESIDENT, at=NOON)
    assert request.team is not None
    boss = supervisor_of(request.team)
    service_requests.add_note(
        request=request, text="Your medical file is here.", visibility=visibility, by=boss, at=NOON
    )
    assert ((EVE.email, "note") in told()) == hears


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CSR])
def test_another_request_of_the_complainant_does_not_name_the_sealed_one(bylaw: Team, role: str) -> None:
    """Neither to a manager who sees every case, nor to the person who took the call."""
    person = UserFactory(role=role)
    case = submit(service_code="zoning", contact=ADA)
    ServiceRequest.objects.filter(pk=case.pk).update(taken_by_id=person.pk)
    other = submit(contact=ADA)
    record = queries.record_of(reference=other.reference, viewer=viewer(person))
    assert queries.visible_request(reference=case.reference, viewer=viewer(person)) == case
    assert record.earlier == []
    assert record.earlier_count == 0


def test_the_team_of_the_case_sees_what_the_complainant_asked_before(bylaw: Team) -> None:
    case, again = submit(service_code="zoning", contact=ADA), submit(service_code="zoning", contact=ADA)
    record = queries.record_of(reference=again.reference, viewer=viewer(member_of(bylaw)))
    assert [row.reference for row in record.earlier] == [case.reference]


@pytest.mark.parametrize(("first", "second"), [("pothole", "zoning"), ("zoning", "pothole")])
def test_merge_keeps_the_public_and_the_sealed_apart(bylaw: Team, first: str, second: str) -> None:
    request, target = submit(service_code=first, contact=ADA), submit(service_code=second, contact=EVE)
    boss = UserFactory(role=Role.MANAGER, department=bylaw.department)
    with pytest.raises(service_requests.CannotMerge):
        service_requests.merge_into(request=request, target=target, by=viewer(boss), at=NOON)


def test_merge_of_two_cases_lets_no_complainant_follow_the_other(bylaw: Team) -> None:
    case, known = submit(service_code="zoning", contact=ADA), submit(service_code="zoning", contact=EVE)
    boss = viewer(member_of(bylaw, role=Role.SUPERVISOR))
    service_requests.merge_into(request=case, target=known, by=boss, at=NOON)
    known = service_requests.accept(request=known, by=boss, at=NOON)
    told()
    assert not Follower.objects.exists()
    heard = Message.objects.filter(customer=case.customer).order_by("id")
    assert list(heard.values_list("step", flat=True)) == ["received", "merged_apart"]
    assert known.reference not in heard[1].body.replace(" ", "")


def test_merge_of_two_cases_of_one_complainant_says_that_news_go_on(bylaw: Team) -> None:
    case, known = submit(service_code="zoning", contact=ADA), submit(service_code="zoning", contact=ADA)
    boss = viewer(member_of(bylaw, role=Role.SUPERVISOR))
    service_requests.merge_into(request=case, target=known, by=boss, at=NOON)
    told()
    assert Message.objects.filter(subject_uuid=case.uuid, step="merged").exists()


def test_a_manager_of_another_department_cannot_unseal_a_case_by_taking_it_over(bylaw: Team) -> None:
    case = submit(service_code="zoning", contact=ADA)
    own = TeamFactory(code="parks", department=DepartmentFactory(code="parks", name_en="Parks"))
    manager = viewer(member_of(own, role=Role.MANAGER))
    assert not queries.record_of(reference=case.reference, viewer=manager).verbs
    with pytest.raises(NotAllowed):
        service_requests.assign(request=case, team=own, by=manager, at=NOON)


@pytest.mark.parametrize("state", [State.DECLINED, State.CANCELLED, State.MERGED])
def test_open_work_is_not_merged_into_what_nobody_works_on(state: State) -> None:
    target, request = request_in(state), submit()
    assert request.team is not None
    with pytest.raises(service_requests.CannotMerge):
        service_requests.merge_into(request=request, target=target, by=supervisor_of(request.team), at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_merge_two_requests_into_each_other_leave_one_open() -> None:
    one, two = submit(), submit()
    assert one.team is not None
    boss = supervisor_of(one.team)
    start, refused = Barrier(2), []

    def merge(request: ServiceRequest, target: ServiceRequest) -> None:
        try:
            start.wait(10)
            service_requests.merge_into(request=request, target=target, by=boss, at=NOON)
        except (NotNow, service_requests.CannotMerge) as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for doing in [pool.submit(merge, one, two), pool.submit(merge, two, one)]:
            doing.result(30)
    assert len(refused) == 1
    assert sorted(ServiceRequest.objects.values_list("state", flat=True)) == [State.MERGED, State.SUBMITTED]


def test_nobody_becomes_the_deputy_of_another_department(bylaw: Team) -> None:
    """A deputy sees sealed cases: a manager elsewhere cannot name themselves one."""
    officer = member_of(bylaw)
    manager = member_of(
        TeamFactory(code="parks", department=DepartmentFactory(code="parks", name_en="Parks")), role=Role.MANAGER
    )
    days = {"from_date": NOON.date(), "until_date": NOON.date()}
    with pytest.raises(NotAllowed):
        accounts.save_absence(user=officer, deputy=manager, **days, by=viewer(manager), at=NOON)
    head = member_of(bylaw, role=Role.MANAGER)
    accounts.save_absence(user=officer, deputy=head, **days, by=viewer(head), at=NOON)


def test_the_reporter_who_follows_too_hears_everything_once() -> None:
    request = submit(contact=ADA)
    service_requests.follow(request=request, contact=ADA, channel="web", by=RESIDENT, at=NOON)
    assert not queries.followers_of(request=request).exists()
