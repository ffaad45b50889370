"""Tasks on staff pages: the crew’s list and its one page, the request’s own, settings and figures from team to team."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.pictures import picture_file
from tests.factories.service_requests import request_in, supervisor_of
from townline.accounts.models import Role, Team, User
from townline.events import operations as events
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Agreement, Photo, PhotoState, ServiceRequest, Task, TaskPlan, TaskStep
from townline.service_requests.operations import tasks
from townline.service_requests.operations.tasks import NewTask
from townline.service_requests.queries.tasks import hand_off_figures, recounted_hand_offs, task_record
from townline.service_requests.values import TaskEvidence
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def water() -> Team:
    department = DepartmentFactory(code="water", name_en="Water", name_fr="Eau")
    return TeamFactory(code="mains", department=department, name_en="Mains", name_fr="Conduites")


def drains() -> Team:
    return TeamFactory(code="drains", department=DepartmentFactory(code="sewers", name_en="Sewers", name_fr="Égouts"))


def task_for(team: Team, request: ServiceRequest | None = None, **changes: object) -> Task:
    request = request or request_in(State.ASSIGNED)
    assert request.team is not None
    new = NewTask("Close the main", team, **changes)  # type: ignore[arg-type]
    return tasks.add_task(request=request, new=new, by=supervisor_of(request.team), at=NOON)


def do(client: Client, task: Task, **posted: object) -> int:
    return client.post(reverse("desk:task_act", args=[task.uuid]), posted).status_code


def test_a_crew_finds_its_task_opens_it_and_finishes_it_without_opening_the_request(signed_in: SignIn) -> None:
    task = task_for(water())
    client = signed_in(member_of(task.team))
    url = reverse("desk:task", args=[task.uuid])
    assert url in client.get(reverse("desk:tasks")).content.decode()
    shown = client.get(url).content.decode()
    assert "418 Maple Street" in shown
    assert "A deep hole by the curb." in shown
    assert "Ada Resident" not in shown
    assert client.get(reverse("desk:request", args=[task.request.reference])).status_code == 404
    assert do(client, task, do="take") == 302
    assert do(client, task, do="done", result="Closed at the corner.") == 302
    task.refresh_from_db()
    assert (task.state, task.result) == ("done", "Closed at the corner.")


def test_a_task_that_asks_for_a_photo_says_so_and_keeps_what_was_typed(signed_in: SignIn) -> None:
    task = task_for(water(), evidence=TaskEvidence.BOTH)
    client = signed_in(member_of(task.team))
    kept = client.post(reverse("desk:task_act", args=[task.uuid]), {"do": "done", "result": "Closed at the corner."})
    assert kept.status_code == 422
    assert "Add a photo of the work" in kept.content.decode()
    assert "Closed at the corner." in kept.content.decode()
    assert do(client, task, do="done", result="Closed.", photos=[picture_file()]) == 302
    task.refresh_from_db()
    assert (task.state, task.task_photos.count()) == ("done", 1)


def test_the_crew_of_a_task_of_an_enforcement_case_reads_neither_words_nor_who_asked(signed_in: SignIn) -> None:
    publish_service(visibility="enforcement")
    task = task_for(water())
    shown = signed_in(member_of(task.team)).get(reverse("desk:task", args=[task.uuid])).content.decode()
    assert "A deep hole by the curb." not in shown
    assert "418 Maple Street" in shown


def test_the_list_of_a_crew_keeps_the_words_for_the_place_of_an_enforcement_case_to_itself(signed_in: SignIn) -> None:
    publish_service(visibility="enforcement")
    place = Location(lat=43.7, long=-79.3, description="Behind the house of my brother Bob")
    task = task_for(water(), request_in(State.ASSIGNED, location=place))
    page = signed_in(member_of(task.team)).get(reverse("desk:tasks")).content.decode()
    assert reverse("desk:task", args=[task.uuid]) in page
    assert "Bob" not in page


def test_of_an_enforcement_case_a_crew_sees_its_own_photos_only(signed_in: SignIn) -> None:
    publish_service(visibility="enforcement")
    request = request_in(State.ASSIGNED)
    first, second = task_for(water(), request, evidence=TaskEvidence.PHOTO), task_for(drains(), request)
    assert do(signed_in(member_of(first.team)), first, do="done", photos=[picture_file()]) == 302
    photo = first.task_photos.get().photo
    Photo.objects.filter(pk=photo.pk).update(state=PhotoState.READY)
    shown = [
        [one.pk for one in task_record(uuid=task.uuid, viewer=viewer(member_of(task.team))).photos]
        for task in (first, second)
    ]
    assert shown == [[photo.pk], []]


def test_a_stranger_finds_no_task(signed_in: SignIn) -> None:
    task = task_for(water())
    other = TeamFactory(code="trees", department=DepartmentFactory(code="parks"))
    client = signed_in(member_of(other))
    assert client.get(reverse("desk:task", args=[task.uuid])).status_code == 404
    assert do(client, task, do="done", result="Closed.") == 404
    assert reverse("desk:task", args=[task.uuid]) not in client.get(reverse("desk:tasks")).content.decode()


def test_the_page_of_a_request_shows_its_tasks_and_takes_a_new_one(signed_in: SignIn) -> None:
    task = task_for(water())
    assert task.request.team is not None
    client = signed_in(member_of(task.request.team, role=Role.SUPERVISOR))
    shown = client.get(reverse("desk:request", args=[task.request.reference])).content.decode()
    assert reverse("desk:task", args=[task.uuid]) in shown
    url = reverse("desk:task_new", args=[task.request.reference])
    posted = {
        "title": "Fill it", "team": task.request.team.pk, "quantity": 2, "unit": "business_days", "evidence": "note",
        "after": [str(task.uuid)],
    }  # fmt: skip
    assert client.post(url, {**posted, "title": ""}).status_code == 422
    assert client.post(url, posted).status_code == 302
    assert list(Task.objects.order_by("position").values_list("title_en", "state")) == [
        ("Close the main", "open"),
        ("Fill it", "waiting"),
    ]


@pytest.mark.django_db(transaction=True)
def test_completing_before_the_tasks_says_what_to_do(signed_in: SignIn) -> None:
    task = task_for(water())
    assert task.request.team is not None
    client = signed_in(member_of(task.request.team, role=Role.SUPERVISOR))
    task.request.refresh_from_db()
    url = reverse("desk:act", args=[task.request.reference, "complete"])
    kept = client.post(url, {"version": task.request.version, "outcome": "fixed", "words": "Filled."})
    assert kept.status_code == 422
    assert "Tasks of this request are not done yet" in kept.content.decode()
    assert "Filled." in kept.content.decode()


def test_the_list_runs_the_same_queries_for_one_task_and_for_three(signed_in: SignIn) -> None:
    request, team = request_in(State.ASSIGNED), water()
    client = signed_in(member_of(team))

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("desk:tasks"))
        return len(captured)

    task_for(team, request)
    queries()
    one = queries()
    task_for(team, request)
    task_for(team, request)
    assert queries() == one


def test_a_plan_its_steps_and_an_agreement_are_made_in_the_settings(signed_in: SignIn) -> None:
    service, mains = publish_service(), water()
    client = signed_in(UserFactory(role=Role.ADMINISTRATOR))
    made = client.post(reverse("desk:settings_task_plans_new"), {"service_id": service.pk, "is_active": "on"})
    assert made.status_code == 302
    plan = TaskPlan.objects.get()
    step = {
        "position": 1, "title_en": "Close", "title_fr": "Fermer", "team_id": mains.pk, "quantity": 2,
        "unit": "business_hours", "evidence": "photo", "after": "", "is_active": "on",
    }  # fmt: skip
    url = f"{reverse('desk:settings_task_steps_new')}?plan={plan.pk}"
    assert client.post(url, step).status_code == 302
    assert client.post(url, {**step, "after": "1"}).status_code == 422  # its own place
    assert client.post(url, {**step, "position": 2, "after": "one"}).status_code == 422
    assert client.post(url, {**step, "position": 2, "after": "1"}).status_code == 302
    assert list(TaskStep.objects.order_by("position").values_list("after", flat=True)) == [[], [1]]
    assert "Close" in client.get(reverse("desk:settings_task_plans_record", args=[plan.pk])).content.decode()
    agreed = {"giver": "", "taker": f"team:{mains.pk}", "quantity": 4, "unit": "business_hours", "is_active": "on"}
    assert client.post(reverse("desk:settings_agreements_new"), agreed).status_code == 302
    assert Agreement.objects.get().to_team == mains


def test_what_goes_from_team_to_team_is_timed_and_the_page_equals_a_recount(signed_in: SignIn) -> None:
    mains = water()
    Agreement.objects.create(to_team=mains, quantity=4, unit="business_hours")
    request = request_in(State.ASSIGNED)
    first = task_for(mains, request)
    task_for(mains, request)
    tasks.take_up(task=first, by=viewer(member_of(mains)), at=NOON.replace(hour=18))
    assert request.team is not None
    other = TeamFactory(code="drains")
    service_requests.assign(request=request, team=other, by=supervisor_of(request.team), at=NOON.replace(hour=19))
    while events.dispatch_pending(at=timezone.now()):
        pass
    period = {"since": NOON.replace(hour=0), "until": NOON.replace(hour=23), "at": NOON.replace(hour=23, minute=59)}
    figures = hand_off_figures(**period)
    told = [(one.to_team, one.handed, one.in_time, one.late, one.without, one.waiting) for one in figures]
    assert told == [(mains.pk, 2, 1, 1, 0, 1), (other.pk, 1, 0, 0, 1, 1)]
    assert recounted_hand_offs(**period) == figures
    client = signed_in(member_of(request.team, role=Role.SUPERVISOR))
    shown = client.get(reverse("desk:hand_offs"), {"since": "2026-06-01", "until": "2026-06-30"})
    assert "Mains" in shown.content.decode()


@pytest.mark.parametrize("to", ["", "1:abc", "9" * 40, "0"])
def test_giving_a_task_to_nobody_says_what_to_choose(signed_in: SignIn, to: str) -> None:
    task = task_for(water())
    assert do(signed_in(member_of(task.team)), task, do="give", to=to) == 422
    task.refresh_from_db()
    assert task.team.code == "mains"


def test_a_task_is_given_to_another_team_by_the_one_that_has_it(signed_in: SignIn) -> None:
    task, other = task_for(water()), TeamFactory(code="drains")
    assert do(signed_in(member_of(task.team)), task, do="give", to=str(other.pk)) == 302
    task.refresh_from_db()
    assert task.team == other


def test_what_is_not_needed_and_what_must_be_done_again_need_a_reason(signed_in: SignIn) -> None:
    task = task_for(water())
    assert task.request.team is not None
    boss = signed_in(member_of(task.request.team, role=Role.SUPERVISOR))
    assert do(boss, task, do="skip", words=" ") == 422
    assert do(boss, task, do="skip", words="No main here.") == 302
    assert do(boss, task, do="back", words="There is one.") == 302
    task.refresh_from_db()
    assert task.state == "open"
