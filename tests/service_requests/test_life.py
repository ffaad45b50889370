"""The life of a request, by its promises: who may do what when, the clock, the event, the version."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import closing_rule, request_in, submission, submit, supervisor_of
from townline.accounts.models import Absence, Role
from townline.accounts.values import Viewer
from townline.core import reference
from townline.core.actor import RESIDENT
from townline.core.errors import EditConflict, NotAllowed, NotFound
from townline.events import queries as events
from townline.service_levels import queries as service_levels
from townline.service_levels.models import Clock
from townline.service_requests import operations as service_requests
from townline.service_requests import workflow
from townline.service_requests.models import Photo, ServiceRequest
from townline.service_requests.workflow import NotNow, State, Verb

pytestmark = pytest.mark.django_db


def types_of(request: ServiceRequest) -> list[str]:
    history = events.history_of(subject=request.uuid).order_by("id").values_list("type", flat=True)
    return [type_.removeprefix("service_request.") for type_ in history]


def boss_of(request: ServiceRequest) -> Viewer:
    assert request.team is not None
    return supervisor_of(request.team)


def clock_of(request: ServiceRequest) -> Clock:
    return service_levels.clocks_of(subject=request.uuid)[-1]


def test_submit_promises_a_day_and_finds_the_team() -> None:
    request = submit()
    assert (request.state, request.due_at, request.promised_at, request.team.code) == (
        State.SUBMITTED,
        service_levels.expected(business_days=5, at=NOON),
        request.due_at,
        "potholes",
    )
    assert reference.is_reference(request.reference)
    assert types_of(request) == ["submitted"]


def test_submit_twice_with_one_key_is_one_request() -> None:
    key = uuid4()
    assert submit(submission_key=key).pk == submit(submission_key=key).pk
    assert ServiceRequest.objects.count() == 1


def test_submit_twice_with_one_key_of_a_machine_is_one_request() -> None:
    assert submit(client_key="app:1").pk == submit(client_key="app:1").pk


def test_submit_refuses_an_unknown_service() -> None:
    with pytest.raises(NotFound):
        service_requests.submit(submission=submission(service_code="moon"), by=RESIDENT, at=NOON)


def test_submit_stops_at_a_hazard_and_writes_nothing() -> None:
    publish_service()
    with pytest.raises(service_requests.HazardStops, match="Call 911 now"):
        submit(answers={"size": "car"})
    assert ServiceRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answers": {"size": "huge"}}, "answers.size"),
        ({"description": "x" * 4001}, "description"),
        ({"contact": type(submission().contact)(email="not an address")}, "contact.email"),
        ({"location": type(submission().location)()}, "location"),
        ({"location": type(submission().location)(lat=91.0, long=0.0)}, "location"),
    ],
)
def test_submit_names_the_field_that_is_wrong(changes: dict[str, object], field: str) -> None:
    with pytest.raises(service_requests.SubmissionRejected) as refused:
        submit(**changes)
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize("state", list(State))
def test_every_state_can_be_reached_and_is_told(state: State) -> None:
    request = request_in(state)
    assert ServiceRequest.objects.get(pk=request.pk).state == state


def test_the_whole_way_leaves_its_events_in_order() -> None:
    request = request_in(State.CONFIRMED)
    assert types_of(request) == ["submitted", "accepted", "assigned", "completed", "confirmed"]


def test_complete_stops_the_clock() -> None:
    assert clock_of(request_in(State.COMPLETED)).stopped_at == NOON


def test_complete_wants_evidence() -> None:
    request = request_in(State.ASSIGNED)
    with pytest.raises(service_requests.EvidenceMissing):
        service_requests.complete(request=request, outcome="fixed", words=" ", by=boss_of(request), at=NOON)


def test_complete_takes_no_photo_of_another_request() -> None:
    other, request = request_in(State.ASSIGNED), request_in(State.ASSIGNED)
    photo = Photo.objects.create(request=other, file="x.jpg", added_at=NOON)
    service_requests.complete(
        request=request, outcome="fixed", words="Done.", by=boss_of(request), at=NOON, photos=[photo.uuid]
    )
    photo.refresh_from_db()
    assert photo.request == other


def test_a_question_pauses_the_clock_and_the_answer_moves_the_date() -> None:
    request = request_in(State.WAITING_FOR_CUSTOMER)
    promised = request.promised_at
    assert request.due_at is None
    answered = service_requests.customer_answered(request=request, answer="The left one.", by=RESIDENT, at=NOON + DAY)
    assert (answered.state, answered.due_at - promised) == (State.SUBMITTED, DAY)


def test_assigning_while_waiting_lets_the_clock_go_on() -> None:
    request = request_in(State.WAITING_FOR_CUSTOMER)
    assigned = service_requests.assign(request=request, team=request.team, by=boss_of(request), at=NOON + HOUR)
    assert (assigned.due_at, clock_of(assigned).paused_at) == (clock_of(assigned).due_at, None)


def test_decline_wants_a_reason_and_takes_the_promise_away() -> None:
    request = request_in(State.SUBMITTED)
    with pytest.raises(service_requests.ReasonMissing):
        service_requests.decline(request=request, reason="", by=boss_of(request), at=NOON)
    declined = service_requests.decline(request=request, reason="Not ours.", by=boss_of(request), at=NOON)
    assert (declined.due_at, declined.closed_at, clock_of(declined).stopped_at) == (None, NOON, NOON)


def test_dispute_reopens_with_a_new_promise() -> None:
    request = request_in(State.CONFIRMED)
    later = NOON + 3 * DAY
    disputed = service_requests.dispute(request=request, words="Still there.", by=RESIDENT, at=later)
    assert (disputed.state, disputed.due_at, disputed.closed_at) == (
        State.REVIEWED,
        service_levels.expected(business_days=5, at=later),
        None,
    )


def test_confirm_after_grace_waits_for_business_days() -> None:
    closing_rule(approval="automatic")
    request = request_in(State.COMPLETED)  # on a Wednesday
    assert service_requests.confirm_after_grace(at=NOON + 6 * DAY) == 0
    assert service_requests.confirm_after_grace(at=NOON + 7 * DAY) == 1
    assert ServiceRequest.objects.get(pk=request.pk).state == State.CONFIRMED


def test_merge_makes_the_customer_follow_the_other_request() -> None:
    merged = request_in(State.MERGED, contact=type(submission().contact)(name="Bo", email="bo@mail.example"))
    target = merged.merged_into
    assert target is not None
    assert (merged.closed_at, target.followers.count() + (target.customer_id == merged.customer_id)) == (NOON, 1)


def test_an_older_version_is_a_conflict() -> None:
    request = request_in(State.SUBMITTED)
    boss, seen = boss_of(request), request.version
    service_requests.accept(request=request, by=boss, at=NOON, version=seen)
    with pytest.raises(EditConflict):
        service_requests.decline(request=request, reason="No.", by=boss, at=NOON, version=seen)


@pytest.mark.parametrize("who", [{"is_active": False}, {"role": "councillor"}, {"role": "council_assistant"}])
def test_assign_refuses_somebody_who_left_and_council_offices(who: dict[str, Any]) -> None:
    request = request_in(State.REVIEWED)
    with pytest.raises(service_requests.CannotAssign):
        service_requests.assign(
            request=request, team=request.team, assignee=UserFactory(**who), by=boss_of(request), at=NOON
        )


def test_work_of_somebody_who_left_goes_back_to_the_team() -> None:
    request = request_in(State.REVIEWED)
    worker = member_of(request.team)
    request = service_requests.assign(request=request, team=request.team, assignee=worker, by=boss_of(request), at=NOON)
    assert service_requests.give_back_work_of(user_id=worker.pk, by=RESIDENT, at=NOON) == 1
    request.refresh_from_db()
    assert (request.assignee, request.team.code, request.state) == (None, "potholes", State.ASSIGNED)


CALLS = {
    Verb.ACCEPT: lambda request, by: service_requests.accept(request=request, by=by, at=NOON),
    Verb.DECLINE: lambda request, by: service_requests.decline(request=request, reason="No.", by=by, at=NOON),
    Verb.ASK: lambda request, by: service_requests.ask_customer(request=request, question="Where?", by=by, at=NOON),
    Verb.ANSWER: lambda request, by: service_requests.customer_answered(
        request=request, answer="Here.", by=by, at=NOON
    ),
    Verb.ASSIGN: lambda request, by: service_requests.assign(request=request, team=request.team, by=by, at=NOON),
    Verb.COMPLETE: lambda request, by: service_requests.complete(
        request=request, outcome="fixed", words="Done.", by=by, at=NOON
    ),
    Verb.CONFIRM: lambda request, by: service_requests.confirm(request=request, by=by, at=NOON),
    Verb.REOPEN: lambda request, by: service_requests.reopen(request=request, reason="Not done.", by=by, at=NOON),
    Verb.CANCEL: lambda request, by: service_requests.cancel(request=request, by=by, reason="He called.", at=NOON),
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", list(CALLS))
def test_a_verb_works_exactly_in_its_states(verb: Verb, state: State) -> None:
    request = request_in(state)
    boss = boss_of(request)
    if state in workflow.TRANSITIONS[verb].frm:
        changed = CALLS[verb](request, boss)
        assert changed.version == request.version + 1
    else:
        with pytest.raises(NotNow):
            CALLS[verb](request, boss)


@pytest.mark.parametrize("verb", list(CALLS))
def test_an_auditor_changes_nothing(verb: Verb) -> None:
    request = request_in(min(workflow.TRANSITIONS[verb].frm))
    with pytest.raises(NotAllowed):
        CALLS[verb](request, viewer(UserFactory(role=Role.AUDITOR)))


@pytest.mark.parametrize("verb", list(CALLS))
def test_a_worker_of_another_team_changes_nothing(verb: Verb) -> None:
    request = request_in(min(workflow.TRANSITIONS[verb].frm))
    with pytest.raises(NotAllowed):
        CALLS[verb](request, viewer(UserFactory(role=Role.WORKER)))


def test_bulk_assign_survives_one_bad_row_and_says_which() -> None:
    good, closed = request_in(State.SUBMITTED), request_in(State.DECLINED)
    result = service_requests.assign_many(
        references=[good.reference, closed.reference, "000000000"],
        team=good.team,
        assignee=None,
        by=boss_of(good),
        at=NOON,
    )
    assert (result.done, set(result.failed)) == ([good.reference], {closed.reference, "000000000"})


def test_the_uuid_of_a_request_is_the_subject_of_its_events() -> None:
    assert isinstance(submit().uuid, UUID)


def test_a_deputy_approves_for_the_supervisor_who_is_away() -> None:
    request = request_in(State.COMPLETED)
    assert request.team is not None
    deputy = member_of(TeamFactory(code="signs"))
    Absence.objects.create(
        user=member_of(request.team, role=Role.SUPERVISOR), deputy=deputy, from_date=NOON.date(), until_date=NOON.date()
    )
    assert service_requests.confirm(request=request, by=viewer(deputy), at=NOON).state == State.CONFIRMED
