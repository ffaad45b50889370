from datetime import timedelta

import pytest

from tests.factories import complaints as make
from tests.factories.accounts import TeamFactory
from tests.factories.clock import NOON
from townline.complaints import operations, queries
from townline.complaints.models import Complaint, StageRule, Update
from townline.complaints.values import Finding, Judged, Kind, Remedy, Rule, Stage, State
from townline.core.actor import RESIDENT
from townline.core.errors import NotAllowed
from townline.core.reference import is_reference
from townline.core.transactions import savepoint
from townline.customers.values import Contact
from townline.service_levels.values import Unit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
UPHELD = Judged(Finding.UPHELD, (Remedy.APOLOGY,), "We forgot it.")


def test_receive_starts_the_clock_of_the_first_stage() -> None:
    made = make.complaint()
    assert (made.stage, made.state, is_reference(made.reference)) == (Stage.FRONT_LINE, State.OPEN, True)
    assert made.due_at == NOON + 20 * DAY
    assert made.inform_by == NOON + 7 * DAY


def test_receive_takes_a_complaint_without_a_name() -> None:
    assert make.complaint(contact=Contact()).customer is None


def test_receive_refuses_empty_words() -> None:
    with pytest.raises(operations.NothingSaid):
        make.complaint(words="  ")


def test_the_clock_counts_in_the_unit_of_the_city() -> None:
    StageRule.objects.create(stage=Stage.FRONT_LINE, days=2, unit=Unit.BUSINESS_DAYS, inform_days=1, escalate_days=5)
    business = make.complaint()
    assert queries.rule_of(stage=Stage.FRONT_LINE) == Rule(Stage.FRONT_LINE, 2, Unit.BUSINESS_DAYS, 1, 5)
    assert business.due_at is not None
    assert business.due_at >= NOON + 2 * DAY


def test_decide_needs_a_manager() -> None:
    made = make.complaint()
    with pytest.raises(NotAllowed):
        operations.decide(complaint=made, judged=UPHELD, by=make.supervisor(TeamFactory()), at=NOON)


@pytest.mark.parametrize(
    "judged",
    [
        Judged(Finding.UPHELD, (Remedy.APOLOGY,), " "),
        Judged(Finding.NOT_UPHELD, (), "Because."),
        Judged(Finding.UPHELD, (Remedy.NONE,), "Because."),
        Judged(Finding.PARTLY_UPHELD, (Remedy.NONE, Remedy.REFUND), "Because."),
    ],
)
def test_decide_refuses_a_finding_that_says_too_little(judged: Judged) -> None:
    with pytest.raises(operations.DecisionRefused):
        operations.decide(complaint=make.complaint(), judged=judged, by=make.manager(), at=NOON)


def test_the_customer_goes_from_stage_to_stage_each_with_its_clock() -> None:
    made = make.escalated(make.complaint(), times=2)
    assert made.stage == Stage.CHIEF_ADMINISTRATIVE_OFFICER
    assert (made.state, made.handler, made.due_at) == (State.OPEN, None, NOON + 5 * DAY + 20 * DAY)
    assert [row.stage for row in queries.decisions_of(complaint=made)] == [Stage.FRONT_LINE, Stage.DEPARTMENT]


def test_who_decided_one_stage_does_not_decide_the_next() -> None:
    made, boss = make.complaint(), make.manager()
    operations.decide(complaint=made, judged=UPHELD, by=boss, at=NOON)
    made = operations.escalate(complaint=made, words="No.", by=RESIDENT, at=NOON + DAY)
    with pytest.raises(operations.DecidedBefore), savepoint():
        operations.decide(complaint=made, judged=UPHELD, by=boss, at=NOON + 2 * DAY)


def test_escalate_is_refused_after_the_limit() -> None:
    made = make.decided(make.complaint(), days=0)
    with pytest.raises(operations.TooLateToGoOn), savepoint():
        operations.escalate(complaint=made, words="No.", by=RESIDENT, at=NOON + 31 * DAY)
    made.refresh_from_db()
    assert made.stage == Stage.FRONT_LINE


def test_escalate_needs_no_decision_once_the_promised_day_is_over() -> None:
    made = make.complaint()
    assert not operations.may_go_on(complaint=made, at=NOON + 20 * DAY)
    gone_on = operations.escalate(complaint=made, words="Silence.", by=RESIDENT, at=NOON + 21 * DAY)
    assert gone_on.stage == Stage.DEPARTMENT


def test_after_the_last_stage_only_the_ombudsman_is_left_and_is_closed_here() -> None:
    made = make.decided(make.escalated(make.complaint(), times=2), days=9)
    with pytest.raises(operations.TooLateToGoOn), savepoint():
        operations.escalate(complaint=made, words="No.", by=RESIDENT, at=NOON + 10 * DAY)
    closed = operations.close_with_ombudsman(complaint=made, words="No report.", by=make.manager(), at=NOON + 11 * DAY)
    assert (closed.stage, closed.state) == (Stage.OMBUDSMAN, State.CLOSED)


def test_withdraw_closes_without_a_remedy() -> None:
    made = make.complaint()
    decision = operations.withdraw(complaint=made, by=RESIDENT, at=NOON)
    made.refresh_from_db()
    assert (decision.finding, made.state) == (Finding.WITHDRAWN, State.CLOSED)


def test_who_was_not_told_in_time_comes_first_until_they_are() -> None:
    boss, early, late = make.manager(), make.complaint(), make.complaint()
    Complaint.objects.filter(pk=early.pk).update(due_at=NOON + DAY)
    Complaint.objects.filter(pk=early.pk).update(inform_by=NOON + 30 * DAY)
    assert operations.mark_missed_updates(at=NOON + 8 * DAY) == 1
    assert operations.mark_missed_updates(at=NOON + 8 * DAY) == 0
    assert list(queries.complaints_to_handle(viewer=boss)) == [late, early]
    operations.inform(complaint=late, words="We look into it.", by=boss, at=NOON + 8 * DAY)
    late.refresh_from_db()
    assert (late.update_missed_at, late.inform_by) == (None, NOON + 15 * DAY)
    assert list(queries.complaints_to_handle(viewer=boss)) == [early, late]


def test_a_note_for_ourselves_never_reaches_the_customer() -> None:
    made, boss = make.complaint(), make.manager()
    operations.note(complaint=made, words="Call the crew.", by=boss, at=NOON)
    operations.inform(complaint=made, words="We look into it.", by=boss, at=NOON)
    assert [row.words for row in queries.told_to_customer(complaint=made)] == ["We look into it."]
    assert Update.objects.count() == 2


def test_figures_count_what_was_received_and_decided_in_the_period() -> None:
    make.decided(make.complaint())
    make.decided(make.complaint(), days=25)
    make.complaint()
    make.praise()
    make.praise(Kind.SUGGESTION)
    found = queries.figures(since=NOON, until=NOON + 40 * DAY)
    assert (found.received, found.decided, found.in_time) == (3, 2, 1)
    assert found.by_finding == {Finding.PARTLY_UPHELD: 2}
    assert found.by_remedy == {Remedy.APOLOGY: 2, Remedy.REDO_WORK: 2}
    assert (found.compliments, found.suggestions) == (1, 1)
    assert [queries.publishable(number) for number in (0, 1, 4, 5)] == ["0", "<5", "<5", "5"]
