"""Somebody asks again: it waits for an answer with its own clock, opens a closed request again, or becomes a new one."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from tests.factories.accounts import DepartmentFactory, TeamFactory, member_of, viewer
from tests.factories.clock import DAY, NOON
from tests.factories.service_requests import request_in, submit, supervisor_of
from tests.service_requests.test_told import boss_of, deliver, merged, person, told
from townline.accounts.models import Role, Team
from townline.accounts.values import Viewer
from townline.core.actor import Actor, ActorKind
from townline.core.errors import NotAllowed, NotFound
from townline.core.transactions import savepoint
from townline.events import queries as events
from townline.interactions.models import Interaction
from townline.notifications.models import Message
from townline.service_levels import queries as service_levels
from townline.service_levels.models import Clock
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Dispute, FollowUp, Note, ServiceRequest
from townline.service_requests.operations import (
    AlreadyAnswered,
    AlreadyJudged,
    Asked,
    CannotFollowUp,
    JudgesThemselves,
    NoteEmpty,
)
from townline.service_requests.values import Fate, Verdict
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def ask(
    request: ServiceRequest, words: str = "When do you come?", *, at: datetime = NOON, **changes: object
) -> FollowUp:
    request.refresh_from_db()
    asked = Asked(words, customer_id=request.customer_id, **changes)  # type: ignore[arg-type]
    return service_requests.follow_up(
        request=request, asked=asked, by=Actor(ActorKind.CUSTOMER, request.customer_id), at=at
    )


def clock_of(follow_up: FollowUp) -> Clock:
    (clock,) = service_levels.clocks_of(subject=follow_up.uuid)
    return clock


def other_team() -> Team:
    return TeamFactory(code="trees", department=DepartmentFactory(code="parks"))


def another_boss(request: ServiceRequest) -> Viewer:
    assert request.team is not None
    return viewer(member_of(request.team, role=Role.SUPERVISOR))


def test_on_an_open_request_it_waits_for_an_answer_within_two_business_days() -> None:
    request = submit()
    taken = ask(request)
    request.refresh_from_db()
    due = service_levels.expected(business_days=2, at=NOON)
    assert (taken.number, taken.answer_by_at, request.state, request.version) == (1, due, State.SUBMITTED, 1)
    assert (clock_of(taken).subject_type, clock_of(taken).due_at) == ("follow_up", due)
    assert told("asked_again") == {"ada@mail.example"}


def test_each_is_counted_and_written_down_as_a_contact() -> None:
    request = submit()
    contacts = Interaction.objects.count()
    assert [ask(request).number, ask(request, "And now?").number] == [1, 2]
    assert Interaction.objects.count() == contacts + 2


def test_the_same_form_sent_twice_is_one() -> None:
    request, key = submit(), uuid4()
    assert ask(request, key=key).pk == ask(request, key=key).pk


def test_the_number_of_what_another_sent_gives_nobody_theirs() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    theirs = ask(ada, "When?")
    mine = ask(bo, "And mine?", key=theirs.uuid)
    assert (mine.pk != theirs.pk, mine.request, mine.note.text) == (True, bo, "And mine?")  # type: ignore[union-attr]


def test_a_new_request_is_never_one_that_another_sent_with_the_same_number(settings: Settings) -> None:
    key = uuid4()
    submit(contact=person("ada"), submission_key=key)
    bo = request_in(State.DECLINED, contact=person("bo"))
    last = service_levels.expected(business_days=settings.TOWNLINE_FOLLOW_UP_DAYS, at=NOON)
    made = ask(bo, "Again.", at=last + DAY, key=key).became
    assert made is not None
    assert made.customer_id == bo.customer_id


def test_an_answer_stops_the_clock_and_is_told() -> None:
    request = submit()
    taken = service_requests.answer_follow_up(
        follow_up=ask(request), words="On Tuesday.", by=boss_of(request), at=NOON + DAY
    )
    assert (taken.answered_at, clock_of(taken).stopped_at) == (NOON + DAY, NOON + DAY)
    assert told("note") == {"ada@mail.example"}
    with pytest.raises(AlreadyAnswered):
        service_requests.answer_follow_up(follow_up=taken, words="Again.", by=boss_of(request), at=NOON)


def test_nothing_is_not_a_question_and_not_an_answer() -> None:
    request = submit()
    with pytest.raises(NoteEmpty):
        ask(request, "  ")
    with pytest.raises(NoteEmpty):
        service_requests.answer_follow_up(follow_up=ask(request), words=" ", by=boss_of(request), at=NOON)


@pytest.mark.parametrize(("visibility", "answers"), [("internal", False), ("customer", True), ("public", True)])
def test_a_note_that_the_customer_reads_is_the_answer(visibility: str, answers: bool) -> None:
    request = submit()
    taken = ask(request)
    service_requests.add_note(
        request=request, text="Part ordered.", visibility=visibility, by=boss_of(request), at=NOON + DAY
    )
    deliver()
    taken.refresh_from_db()
    assert (taken.answered_at is not None, clock_of(taken).stopped_at is not None) == (answers, answers)


def test_what_they_were_told_on_the_telephone_is_kept_and_not_sent() -> None:
    request = submit()
    asked = Asked("When?", channel="phone", customer_id=request.customer_id, answer="On Tuesday.")
    taken = service_requests.follow_up(request=request, asked=asked, by=boss_of(request), at=NOON)
    assert taken.answered_at == NOON
    assert told("asked_again") | told("note") == set()


def test_who_asked_is_found_on_the_list_until_it_is_answered() -> None:
    request = submit()
    taken, boss = ask(request), boss_of(request)
    assert [row.pk for row in queries.to_answer(viewer=boss).rows] == [taken.pk]
    stranger = viewer(member_of(other_team(), role=Role.WORKER))
    assert queries.to_answer(viewer=stranger).rows == []
    service_requests.answer_follow_up(follow_up=taken, words="Tuesday.", by=boss, at=NOON)
    assert queries.to_answer(viewer=boss).rows == []


def test_the_most_asked_about_stands_first() -> None:
    once, twice = submit(), submit(contact=person("bo"))
    for request in (once, twice, twice):
        ask(request)
    found = queries.asked_most(viewer=boss_of(once), team=None, times=1)
    assert [(row.pk, row.contacts) for row in found] == [(twice.pk, 2), (once.pk, 1)]  # type: ignore[attr-defined]
    assert len(queries.asked_most(viewer=boss_of(once), team=None, times=2)) == 1


# -- closed requests ------------------------------------------------------------------------------
@pytest.mark.parametrize("state", [State.COMPLETED, State.CONFIRMED, State.DECLINED])
def test_a_closed_one_opens_again_for_a_supervisor(state: State) -> None:
    request = request_in(state)
    taken = ask(request, "Still a hole.", at=NOON + DAY)
    request.refresh_from_db()
    assert (request.state, request.reopened_count, taken.became) == (State.REVIEWED, 1, None)
    dispute = Dispute.objects.get(follow_up=taken)
    assert (dispute.team_id, dispute.state, dispute.verdict) == (request.team_id, state, "")
    assert told("dispute_received") == {"ada@mail.example"}


def test_long_after_the_closing_it_becomes_a_new_request_that_is_linked(settings: Settings) -> None:
    request = request_in(State.CONFIRMED)
    last = service_levels.expected(business_days=settings.TOWNLINE_FOLLOW_UP_DAYS, at=NOON)
    assert queries.fate_of_follow_up(request=request, at=last) is Fate.REOPENS
    taken = ask(request, "Another hole at the same place.", at=last + timedelta(seconds=1))
    made = taken.became
    request.refresh_from_db()
    assert made is not None
    assert (made.description, made.address, made.customer_id) == (
        "Another hole at the same place.",
        request.address,
        request.customer_id,
    )
    assert (request.state, queries.grew_out_of(request=made)) == (State.CONFIRMED, request.reference)
    assert Dispute.objects.count() == 0


def test_what_the_form_does_not_take_any_more_is_refused_and_leaves_nothing() -> None:
    request = request_in(State.CANCELLED)
    ServiceRequest.objects.filter(pk=request.pk).update(lat=None, long=None, address="", place_description="")
    with pytest.raises(CannotFollowUp), savepoint():
        ask(request)
    assert FollowUp.objects.count() == 0


def test_about_a_merged_request_they_ask_the_one_in_which_the_work_goes_on() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    bo = merged(bo, ada)
    taken = ask(bo, "When?")
    assert (taken.request, taken.page) == (ada, bo)
    assert [note.text for note in queries.notes_for_reporter(request=ada)] == []
    service_requests.answer_follow_up(follow_up=taken, words="On Tuesday.", by=boss_of(ada), at=NOON)
    assert told("note") == {"bo@mail.example"}


def test_a_joined_reporter_disputes_and_the_others_hear_that_it_is_open_again() -> None:
    ada, bo, cy = (submit(contact=person(name)) for name in ("ada", "bo", "cy"))
    boss = boss_of(ada)
    bo, cy = merged(bo, ada), merged(cy, ada)
    service_requests.decline(request=ada, reason="A provincial road.", by=boss, at=NOON)
    ask(bo, "It is not.", at=NOON + DAY)
    ada.refresh_from_db()
    assert ada.state == State.REVIEWED
    assert (told("dispute_received"), told("reopened")) == (
        {"bo@mail.example"},
        {"ada@mail.example", "cy@mail.example"},
    )


# -- the supervisor -------------------------------------------------------------------------------
def disputed() -> tuple[ServiceRequest, Dispute]:
    request = request_in(State.DECLINED)
    taken = ask(request, "It is yours.", at=NOON + DAY)
    request.refresh_from_db()
    return request, Dispute.objects.get(follow_up=taken)


@pytest.mark.parametrize(("verdict", "defects"), [(Verdict.DEFECT, 1), (Verdict.ANOTHER, 1), (Verdict.STANDS, 0)])
def test_a_verdict_is_told_and_counts(verdict: Verdict, defects: int) -> None:
    request, dispute = disputed()
    boss = another_boss(request)
    service_requests.judge(dispute=dispute, verdict=verdict, words="We looked.", by=boss, at=NOON + DAY)
    (row,) = queries.defects_by_team(viewer=boss, since=NOON - DAY, until=NOON + 2 * DAY)
    assert (row.disputed, row.defects, row.contacts) == (1, defects, 1)
    assert told("note") == {"ada@mail.example"}
    assert FollowUp.objects.get().answered_at == NOON + DAY
    with pytest.raises(AlreadyJudged):
        service_requests.judge(dispute=dispute, verdict=verdict, words="Again.", by=boss, at=NOON + DAY)


def test_nobody_judges_their_own_closing() -> None:
    request, dispute = disputed()
    assert dispute.closed_by_id is not None
    closed_by = events.history_of(subject=request.uuid).get(type="service_request.declined").actor_id
    assert dispute.closed_by_id == closed_by
    boss = Viewer(**{name: getattr(another_boss(request), name) for name in Viewer.__slots__} | {"user_id": closed_by})
    assert queries.to_review(viewer=boss).rows == []
    with pytest.raises(NotFound):
        queries.dispute_to_review(uuid=dispute.follow_up.uuid, viewer=boss)
    with pytest.raises(JudgesThemselves):
        service_requests.judge(dispute=dispute, verdict=Verdict.STANDS, words="Fine.", by=boss, at=NOON + DAY)


def test_nobody_judges_a_closing_that_they_approved() -> None:
    request = request_in(State.COMPLETED)
    approver = boss_of(request)
    request = service_requests.confirm(request=request, by=approver, at=NOON)
    taken = ask(request, "Still a hole.", at=NOON + DAY)
    dispute = Dispute.objects.get(follow_up=taken)
    assert dispute.approved_by_id == approver.user_id
    assert queries.to_review(viewer=approver).rows == []
    with pytest.raises(JudgesThemselves), savepoint():
        service_requests.judge(dispute=dispute, verdict=Verdict.STANDS, words="Fine.", by=approver, at=NOON + DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=dispute.pk).update(verdict="stands", decided_at=NOON, decided_by_id=approver.user_id)
    other = another_boss(request)
    service_requests.judge(dispute=dispute, verdict=Verdict.DEFECT, words="A hole.", by=other, at=NOON + DAY)


def test_only_who_approves_for_the_team_judges() -> None:
    request, dispute = disputed()
    assert request.team is not None
    worker = viewer(member_of(request.team, role=Role.WORKER))
    other = supervisor_of(other_team())
    for somebody in (worker, other):
        assert queries.to_review(viewer=somebody).rows == []
        with pytest.raises(NotAllowed), savepoint():
            service_requests.judge(dispute=dispute, verdict=Verdict.STANDS, words="Fine.", by=somebody, at=NOON + DAY)


def test_the_database_holds_that_nobody_judges_themselves() -> None:
    _request, dispute = disputed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=dispute.pk).update(
            verdict="stands", decided_at=NOON, decided_by_id=dispute.closed_by_id
        )


def test_one_event_each() -> None:
    request, dispute = disputed()
    service_requests.judge(
        dispute=dispute, verdict=Verdict.DEFECT, words="You are right.", by=another_boss(request), at=NOON + DAY
    )
    types = list(events.history_of(subject=request.uuid).order_by("id").values_list("type", flat=True))
    assert types[-4:] == [
        "service_request.disputed",
        "service_request.dispute_judged",
        "service_request.note_added",
        "service_request.follow_up_answered",
    ]


def test_words_of_the_log_name_nobody() -> None:
    request, _dispute = disputed()
    logged = str(list(events.history_of(subject=request.uuid).values_list("data", flat=True)))
    assert "It is yours." in Note.objects.get(from_customer=True).text
    assert "yours" not in logged
    assert Message.objects.filter(title__contains="yours").count() == 0
