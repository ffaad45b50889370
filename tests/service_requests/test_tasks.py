"""Tasks across departments: in their order, each with its team, clock and evidence; the request ends when they have."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from tests.factories.accounts import DepartmentFactory, TeamFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import request_in, submit, supervisor_of
from townline.accounts.models import Team
from townline.accounts.values import Viewer
from townline.core.actor import SYSTEM
from townline.core.errors import NotAllowed
from townline.core.transactions import savepoint
from townline.events import operations as events
from townline.events.models import Event
from townline.notifications.models import StaffMessage
from townline.service_levels import operations as clocks
from townline.service_levels import queries as service_levels
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Closure, HandOff, ServiceRequest, Task, TaskPlan, TaskStep
from townline.service_requests.operations import tasks
from townline.service_requests.operations.tasks import NewTask
from townline.service_requests.values import TaskEvidence, TaskState
from townline.service_requests.workflow import NotNow, State

pytestmark = pytest.mark.django_db


def water() -> Team:
    department = DepartmentFactory(code="water", name_en="Water", name_fr="Eau")
    return TeamFactory(code="mains", department=department, name_en="Mains", name_fr="Conduites")


def worker_of(team: Team) -> Viewer:
    return viewer(member_of(team))


def plan(*, completes: bool = False, **changes: Any) -> TaskPlan:
    """Water closes the main, then the request’s own team fills the hole, then it paints."""
    service = publish_service()
    made = TaskPlan.objects.create(service=service, completes_request=completes)
    steps = [
        ("Close the main", water(), [], "note"),
        ("Fill the hole", None, [1], "note"),
        ("Paint", None, [2], "nothing"),
    ]
    for position, (title, team, after, evidence) in enumerate(steps, start=1):
        TaskStep.objects.create(
            plan=made, position=position, title_en=title, title_fr=title, team=team, after=after, evidence=evidence, quantity=2,
            **changes,
        )  # fmt: skip
    return made


def planned(**changes: Any) -> tuple[ServiceRequest, list[Task]]:
    plan(**changes)
    request = request_in(State.ASSIGNED)
    tasks.lay_down(request=request, by=SYSTEM, at=NOON)
    return request, list(Task.objects.filter(request=request).order_by("position"))


def states(request: ServiceRequest) -> list[str]:
    return list(Task.objects.filter(request=request).order_by("position").values_list("state", flat=True))


def finish(task: Task, *, at: Any = NOON, result: str = "Done.") -> Task:
    return tasks.finish_task(task=task, result=result, by=worker_of(task.team), at=at)


def test_the_plan_of_a_service_is_laid_down_once_with_only_the_first_task_open() -> None:
    request, made = planned()
    assert [task.title_en for task in made] == ["Close the main", "Fill the hole", "Paint"]
    assert states(request) == ["open", "waiting", "waiting"]
    assert made[1].team == request.team
    assert tasks.lay_down(request=request, by=SYSTEM, at=NOON) == 0


def test_a_task_that_opens_has_its_own_clock() -> None:
    _request, made = planned()
    due = service_levels.expected(business_days=2, at=NOON)
    assert made[0].due_at == due
    assert [clock.due_at for clock in service_levels.clocks_of(subject=made[0].uuid)] == [due]
    assert made[1].due_at is None
    assert service_levels.clocks_of(subject=made[1].uuid) == []


def test_the_next_task_opens_when_what_it_needs_is_done() -> None:
    request, made = planned()
    finish(made[0], at=NOON + HOUR)
    assert states(request) == ["done", "open", "waiting"]
    made[1].refresh_from_db()
    assert made[1].opened_at == NOON + HOUR
    assert service_levels.clocks_of(subject=made[0].uuid)[0].stopped_at == NOON + HOUR


def test_a_task_not_needed_lets_the_next_one_begin() -> None:
    request, made = planned()
    boss = supervisor_of(made[1].team)
    tasks.skip_task(task=made[0], reason="No main here.", by=boss, at=NOON)
    assert states(request) == ["not_needed", "open", "waiting"]


@pytest.mark.parametrize("state", [TaskState.OPEN, TaskState.WAITING])
def test_a_request_with_a_task_that_is_not_done_cannot_be_completed(state: str) -> None:
    request, made = planned()
    Task.objects.filter(pk=made[0].pk).update(state=state)
    with pytest.raises(tasks.TasksOpen), savepoint():
        service_requests.complete(
            request=request, outcome="fixed", words="Filled.", by=supervisor_of(made[1].team), at=NOON
        )
    request.refresh_from_db()
    assert request.state == State.ASSIGNED


def test_the_database_itself_refuses_to_complete_before_the_tasks() -> None:
    request, _made = planned()
    with connection.cursor() as cursor:  # the other guard speaks first
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE service_requests_servicerequest DISABLE TRIGGER request_closing_guard")
    with pytest.raises(IntegrityError, match="open tasks"), savepoint(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE service_requests_servicerequest SET state = 'completed', completed_at = now() WHERE id = %s",
            [request.pk],
        )


def test_the_database_itself_refuses_a_task_before_the_one_that_it_needs() -> None:
    _request, made = planned()
    with pytest.raises(IntegrityError, match="waits for another"), savepoint(), connection.cursor() as cursor:
        cursor.execute("UPDATE service_requests_task SET state = 'open', opened_at = now() WHERE id = %s", [made[1].pk])


def test_the_database_itself_refuses_a_task_done_without_its_evidence() -> None:
    _request, made = planned()
    with pytest.raises(IntegrityError, match="needs words"), savepoint(), connection.cursor() as cursor:
        cursor.execute("UPDATE service_requests_task SET state = 'done', ended_at = now() WHERE id = %s", [made[0].pk])


def test_the_database_itself_refuses_two_tasks_that_wait_for_each_other() -> None:
    _request, made = planned()
    with pytest.raises(IntegrityError, match="earlier one"), savepoint(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO service_requests_taskneed (task_id, needs_id) VALUES (%s, %s)", [made[0].pk, made[1].pk]
        )


def test_no_task_is_added_to_a_request_that_has_ended() -> None:
    request = request_in(State.CONFIRMED)
    assert request.team is not None
    with pytest.raises(NotNow), savepoint():
        tasks.add_task(request=request, new=NewTask("Sweep", request.team), by=supervisor_of(request.team), at=NOON)
    with pytest.raises(IntegrityError, match="gets no task"), savepoint():
        Task.objects.create(
            request=request, position=1, title_en="Sweep", title_fr="Balayer", team=request.team, state="open",
            quantity=1, unit="business_days", created_at=NOON, opened_at=NOON,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("evidence", "result"), [(TaskEvidence.NOTE, "  "), (TaskEvidence.PHOTO, "Done."), (TaskEvidence.BOTH, "Done.")]
)
def test_a_task_is_not_done_without_the_evidence_that_it_asks_for(evidence: str, result: str) -> None:
    request, made = planned()
    Task.objects.filter(pk=made[0].pk).update(evidence=evidence)
    with pytest.raises(tasks.TaskEvidenceMissing), savepoint():
        finish(made[0], result=result)
    assert states(request)[0] == TaskState.OPEN


def test_only_the_team_of_a_task_says_that_it_is_done() -> None:
    request, made = planned()
    with pytest.raises(NotAllowed), savepoint():
        tasks.finish_task(task=made[0], result="Done.", by=worker_of(made[1].team), at=NOON)
    assert states(request)[0] == TaskState.OPEN


def test_only_the_team_of_the_request_says_that_a_task_is_not_needed() -> None:
    _request, made = planned()
    with pytest.raises(NotAllowed), savepoint():
        tasks.skip_task(task=made[0], reason="No.", by=worker_of(made[0].team), at=NOON)


def test_the_last_task_done_says_so_once_and_the_request_can_be_completed() -> None:
    request, made = planned()
    for task in made:
        task.refresh_from_db()
        finish(task)
    said = Event.objects.filter(type="service_request.tasks_done", subject=request.uuid)
    assert [event.data["tasks"] for event in said] == [3]
    done = service_requests.complete(
        request=request, outcome="fixed", words="Filled.", by=supervisor_of(made[1].team), at=NOON
    )
    assert done.state == State.COMPLETED


def test_a_task_sent_back_runs_again_and_what_follows_waits() -> None:
    request, made = planned()
    finish(made[0])
    boss = supervisor_of(made[1].team)
    tasks.send_back(task=made[0], reason="It still leaks.", by=boss, at=NOON + DAY)
    assert states(request) == ["open", "waiting", "waiting"]
    made[0].refresh_from_db()
    assert made[0].due_at == service_levels.expected(business_days=2, at=NOON + DAY)


def test_the_tasks_of_a_declined_request_end_with_it() -> None:
    request, made = planned()
    declined = service_requests.decline(
        request=request, reason="Not ours.", by=supervisor_of(made[1].team), at=NOON + HOUR
    )
    assert tasks.drop_tasks(request=declined, by=SYSTEM, at=NOON + HOUR) == 3
    assert states(request) == ["not_needed"] * 3
    assert service_levels.clocks_of(subject=made[0].uuid)[0].stopped_at == NOON + HOUR


def test_a_task_by_hand_waits_for_those_that_it_is_put_behind() -> None:
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    boss = supervisor_of(request.team)
    first = tasks.add_task(request=request, new=NewTask("Close the lane", request.team), by=boss, at=NOON)
    second = tasks.add_task(
        request=request, new=NewTask("Close the main", water(), after=[first.uuid]), by=boss, at=NOON
    )
    assert (first.state, second.state) == (TaskState.OPEN, TaskState.WAITING)


def test_a_task_goes_to_another_team_and_its_clock_goes_on() -> None:
    _request, made = planned()
    other = TeamFactory(code="drains", department=made[0].team.department)
    given = tasks.give_task(task=made[0], team=other, by=supervisor_of(made[0].team), at=NOON + HOUR)
    assert (given.team, given.due_at) == (other, service_levels.expected(business_days=2, at=NOON))


def test_events_lay_tasks_down_and_time_what_goes_to_another_team() -> None:
    plan()
    request = submit()
    assert request.team is not None
    boss = supervisor_of(request.team)
    service_requests.assign(request=request, team=request.team, by=boss, at=NOON)
    while events.dispatch_pending(at=timezone.now() + HOUR):
        pass
    assert states(request) == ["open", "waiting", "waiting"]
    hand_off = HandOff.objects.get(request=request)
    assert (hand_off.from_team, hand_off.to_team.code, hand_off.taken_up_at) == (request.team, "mains", None)


def test_the_last_task_completes_the_request_where_the_plan_says_so_with_what_the_teams_wrote() -> None:
    request, made = planned(completes=True)
    for task in made:
        task.refresh_from_db()
        finish(task, result=f"{task.title_en}, all of it.")
    while events.dispatch_pending(at=timezone.now() + HOUR):
        pass
    request.refresh_from_db()
    assert (request.state, request.outcome) == (State.COMPLETED, "fixed")
    assert "Fill the hole: Fill the hole, all of it." in request.status_notes
    did = {task.ended_by_id for task in Task.objects.filter(request=request)}
    assert set(Closure.objects.get(request=request).workers) == did  # none of them approves it


def test_without_that_word_in_the_plan_somebody_completes_it_by_hand() -> None:
    request, made = planned()
    for task in made:
        task.refresh_from_db()
        finish(task)
    while events.dispatch_pending(at=timezone.now() + HOUR):
        pass
    request.refresh_from_db()
    assert request.state == State.ASSIGNED


def test_who_has_the_request_is_told_when_every_task_is_done_and_whoever_is_late_with_one() -> None:
    request, made = planned()
    assert request.team is not None
    boss = supervisor_of(request.team)
    holder = member_of(request.team)
    service_requests.assign(request=request, team=request.team, assignee=holder, by=boss, at=NOON)
    crew = worker_of(made[0].team)
    tasks.take_up(task=made[0], by=crew, at=NOON)
    clocks.record_late(at=NOON + 20 * DAY)
    while events.dispatch_pending(at=timezone.now() + HOUR):
        pass
    assert list(StaffMessage.objects.filter(kind="tasks").values_list("user", flat=True)) == [crew.user_id]
    for task in made:
        task.refresh_from_db()
        finish(task, at=NOON + 20 * DAY)
    while events.dispatch_pending(at=timezone.now() + HOUR):
        pass
    told = StaffMessage.objects.filter(kind="tasks").exclude(user=crew.user_id)
    assert [message.user_id for message in told] == [holder.pk]
    assert "Ada" not in told[0].body


def corrected(request: ServiceRequest, *, to: str = "tree") -> None:
    """The service is another one, at NOON and an hour, and everybody has heard of it."""
    assert request.team is not None
    boss = supervisor_of(request.team)
    service_requests.change_service(request=request, service_code=to, by=boss, at=NOON + HOUR)
    while events.dispatch_pending(at=timezone.now() + HOUR):
        pass


def test_another_service_brings_its_own_plan_and_what_nobody_had_begun_of_the_old_one_falls_away() -> None:
    request, made = planned()
    tree = TaskPlan.objects.create(service=publish_service(code="tree"))
    TaskStep.objects.create(plan=tree, position=1, title_en="Cut", title_fr="Couper", team=made[0].team, quantity=2)
    tasks.take_up(task=made[0], by=worker_of(made[0].team), at=NOON)
    corrected(request)
    titles = dict(Task.objects.filter(request=request).values_list("title_en", "state"))
    assert titles == {"Close the main": "open", "Fill the hole": "not_needed", "Paint": "not_needed", "Cut": "open"}


def test_a_correction_that_is_taken_back_brings_the_plan_back() -> None:
    request, _made = planned()
    tree = TaskPlan.objects.create(service=publish_service(code="tree"))
    TaskStep.objects.create(plan=tree, position=1, title_en="Cut", title_fr="Couper", quantity=2)
    corrected(request)
    request.refresh_from_db()
    corrected(request, to="pothole")
    assert states(request) == ["open", "waiting", "waiting", "not_needed"]
    corrected(request)
    assert states(request) == ["not_needed", "not_needed", "not_needed", "open"]


def test_another_service_without_a_plan_leaves_tasks_added_by_hand_and_opens_what_waited() -> None:
    request, made = planned()
    publish_service(code="tree")
    assert request.team is not None
    by_hand = NewTask("Look again", request.team, after=[made[2].uuid])
    tasks.add_task(request=request, new=by_hand, by=supervisor_of(request.team), at=NOON)
    corrected(request)
    assert states(request) == ["not_needed", "not_needed", "not_needed", "open"]


def test_a_hand_over_to_the_team_of_the_wrong_service_is_no_longer_waited_for() -> None:
    parks = DepartmentFactory(code="parks", name_en="Parks", name_fr="Parcs")
    crew, other = TeamFactory(code="crew", department=parks), TeamFactory(code="drains", department=parks)
    request = request_in(State.ASSIGNED)
    publish_service(code="tree", department_code="parks", team_code=crew.code)
    assert request.team is not None
    service_requests.assign(request=request, team=other, by=supervisor_of(request.team), at=NOON)
    corrected(request)
    hand_off = HandOff.objects.get(request=request)
    assert (hand_off.to_team, hand_off.taken_up_at) == (other, None)
    assert hand_off.ended_at == NOON + HOUR
