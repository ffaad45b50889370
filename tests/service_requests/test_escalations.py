"""Who is told when a promise runs out or the customer comes back: in order, once, and somebody always."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories.accounts import UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import request_in
from townline.accounts.models import Absence, Membership, Role, User
from townline.core.actor import RESIDENT, SYSTEM
from townline.core.errors import NotAllowed, NotFound
from townline.events import operations as events
from townline.events import queries as log
from townline.notifications import operations as notifications
from townline.notifications.models import StaffMessage
from townline.service_levels import operations as service_levels
from townline.service_levels.models import Clock
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Closure, Escalation, EscalationNotice, EscalationStep, ServiceRequest
from townline.service_requests.operations import escalations
from townline.service_requests.queries import escalations as told
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
WAY_LATER = NOON + 60 * DAY


def run(at: datetime) -> None:
    """What the worker does in that minute."""
    service_levels.record_late(at=at)
    deliver()
    escalations.tell_due(at=at)
    deliver()


def deliver() -> None:
    while events.dispatch_pending(at=timezone.now()):
        pass


def send() -> None:
    notifications.send_due(at=timezone.now() + HOUR)


def due_of(request: ServiceRequest) -> datetime:
    request.refresh_from_db()
    assert request.due_at is not None
    return request.due_at


def work_in(state: State = State.ASSIGNED, **people: Any) -> tuple[ServiceRequest, dict[str, User]]:
    """A request of a team with one person a role, given to the worker. Only its resolution has rungs."""
    EscalationStep.objects.exclude(kind="resolution").delete()
    request = request_in(state)
    assert request.team is not None
    team = request.team
    staff = {"worker": member_of(team), "lead": member_of(team), "manager": UserFactory(role=Role.MANAGER)}
    Membership.objects.filter(user=staff["lead"]).update(is_lead=True)
    User.objects.filter(pk=staff["manager"].pk).update(department=team.department)
    ServiceRequest.objects.filter(pk=request.pk).update(assignee=staff["worker"])
    supervisors = User.objects.filter(role=Role.SUPERVISOR, memberships__team=team)
    staff["supervisor"] = supervisors.get()
    request.refresh_from_db()
    return request, staff


def told_of(request: ServiceRequest) -> list[str]:
    """Names of the roles that were told, in order."""
    rows = EscalationNotice.objects.filter(escalation__request=request).order_by("told_at", "id")
    return [row.user.role if not row.user.memberships.filter(is_lead=True) else "lead" for row in rows]


def only(*kept: str) -> None:
    EscalationStep.objects.exclude(whom__in=kept).delete()


def test_a_request_climbs_the_ladder_from_near_to_far() -> None:
    request, _staff = work_in()
    due = due_of(request)
    run(due - DAY - HOUR)
    assert told_of(request) == []
    run(due - HOUR)
    assert told_of(request) == ["worker"]
    run(due + HOUR)
    assert told_of(request) == ["worker", "lead"]
    run(due + 5 * DAY)
    assert told_of(request) == ["worker", "lead", "supervisor"]
    run(due + 12 * DAY)
    assert told_of(request) == ["worker", "lead", "supervisor", "manager"]


def test_the_ladder_that_comes_with_it_has_rungs_for_first_contact_too() -> None:
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    lead = member_of(request.team)
    Membership.objects.filter(user=lead).update(is_lead=True)
    run(due_of(request) - DAY - HOUR)  # the two business days of first contact are over, the five are not
    [notice] = EscalationNotice.objects.filter(user=lead)
    assert notice.escalation.step.kind == "first_contact"


def test_each_rung_tells_once_however_often_the_minute_comes() -> None:
    request, _staff = work_in()
    at = due_of(request) + 12 * DAY
    for minute in range(3):
        run(at + timedelta(minutes=minute))
    send()
    assert told_of(request) == ["worker", "lead", "supervisor", "manager"]
    mailed = [message.to[0] for message in mail.outbox if "Late" in message.subject]
    assert len(mailed) == len(set(mailed)) == 3  # the worker finds it on the desk


def test_work_that_is_done_in_time_tells_nobody_and_late_work_that_is_done_tells_nobody_else() -> None:
    request, _staff = work_in()
    due = due_of(request)
    run(due + HOUR)
    assert told_of(request) == ["worker", "lead"]
    boss = viewer(_staff["supervisor"])
    service_requests.decline(request=request, reason="A provincial road.", by=boss, at=due + 2 * HOUR)
    run(due + 12 * DAY)
    assert told_of(request) == ["worker", "lead"]
    assert set(EscalationNotice.objects.values_list("answer", flat=True)) == {"over"}


def test_a_rung_without_a_person_tells_the_next_one_up() -> None:
    request = request_in(State.REVIEWED)
    UserFactory(role=Role.ADMINISTRATOR)
    User.objects.filter(role=Role.SUPERVISOR).update(is_active=False)
    run(due_of(request) + HOUR)
    assert set(told_of(request)) == {"administrator"}


def test_the_deputy_of_who_is_away_is_told_too() -> None:
    request, staff = work_in()
    only("team_lead")
    due = due_of(request)
    deputy = UserFactory(name="Deputy")
    Absence.objects.create(user=staff["lead"], deputy=deputy, from_date=date(2026, 6, 1), until_date=date(2026, 12, 1))
    run(due + HOUR)
    assert {row.user for row in EscalationNotice.objects.all()} == {staff["lead"], deputy}
    notice = EscalationNotice.objects.get(user=staff["lead"])
    stand_in = accounts_viewer(deputy, due + 2 * HOUR)
    escalations.acknowledge(uuid=notice.uuid, words="I go there today.", by=stand_in, at=due + 2 * HOUR)


def accounts_viewer(user: User, at: datetime):  # type: ignore[no-untyped-def]
    from townline.accounts import queries  # slow import

    return queries.viewer_of(user=user, at=at)


def test_who_looks_after_it_keeps_the_next_from_being_told_for_one_business_day() -> None:
    request, staff = work_in()
    due = due_of(request)
    run(due + HOUR)
    at = due + 2 * DAY  # some days before the supervisor
    notice = EscalationNotice.objects.get(user=staff["lead"])
    supervisor_at = Escalation.objects.get(step__whom="supervisor").tell_at
    escalations.acknowledge(uuid=notice.uuid, words="", by=viewer(staff["lead"]), at=supervisor_at - HOUR)
    run(supervisor_at + HOUR)
    assert told_of(request) == ["worker", "lead"]
    run(supervisor_at + 4 * DAY)
    assert told_of(request)[:3] == ["worker", "lead", "supervisor"]
    with pytest.raises(escalations.NoticeAnswered):
        escalations.acknowledge(uuid=notice.uuid, words="", by=viewer(staff["lead"]), at=at)


def test_pass_on_tells_another_person_by_mail() -> None:
    request, staff = work_in()
    due = due_of(request)
    run(due + HOUR)
    notice = EscalationNotice.objects.get(user=staff["lead"])
    escalations.pass_on(
        uuid=notice.uuid, to=staff["supervisor"].pk, words="Yours", by=viewer(staff["lead"]), at=due + HOUR
    )
    deliver()
    send()
    [sent] = [message for message in mail.outbox if message.to == [staff["supervisor"].email]]
    assert "Passed on to you by" in sent.body
    assert told.open_notices(viewer=viewer(staff["supervisor"])).get().words == "Yours"
    assert not told.open_notices(viewer=viewer(staff["lead"])).exists()


def test_pass_on_refuses_who_cannot_open_the_request() -> None:
    request, staff = work_in()
    due = due_of(request)
    run(due + HOUR)
    notice = EscalationNotice.objects.get(user=staff["lead"])
    stranger = UserFactory(role=Role.WORKER)
    with pytest.raises(escalations.NobodyElse):
        escalations.pass_on(uuid=notice.uuid, to=stranger.pk, words="", by=viewer(staff["lead"]), at=due + HOUR)


def test_nobody_answers_for_another() -> None:
    request, staff = work_in()
    run(due_of(request) + HOUR)
    notice = EscalationNotice.objects.get(user=staff["lead"])
    with pytest.raises(NotFound):
        escalations.acknowledge(uuid=notice.uuid, words="", by=viewer(staff["manager"]), at=WAY_LATER)


def test_a_promise_that_stands_still_tells_nobody_until_it_is_late() -> None:
    request, staff = work_in()
    due = due_of(request)
    run(due - DAY - HOUR)  # at risk: planned
    boss = viewer(staff["supervisor"])
    service_requests.ask_customer(request=request, question="Which lane?", by=boss, at=due - DAY - HOUR)
    run(due + 20 * DAY)
    assert told_of(request) == []
    request.refresh_from_db()
    service_requests.customer_answered(request=request, answer="Left.", by=RESIDENT, at=due + 20 * DAY)
    again = due_of(request)
    run(due + 20 * DAY + HOUR)
    run(again - HOUR)
    assert "supervisor" not in told_of(request)
    run(again + HOUR)
    assert "lead" in told_of(request)


def test_a_dispute_tells_the_supervisor_at_once() -> None:
    request, staff = work_in(State.COMPLETED)
    at = NOON + HOUR
    service_requests.dispute(request=request, words="The hole is still there.", by=RESIDENT, at=at)
    run(at)
    assert EscalationNotice.objects.get(escalation__step__trigger="disputed").user == staff["supervisor"]
    send()
    [sent] = [message for message in mail.outbox if message.to == [staff["supervisor"].email]]
    assert sent.subject.startswith("Not resolved, says the customer: ")


def test_the_subject_of_a_mail_says_nothing_about_the_resident() -> None:
    request, _staff = work_in()
    run(due_of(request) + 12 * DAY)
    send()
    for sent in mail.outbox:
        assert "Ada" not in sent.subject + sent.body or sent.to == ["ada@mail.example"]
        assert "Maple Street" not in sent.subject


def test_a_department_with_its_own_rungs_goes_by_them() -> None:
    request, _staff = work_in()
    only("team_lead", "manager", "supervisor", "assignee")
    values = {"department_id": request.department_id, "kind": "resolution", "quantity": 0, "whom": "manager"}
    escalations.save_step(step=None, values=values, by=SYSTEM, at=NOON)
    run(due_of(request) + 12 * DAY)
    assert told_of(request) == ["manager"]


def test_save_step_is_for_who_changes_settings_and_tells_nobody_before_a_customer_comes_back() -> None:
    values = {"trigger": "disputed", "whom": "manager", "quantity": -1}
    with pytest.raises(escalations.StepRefused):
        escalations.save_step(step=None, values=values, by=SYSTEM, at=NOON)
    with pytest.raises(NotAllowed):
        escalations.save_step(step=None, values={}, by=viewer(UserFactory(role=Role.MANAGER)), at=NOON)


def test_one_rung_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _staff = work_in()
    at = due_of(first) + HOUR
    service_levels.record_late(at=at)
    deliver()
    broken = Escalation.objects.order_by("tell_at", "id").first()
    assert broken is not None
    tell = escalations.tell._tell

    def fail(rung: Escalation, at: datetime) -> None:
        if rung.pk == broken.pk:
            raise RuntimeError
        tell(rung, at)

    monkeypatch.setattr(escalations.tell, "_tell", fail)
    escalations.tell_due(at=at)
    broken.refresh_from_db()
    assert (broken.told_at, broken.tell_at) == (None, at + HOUR)
    assert EscalationNotice.objects.exists()


def test_late_requests_are_a_constant_number_of_queries(django_assert_max_num_queries: Any) -> None:
    request, staff = work_in()
    run(due_of(request) + HOUR)
    boss = viewer(staff["supervisor"])
    with django_assert_max_num_queries(8):
        [row], more = told.late_requests(viewer=boss, at=WAY_LATER)
    assert (row.request, more, row.next is not None) == (request, False, True)
    assert [notice.user for notice in row.told] == [staff["lead"], staff["worker"]]
    stranger = viewer(UserFactory(role=Role.WORKER))
    assert told.late_requests(viewer=stranger, at=WAY_LATER) == ([], False)


def test_what_was_found_last_can_come_first() -> None:
    first, staff = work_in()
    second = request_in(State.ASSIGNED)
    run(WAY_LATER)
    Clock.objects.filter(subject=second.uuid).update(due_at=NOON, at_risk_told_at=NOON, breached_at=NOON)
    boss = viewer(staff["supervisor"])
    shown = [told.late_requests(viewer=boss, at=WAY_LATER, newest=newest)[0] for newest in (False, True)]
    assert [[row.request.reference for row in rows] for rows in shown] == [
        [second.reference, first.reference],
        [first.reference, second.reference],
    ]


def test_what_was_to_be_told_before_the_log_began_is_history_and_mails_nobody() -> None:
    request, staff = work_in()
    due_at = due_of(request)
    service_levels.record_late(at=WAY_LATER)
    deliver()
    assert escalations.tell_as_history(before=due_at + 2 * DAY, at=WAY_LATER) == 2
    deliver()
    assert told_of(request) == [Role.WORKER, "lead"]
    assert all(
        notice.told_at == notice.escalation.tell_at < due_at + 2 * DAY for notice in EscalationNotice.objects.all()
    )
    assert not StaffMessage.objects.exists()
    escalations.tell_due(at=WAY_LATER)
    deliver()
    assert set(StaffMessage.objects.values_list("user", flat=True)) == {staff["supervisor"].pk, staff["manager"].pk}


def test_every_step_is_in_the_log() -> None:
    request, _staff = work_in()
    run(due_of(request) + HOUR)
    types = [event.type for event in log.history_of(subject=request.uuid)]
    assert types.count("service_request.escalated") == 2
    assert types.count("service_level.breached") >= 1


def waiting_for(request: ServiceRequest, due: datetime) -> list[str]:
    """Whom the rungs of that promise mean that are still to come, from near to far."""
    rungs = Escalation.objects.filter(request=request, due_at=due, told_at=None, dropped_at=None)
    return list(rungs.order_by("tell_at").values_list("step__whom", flat=True))


def test_a_promise_that_comes_back_brings_its_rungs_back() -> None:
    publish_service(
        targets=[{"kind": "resolution", "quantity": 5}, {"kind": "resolution", "quantity": 20, "priority": 3}]
    )
    request, staff = work_in()
    due, boss = due_of(request), viewer(staff["supervisor"])
    run(due - HOUR)
    service_requests.change_priority(request=request, priority=3, by=boss, at=due - HOUR)
    run(due + HOUR)
    assert told_of(request) == ["worker"]
    assert "team_lead" not in waiting_for(request, due)
    service_requests.change_priority(request=request, priority=2, by=boss, at=due + 2 * HOUR)
    run(due + 3 * HOUR)
    assert told_of(request) == ["worker", "lead"]


def test_work_that_is_sent_back_late_tells_who_was_still_to_be_told() -> None:
    request, staff = work_in()
    due = due_of(request)
    run(due + HOUR)
    assert told_of(request) == ["worker", "lead"]
    worker = viewer(staff["worker"])
    service_requests.complete(request=request, outcome="fixed", words="Filled.", by=worker, at=due + 2 * HOUR)
    deliver()
    assert waiting_for(request, due) == []
    closure = Closure.objects.get(request=request)
    service_requests.send_back(closure=closure, reason="No.", by=viewer(staff["supervisor"]), at=due + 3 * HOUR)
    run(due + 12 * DAY)
    assert told_of(request) == ["worker", "lead", "supervisor", "manager"]


def test_who_had_not_answered_when_work_was_wrongly_called_done_is_asked_again() -> None:
    request, staff = work_in()
    due = due_of(request)
    run(due + HOUR)
    answered = EscalationNotice.objects.get(user=staff["worker"])
    escalations.acknowledge(uuid=answered.uuid, words="", by=viewer(staff["worker"]), at=due + HOUR)
    worker = viewer(staff["worker"])
    service_requests.complete(request=request, outcome="fixed", words="Filled.", by=worker, at=due + 2 * HOUR)
    deliver()
    assert not EscalationNotice.objects.filter(answered_at=None).exists()
    closure = Closure.objects.get(request=request)
    service_requests.send_back(closure=closure, reason="No.", by=viewer(staff["supervisor"]), at=due + 3 * HOUR)
    deliver()
    waiting = EscalationNotice.objects.filter(answered_at=None)
    assert [(notice.user, notice.answer) for notice in waiting] == [(staff["lead"], "")]


def test_the_end_of_work_that_goes_on_already_drops_no_rung() -> None:
    """A worker that was behind hears of both at once, and in any order."""
    request, _staff = work_in()
    due = due_of(request)
    run(due + HOUR)
    escalations.close_notices(subject=request.uuid, at=due + 2 * HOUR)
    assert waiting_for(request, due) == ["supervisor", "manager"]
