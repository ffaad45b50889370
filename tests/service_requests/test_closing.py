"""Closing is a decision: what a rule asks for, who looks, and the ways around that must not work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import ADA, closing_rule, photo_of_work, request_in, submit, supervisor_of
from townline.accounts.models import Absence, Role
from townline.accounts.values import Viewer
from townline.core.actor import RESIDENT
from townline.core.errors import NotAllowed
from townline.customers.values import Contact
from townline.events import operations as log
from townline.events import queries as events
from townline.notifications.models import Message, StaffMessage
from townline.service_levels import queries as service_levels
from townline.service_requests import operations as service_requests
from townline.service_requests.closing_values import Proof
from townline.service_requests.models import Closure, Photo, ServiceRequest
from townline.service_requests.operations import Batch, RequestRow, tasks
from townline.service_requests.queries import closing
from townline.service_requests.workflow import NotNow, State

pytestmark = pytest.mark.django_db
ALL = ["note", "photo", "measurement", "customer_told"]


def boss_of(request: ServiceRequest) -> Viewer:
    assert request.team is not None
    return supervisor_of(request.team)


def worker_of(request: ServiceRequest) -> Viewer:
    assert request.team is not None
    return viewer(member_of(request.team))


def done(request: ServiceRequest, by: Viewer, **changes: Any) -> ServiceRequest:
    said = {"outcome": "fixed", "words": "Filled.", "at": NOON, **changes}
    return service_requests.complete(request=request, by=by, **said)


def closing_of(request: ServiceRequest) -> Closure:
    return Closure.objects.filter(request=request).order_by("-id")[0]


def state_of(request: ServiceRequest) -> str:
    return ServiceRequest.objects.get(pk=request.pk).state


@contextmanager
def refused(error: type[Exception], match: str | None = None) -> Iterator[Any]:
    """As in life, where each refusal has a transaction of its own."""
    with pytest.raises(error, match=match) as caught, transaction.atomic():
        yield caught


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


# -- what the rule asks for -----------------------------------------------------------------------
def test_the_first_rule_that_fits_is_kept_with_the_closing() -> None:
    closing_rule(position=1, service_code="noise", approval="automatic")
    rule = closing_rule(position=2, service_code="pothole", approval="peer", evidence=["note"], note="Roads look twice")
    closing_rule(position=3, approval="sampled", percent=5)
    request = request_in(State.ASSIGNED)
    found = closing_of(done(request, worker_of(request)))
    assert (found.rule, found.rule_note, found.approval, found.required, found.state) == (
        rule, "Roads look twice", "peer", ["note"], "waiting",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({}, True),
        ({"service_code": "pothole"}, True),
        ({"service_code": "noise"}, False),
        ({"group_code": "elsewhere"}, False),
        ({"priority": 2}, True),
        ({"priority": 1}, False),
        ({"ending": "done"}, True),
        ({"ending": "declined"}, False),
        ({"is_active": False}, False),
    ],
)
def test_a_rule_fits_by_its_conditions(values: dict[str, object], fits: bool) -> None:
    request = request_in(State.ASSIGNED)
    rule = closing_rule(approval="automatic", **values)
    found = closing_of(done(request, worker_of(request)))
    assert (found.rule == rule, found.approval) == (fits, "automatic" if fits else "supervisor")


def test_a_rule_about_a_department_fits_its_requests_only() -> None:
    request = request_in(State.ASSIGNED)
    other = TeamFactory(code="trees", department__code="parks").department
    closing_rule(position=1, department_id=other.pk, approval="automatic")
    closing_rule(position=2, department_id=request.department_id, approval="peer")
    assert closing_of(done(request, worker_of(request))).approval == "peer"


def test_complete_names_all_that_is_missing() -> None:
    closing_rule(evidence=ALL)
    request = request_in(State.ASSIGNED)
    with refused(service_requests.EvidenceMissing) as caught:
        done(request, worker_of(request), words="", photos=[photo_of_work()], proof=Proof(measured="deep"))
    assert (list(caught.value.missing), "photo" in str(caught.value)) == (
        ["note", "measurement", "customer_told"],
        False,
    )
    assert state_of(request) == State.ASSIGNED


def test_complete_takes_what_the_rule_asks_for() -> None:
    closing_rule(evidence=ALL)
    request, photo = request_in(State.ASSIGNED), photo_of_work()
    proof = Proof(measured="0 cm deep", told="called")
    done(request, worker_of(request), photos=[photo], proof=proof)
    found = closing_of(request)
    assert (found.photos, found.measured, found.told, state_of(request)) == (
        [photo],
        "0 cm deep",
        "called",
        "completed",
    )


def test_nobody_is_to_be_told_only_where_nobody_left_a_name() -> None:
    closing_rule(evidence=["customer_told"])
    named, nameless = request_in(State.ASSIGNED, contact=ADA), request_in(State.ASSIGNED, contact=Contact())
    with refused(service_requests.EvidenceMissing):
        done(named, worker_of(named), proof=Proof(told="nobody"))
    assert done(nameless, worker_of(nameless), proof=Proof(told="nobody")).state == State.COMPLETED


def test_a_size_is_asked_where_the_rule_depends_on_it() -> None:
    closing_rule(position=1, size="small", approval="automatic")
    closing_rule(position=2, approval="supervisor", evidence=["note"])
    request = request_in(State.ASSIGNED)
    with refused(service_requests.EvidenceMissing, match="how large"):
        done(request, worker_of(request))
    assert closing_of(done(request, worker_of(request), proof=Proof(size="large"))).approval == "supervisor"


def test_a_size_is_not_asked_behind_a_rule_that_takes_every_size() -> None:
    closing_rule(position=1, approval="peer")
    closing_rule(position=2, size="small", approval="automatic")
    request = request_in(State.ASSIGNED)
    assert closing_of(done(request, worker_of(request))).approval == "peer"


def test_a_picture_that_the_customer_sent_is_no_evidence() -> None:
    closing_rule(evidence=["photo"])
    request = request_in(State.ASSIGNED)
    theirs = Photo.objects.create(request=request, file="hole.jpg", added_at=NOON)
    with refused(service_requests.EvidenceMissing):
        done(request, worker_of(request), photos=[theirs.uuid])


def test_a_picture_of_the_last_visit_is_no_evidence_of_this_one() -> None:
    closing_rule(evidence=["photo"])
    request, photo = request_in(State.ASSIGNED), photo_of_work()
    request = done(request, worker_of(request), photos=[photo])
    request = service_requests.confirm(request=request, by=boss_of(request), at=NOON)
    request = service_requests.dispute(request=request, words="Still there.", by=RESIDENT, at=NOON + HOUR)
    with refused(service_requests.EvidenceMissing):
        done(request, worker_of(request), photos=[photo], at=NOON + DAY)


# -- who looks -------------------------------------------------------------------------------------
def test_nobody_approves_their_own_work() -> None:
    request = request_in(State.ASSIGNED)
    boss = boss_of(request)
    request = done(request, boss)
    with refused(service_requests.OwnWork):
        service_requests.confirm(request=request, by=boss, at=NOON)
    assert service_requests.confirm(request=request, by=boss_of(request), at=NOON).state == State.CONFIRMED


def test_whose_work_it_was_does_not_approve_it_either() -> None:
    request = request_in(State.REVIEWED)
    boss = member_of(request.team, role=Role.SUPERVISOR)
    request = service_requests.assign(request=request, team=request.team, assignee=boss, by=boss_of(request), at=NOON)
    request = done(request, worker_of(request))
    with refused(service_requests.OwnWork):
        service_requests.confirm(request=request, by=viewer(boss), at=NOON)


def test_a_stand_in_does_not_approve_for_who_did_the_work() -> None:
    request = request_in(State.ASSIGNED)
    boss, deputy = member_of(request.team, role=Role.SUPERVISOR), member_of(TeamFactory(code="signs"))
    request = done(request, viewer(boss))
    Absence.objects.create(user=boss, deputy=deputy, from_date=NOON.date(), until_date=NOON.date())
    with refused(service_requests.OwnWork):
        service_requests.confirm(request=request, by=viewer(deputy), at=NOON)


def test_who_had_it_in_hand_does_not_approve_it_after_giving_it_to_another() -> None:
    request = request_in(State.REVIEWED)
    boss, other = member_of(request.team, role=Role.SUPERVISOR), TeamFactory(code="signs")
    for team, person in ((request.team, boss), (other, None), (request.team, None)):
        request = service_requests.assign(request=request, team=team, assignee=person, by=boss_of(request), at=NOON)
    declined = service_requests.decline(request=request, reason="Not ours.", by=viewer(boss), at=NOON)
    assert (declined.state, closing_of(request).state) == (State.ASSIGNED, "waiting")
    request = done(declined, worker_of(request))
    with refused(service_requests.OwnWork):
        service_requests.confirm(request=request, by=viewer(boss), at=NOON)


def test_who_had_it_in_hand_before_it_was_opened_again_may_look_at_the_new_work() -> None:
    request = request_in(State.REVIEWED)
    boss = member_of(request.team, role=Role.SUPERVISOR)
    request = service_requests.assign(request=request, team=request.team, assignee=boss, by=boss_of(request), at=NOON)
    request = service_requests.assign(request=request, team=request.team, by=boss_of(request), at=NOON)
    request = done(request, worker_of(request))
    request = service_requests.confirm(request=request, by=boss_of(request), at=NOON + HOUR)
    request = service_requests.dispute(request=request, words="Still there.", by=RESIDENT, at=NOON + DAY)
    request = done(request, worker_of(request), at=NOON + DAY)
    assert service_requests.confirm(request=request, by=viewer(boss), at=NOON + DAY).state == State.CONFIRMED


def test_who_did_a_task_of_it_does_not_approve_it() -> None:
    request = request_in(State.ASSIGNED)
    boss = boss_of(request)
    task = tasks.add_task(request=request, new=tasks.NewTask("Fill it", request.team), by=boss, at=NOON)
    tasks.finish_task(task=task, result="Filled.", by=boss, at=NOON)
    request = done(request, worker_of(request))
    with refused(service_requests.OwnWork):
        service_requests.confirm(request=request, by=boss, at=NOON)


def test_a_colleague_does_not_agree_to_what_they_proposed_themselves() -> None:
    closing_rule(ending="declined", approval="peer")
    request = request_in(State.ASSIGNED)
    proposer = worker_of(request)
    service_requests.decline(request=request, reason="Not ours.", by=proposer, at=NOON)
    with refused(service_requests.OwnWork):
        service_requests.approve(closure=closing_of(request), by=proposer, at=NOON)
    with refused(IntegrityError, match="own work"):
        Closure.objects.filter(request=request).update(
            state="approved", decided_at=NOON, decided_by_id=proposer.user_id
        )
    assert service_requests.approve(closure=closing_of(request), by=worker_of(request), at=NOON).state == State.DECLINED


def test_a_colleague_approves_where_the_rule_says_so() -> None:
    closing_rule(approval="peer")
    request = request_in(State.ASSIGNED)
    request = done(request, worker_of(request))
    stranger = viewer(member_of(TeamFactory(code="signs")))
    with refused(NotAllowed):
        service_requests.confirm(request=request, by=stranger, at=NOON)
    assert service_requests.confirm(request=request, by=worker_of(request), at=NOON).state == State.CONFIRMED


def test_a_colleague_does_not_approve_what_a_supervisor_has_to() -> None:
    request = request_in(State.COMPLETED)
    with refused(NotAllowed):
        service_requests.confirm(request=request, by=worker_of(request), at=NOON)


@pytest.mark.parametrize("approval", ["supervisor", "peer"])
def test_what_somebody_has_to_look_at_never_stands_by_itself(approval: str) -> None:
    closing_rule(approval=approval)
    request = request_in(State.COMPLETED)
    assert service_requests.confirm_after_grace(at=NOON + 300 * DAY) == 0
    assert state_of(request) == State.COMPLETED


def test_send_back_keeps_the_promise_that_was_made() -> None:
    request = request_in(State.ASSIGNED)
    promised = request.due_at
    request = done(request, worker_of(request), at=NOON + HOUR)
    boss = boss_of(request)
    with refused(service_requests.WhyMissing):
        service_requests.send_back(closure=closing_of(request), reason=" ", by=boss, at=NOON + DAY)
    back = service_requests.send_back(closure=closing_of(request), reason="Still a hole.", by=boss, at=NOON + DAY)
    assert (back.state, back.due_at, back.completed_at, closing_of(back).state) == (
        "assigned",
        promised,
        None,
        "sent_back",
    )
    clock = service_levels.clocks_of(subject=back.uuid)[-1]
    assert (clock.stopped_at, clock.due_at) == (None, promised)
    assert closing_of(back).decision == "Still a hole."


def test_what_waits_goes_up_one_level_after_two_business_days() -> None:
    request = request_in(State.COMPLETED)  # on a Wednesday
    levels = []
    for days in (1, 2, 5, 9, 30):
        service_requests.raise_approvals(at=NOON + days * DAY)
        levels.append(closing_of(request).level)
    assert levels == ["team", "department", "department", "corporation", "corporation"]
    raised = events.history_of(subject=request.uuid).filter(type="service_request.approval_raised")
    assert [event.data["level"] for event in raised] == ["department", "corporation"]


def test_a_manager_is_asked_only_when_it_has_gone_up() -> None:
    request = request_in(State.COMPLETED)
    elsewhere = viewer(
        UserFactory(role=Role.MANAGER, department=TeamFactory(code="x", department__code="parks").department)
    )

    def asked() -> int:
        return closing.to_decide(viewer=elsewhere, filters=closing.ApprovalFilters()).count()

    before = asked()
    Closure.objects.filter(request=request).update(level="corporation")
    assert (before, asked()) == (0, 1)


# -- ways around -------------------------------------------------------------------------------------
COMPLETED = "UPDATE service_requests_servicerequest SET state = %s, completed_at = %s, outcome = 'fixed', status_notes = 'Done.'"


@pytest.mark.parametrize("state", ["completed", "confirmed", "declined", "cancelled", "merged"])
def test_no_statement_closes_a_request_without_its_closing(state: str) -> None:
    request = request_in(State.COMPLETED if state == "confirmed" else State.ASSIGNED)
    with pytest.raises(IntegrityError, match=f"cannot be {state}"):
        sql(f"{COMPLETED} WHERE id = %s", state, NOON, request.pk)


def test_no_statement_forges_the_rule_of_a_closing() -> None:
    closing_rule(evidence=["photo"])
    request = request_in(State.ASSIGNED)
    forged = Closure(
        request=request, ending="done", approval="automatic", required=[], worked_from_at=NOON, completed_at=NOON,
        completed_by_id=1,
    )  # fmt: skip
    forged.save(force_insert=True)
    forged.refresh_from_db()
    assert (forged.approval, forged.required, forged.workers) == ("supervisor", ["photo"], [1])
    with pytest.raises(IntegrityError, match="photo is missing"):
        sql(f"{COMPLETED} WHERE id = %s", "completed", NOON, request.pk)


def test_no_statement_approves_own_work_or_lets_it_stand() -> None:
    request = request_in(State.COMPLETED)
    waiting = closing_of(request)
    update = "UPDATE service_requests_closure SET state = %s, decided_at = %s, decided_by_id = %s WHERE id = %s"
    with pytest.raises(IntegrityError, match="own work"):
        sql(update, "approved", NOON, waiting.completed_by_id, waiting.pk)
    with pytest.raises(IntegrityError, match="closure_stands_only_in_time"):
        sql(update, "stood", NOON, None, waiting.pk)
    with pytest.raises(IntegrityError, match="not rewritten"):
        sql("UPDATE service_requests_closure SET approval = 'automatic' WHERE id = %s", waiting.pk)
    with pytest.raises(IntegrityError, match="kept"):
        sql("DELETE FROM service_requests_closure WHERE id = %s", waiting.pk)
    with pytest.raises(IntegrityError, match="cannot be confirmed"):
        sql("UPDATE service_requests_servicerequest SET state = 'confirmed' WHERE id = %s", request.pk)


def test_an_old_approval_does_not_close_what_was_opened_again() -> None:
    request = request_in(State.CONFIRMED)
    service_requests.reopen(request=request, reason="Not done.", by=boss_of(request), at=NOON + HOUR)
    for state in ("completed", "confirmed"):
        with pytest.raises(IntegrityError):
            sql(f"{COMPLETED} WHERE id = %s", state, NOON, request.pk)


def test_no_request_is_born_closed_or_called_imported() -> None:
    request = request_in(State.ASSIGNED)
    columns = [
        field.column
        for field in ServiceRequest._meta.concrete_fields
        if field.column not in {"id", "uuid", "reference"}
    ]
    names = ", ".join(columns)
    chosen = ", ".join(
        {"state": "'confirmed'", "completed_at": "now()", "due_at": "NULL"}.get(name, name) for name in columns
    )
    with pytest.raises(IntegrityError, match="cannot come in confirmed"):
        sql(
            f"INSERT INTO service_requests_servicerequest (uuid, reference, {names}) "
            f"SELECT gen_random_uuid(), '999999999', {chosen} FROM service_requests_servicerequest WHERE id = %s; "
            "SET CONSTRAINTS ALL IMMEDIATE",
            request.pk,
        )
    with pytest.raises(IntegrityError, match="does not become an imported one"):
        sql("UPDATE service_requests_servicerequest SET source = 'old' WHERE id = %s", request.pk)


def test_who_does_the_work_cannot_decline_it_alone() -> None:
    request = request_in(State.ASSIGNED)
    due_at = request.due_at
    request = service_requests.decline(request=request, reason="Too cold.", by=worker_of(request), at=NOON)
    assert (request.state, request.due_at, closing_of(request).state) == (State.ASSIGNED, due_at, "waiting")
    approved = service_requests.approve(closure=closing_of(request), by=boss_of(request), at=NOON + HOUR)
    assert (approved.state, approved.status_notes, approved.due_at) == (State.DECLINED, "Too cold.", None)


def test_a_supervisor_cannot_decline_what_is_theirs_to_do() -> None:
    request = request_in(State.REVIEWED)
    boss = member_of(request.team, role=Role.SUPERVISOR)
    request = service_requests.assign(request=request, team=request.team, assignee=boss, by=viewer(boss), at=NOON)
    request = service_requests.decline(request=request, reason="Too cold.", by=viewer(boss), at=NOON)
    assert request.state == State.ASSIGNED
    with refused(service_requests.OwnWork):
        service_requests.approve(closure=closing_of(request), by=viewer(boss), at=NOON)


def test_a_proposal_that_is_sent_back_changes_nothing() -> None:
    request = request_in(State.ASSIGNED)
    request = service_requests.decline(request=request, reason="Too cold.", by=worker_of(request), at=NOON)
    service_requests.send_back(closure=closing_of(request), reason="Do it in May.", by=boss_of(request), at=NOON)
    assert (state_of(request), closing_of(request).state) == (State.ASSIGNED, "sent_back")
    assert done(ServiceRequest.objects.get(pk=request.pk), worker_of(request)).state == State.COMPLETED


def test_staff_withdraw_only_in_words_and_not_what_they_work_on() -> None:
    request = request_in(State.ASSIGNED)
    clerk, boss = viewer(UserFactory(role=Role.CSR)), member_of(request.team, role=Role.SUPERVISOR)
    with refused(service_requests.ReasonMissing):
        service_requests.cancel(request=request, by=clerk, at=NOON)
    with refused(NotAllowed):
        service_requests.cancel(request=request, by=clerk.actor, at=NOON)
    request = service_requests.assign(request=request, team=request.team, assignee=boss, by=viewer(boss), at=NOON)
    kept = service_requests.cancel(request=request, by=viewer(boss), reason="He called.", at=NOON)
    assert (kept.state, closing_of(kept).state) == (State.ASSIGNED, "waiting")
    gone = service_requests.cancel(request=kept, by=clerk, reason="He called me.", at=NOON)
    assert (gone.state, closing_of(gone).reason) == (State.CANCELLED, "He called me.")


def test_merge_into_what_was_finished_before_is_refused() -> None:
    old = request_in(State.CONFIRMED)
    later = submit()
    ServiceRequest.objects.filter(pk=old.pk).update(completed_at=NOON - DAY)
    with refused(service_requests.CannotMerge):
        service_requests.merge_into(request=later, target=old, by=boss_of(later), at=NOON)
    with pytest.raises(IntegrityError, match="nobody works on"):
        sql(
            "UPDATE service_requests_servicerequest SET state = 'merged', merged_into_id = %s WHERE id = %s",
            old.pk,
            later.pk,
        )


def test_complete_many_leaves_open_what_its_rule_asks_more_of() -> None:
    closing_rule(service_code="pothole", evidence=["photo"])
    strict, easy = request_in(State.ASSIGNED), request_in(State.ASSIGNED, service_code="noise")
    result = service_requests.complete_many(
        references=[strict.reference, easy.reference], outcome="fixed", words="Done.", by=boss_of(strict), at=NOON
    )
    assert (result.done, list(result.failed)) == ([easy.reference], [strict.reference])
    assert "photo" in result.failed[strict.reference]


# -- many at once --------------------------------------------------------------------------------
def test_approve_many_approves_all_but_own_work_and_what_is_gone() -> None:
    requests = [request_in(State.COMPLETED) for _ in range(3)]
    boss = boss_of(requests[0])
    mine = done(request_in(State.ASSIGNED), boss)
    gone = request_in(State.CONFIRMED)
    closings = [closing_of(request).uuid for request in (*requests, mine, gone)]
    result = service_requests.approve_many(closings=closings, by=boss, at=NOON + HOUR)
    assert (sorted(result.done), set(result.failed)) == (
        sorted(request.reference for request in requests),
        {mine.reference, gone.reference},
    )
    first = ServiceRequest.objects.get(pk=requests[0].pk)
    assert (first.state, first.closed_at, first.version) == (State.CONFIRMED, NOON + HOUR, requests[0].version + 1)
    assert events.history_of(subject=first.uuid).filter(type="service_request.confirmed").count() == 1


def test_approve_many_survives_evidence_that_has_gone() -> None:
    closing_rule(evidence=["photo"])
    good, bad = request_in(State.REVIEWED), request_in(State.REVIEWED)
    photos = [photo_of_work(), photo_of_work()]
    for request, photo in zip((good, bad), photos, strict=True):
        done(request, worker_of(request), photos=[photo])
    Photo.objects.filter(uuid=photos[1]).update(state="refused")
    closings = [closing_of(good).uuid, closing_of(bad).uuid]
    result = service_requests.approve_many(closings=closings, by=boss_of(good), at=NOON)
    assert (result.done, list(result.failed), state_of(bad)) == ([good.reference], [bad.reference], State.COMPLETED)


def test_approve_many_needs_the_same_statements_for_many(django_assert_max_num_queries: Callable[..., Any]) -> None:
    closings = [closing_of(request_in(State.COMPLETED)).uuid for _ in range(8)]
    boss = boss_of(ServiceRequest.objects.all()[0])
    with django_assert_max_num_queries(9):
        assert len(service_requests.approve_many(closings=closings, by=boss, at=NOON).done) == 8


def test_send_back_many_gives_one_reason_to_all() -> None:
    requests = [request_in(State.COMPLETED) for _ in range(2)]
    closings = [closing_of(request).uuid for request in requests]
    result = service_requests.send_back_many(closings=closings, reason="No photo.", by=boss_of(requests[0]), at=NOON)
    assert (len(result.done), {state_of(request) for request in requests}) == (2, {State.ASSIGNED})


# -- afterwards ------------------------------------------------------------------------------------
def test_what_is_drawn_is_looked_at_afterwards_and_opened_again() -> None:
    closing_rule(approval="sampled", percent=100)
    request = request_in(State.COMPLETED)
    service_requests.confirm_after_grace(at=NOON + 9 * DAY)
    boss = boss_of(request)
    (drawn,) = closing.to_audit(viewer=boss)
    with refused(service_requests.VerdictMissing):
        service_requests.audit(closure=drawn, verdict="not_good", words="", by=boss, at=NOON + 10 * DAY)
    service_requests.audit(closure=drawn, verdict="not_good", words="Still a hole.", by=boss, at=NOON + 10 * DAY)
    assert (state_of(request), closing.to_audit(viewer=boss).count()) == (State.REVIEWED, 0)
    with refused(service_requests.NothingToDecide):
        service_requests.audit(closure=drawn, verdict="good", words="", by=boss, at=NOON + 11 * DAY)


@pytest.mark.parametrize("again", ["disputed", "reopened"])
def test_what_was_opened_again_is_not_looked_at_afterwards(again: str) -> None:
    closing_rule(approval="sampled", percent=100)
    request = request_in(State.COMPLETED)
    service_requests.confirm_after_grace(at=NOON + 9 * DAY)
    boss, at = boss_of(request), NOON + 10 * DAY
    drawn = closing.to_audit(viewer=boss).get()
    request.refresh_from_db()
    if again == "disputed":
        service_requests.dispute(request=request, words="Still there.", by=RESIDENT, at=at)
    else:
        service_requests.reopen(request=request, reason="Still there.", by=boss, at=at)
    assert list(closing.to_audit(viewer=boss)) == []
    with refused(service_requests.NothingToDecide):
        service_requests.audit(closure=drawn, verdict="good", words="", by=boss, at=at)
    with refused(IntegrityError, match="nothing to audit"):
        Closure.objects.filter(pk=drawn.pk).update(verdict="good", audited_at=at, audited_by_id=boss.user_id)
    (row, _all) = closing.closing_figures(since=NOON - DAY, until=NOON + DAY)
    assert (row.drawn, row.audited) == (0, 0)


def test_what_waits_is_not_looked_at_afterwards() -> None:
    closing_rule(approval="sampled", percent=100)
    request = request_in(State.COMPLETED)
    with refused(service_requests.NothingToDecide):
        service_requests.audit(closure=closing_of(request), verdict="good", words="", by=boss_of(request), at=NOON)


@pytest.mark.parametrize("ending", ["declined", "cancelled"])
def test_what_was_closed_wrongly_without_work_is_opened_again_and_not_judged_by_who_closed_it(ending: str) -> None:
    closing_rule(approval="sampled", percent=100)
    request = request_in(State.REVIEWED)
    by = boss_of(request)
    if ending == "declined":
        service_requests.decline(request=request, reason="A provincial road.", by=by, at=NOON)
    else:
        service_requests.cancel(request=request, reason="She called on 3 June.", by=by, at=NOON)
    drawn = closing_of(request)
    assert list(closing.to_audit(viewer=by)) == []
    with refused(service_requests.OwnWork):
        service_requests.audit(closure=drawn, verdict="good", words="", by=by, at=NOON + DAY)
    service_requests.audit(closure=drawn, verdict="not_good", words="It is ours.", by=boss_of(request), at=NOON + DAY)
    assert state_of(request) == State.REVIEWED


def test_nobody_audits_their_own_work() -> None:
    closing_rule(approval="sampled", percent=100)
    request = request_in(State.ASSIGNED)
    boss = boss_of(request)
    done(request, boss)
    service_requests.confirm_after_grace(at=NOON + 9 * DAY)
    assert list(closing.to_audit(viewer=boss)) == []
    with refused(service_requests.OwnWork):
        service_requests.audit(closure=closing_of(request), verdict="good", words="", by=boss, at=NOON + 10 * DAY)


def test_a_sample_is_about_as_large_as_said() -> None:
    closing_rule(approval="sampled", percent=20)
    request = request_in(State.ASSIGNED)
    drawn = 0
    for _ in range(200):
        row = Closure(
            request=request,
            ending="done",
            state="stood",
            worked_from_at=NOON,
            completed_at=NOON,
            stands_at=NOON,
            decided_at=NOON,
        )
        row.save(force_insert=True)
        row.refresh_from_db(fields=["is_drawn"])
        drawn += row.is_drawn
    assert 18 <= drawn <= 70


# -- from another system ---------------------------------------------------------------------------
def test_what_another_system_completed_is_confirmed_without_evidence_and_marked() -> None:
    like = submit()
    row = RequestRow(
        reference="123456789", uuid=uuid4(), service_id=like.service_id, service_number=1, visibility="public", channel="web",
        department_id=like.department_id, team_id=like.team_id, state="completed", state_since_at=NOON, submitted_at=NOON,
        updated_at=NOON, completed_at=NOON, source="old", source_id="7",
    )  # fmt: skip
    service_requests.load(batch=Batch(requests=[row]), at=NOON)
    request = ServiceRequest.objects.get(reference="123456789")
    confirmed = service_requests.confirm(request=request, by=boss_of(request), at=NOON + DAY)
    assert (confirmed.state, closing_of(request).state, closing_of(request).ending) == (
        State.CONFIRMED,
        "imported",
        "imported",
    )


def test_what_was_made_here_cannot_be_marked_as_imported() -> None:
    request = request_in(State.ASSIGNED)
    with refused(IntegrityError, match="not closed in another system"):
        Closure(request=request, ending="imported", state="imported", worked_from_at=NOON, completed_at=NOON).save(
            force_insert=True
        )


def test_a_closing_that_is_decided_is_not_decided_again() -> None:
    request = request_in(State.CONFIRMED)
    with refused(service_requests.NothingToDecide):
        service_requests.send_back(closure=closing_of(request), reason="No.", by=boss_of(request), at=NOON)
    with refused(NotNow):
        service_requests.confirm(request=request, by=boss_of(request), at=NOON)


def test_the_manager_hears_by_mail_once_a_day_of_what_has_gone_up() -> None:
    requests = [request_in(State.COMPLETED) for _ in range(2)]
    manager = UserFactory(role=Role.MANAGER, department=requests[0].department)
    elsewhere = UserFactory(role=Role.MANAGER)
    later = NOON + 2 * DAY
    service_requests.raise_approvals(at=later)
    while log.dispatch_pending(at=timezone.now() + DAY):
        pass
    told = list(StaffMessage.objects.filter(kind="approval").values_list("user_id", flat=True))
    assert (told, elsewhere.pk in told) == ([manager.pk], False)


def test_the_customer_hears_that_work_goes_on() -> None:
    request = request_in(State.COMPLETED, contact=ADA)
    service_requests.send_back(closure=closing_of(request), reason="No.", by=boss_of(request), at=NOON + HOUR)
    while log.dispatch_pending(at=timezone.now() + DAY):
        pass
    assert "reopened" in set(Message.objects.filter(subject_uuid=request.uuid).values_list("step", flat=True))


def test_disposal_takes_the_words_of_a_closing_and_leaves_the_decision() -> None:
    request = request_in(State.ASSIGNED)
    service_requests.decline(request=request, reason="She moved away.", by=worker_of(request), at=NOON)
    service_requests.approve(closure=closing_of(request), by=boss_of(request), at=NOON)
    Closure.objects.filter(request=request).update(reason="", decision="", measured="", audit_words="")
    kept = closing_of(request)
    assert (kept.reason, kept.state, kept.decided_at) == ("", "approved", NOON)
    with refused(IntegrityError, match="not rewritten"):
        Closure.objects.filter(request=request).update(reason="Something else.")
