"""The counts behind the board say what the requests say, whatever happens to them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection

from tests.factories.accounts import TeamFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import request_in, submit, supervisor_of
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.transactions import savepoint
from townline.service_levels.models import Clock
from townline.service_requests import operations as service_requests
from townline.service_requests.ageing import SHARES, SPANS, Level, Scope, What
from townline.service_requests.models import OpenCount, ServiceRequest
from townline.service_requests.operations.open_counts import COUNTED_STATES, count_open_anew
from townline.service_requests.queries import ageing
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
CITY = Scope(Level.CITY)


def manager() -> Viewer:
    return viewer(member_of(TeamFactory(), role=Role.MANAGER))


def due(days: float, **changes: object) -> ServiceRequest:
    """A request whose day is so many days from NOON."""
    request = submit(**changes)
    ServiceRequest.objects.filter(pk=request.pk).update(due_at=NOON + timedelta(days=days))
    return request


def total(what: What, *, at: datetime = NOON) -> int:
    return ageing.board_of(scope=CITY, viewer=manager(), at=at).total.of(what)


def rows() -> int:
    return sum(OpenCount.objects.values_list("number", flat=True))


@pytest.mark.parametrize(
    ("days", "span"),
    [
        (8, What.LATER),
        (7, What.WEEK),
        (3, What.WEEK),
        (2, What.SOON),
        (1, What.SOON),
        (0.2, What.TODAY),
        (-0.2, What.LATE_5),
        (-1, What.LATE_5),
        (-5, What.LATE_5),
        (-6, What.LATE_20),
        (-20, What.LATE_20),
        (-21, What.LATE_MORE),
        (-400, What.LATE_MORE),
    ],
)
def test_open_request_is_in_one_span(days: float, span: What) -> None:
    due(days)
    board = ageing.board_of(scope=CITY, viewer=manager(), at=NOON)
    assert {what: board.total.of(what) for what in SPANS if board.total.of(what)} == {span: 1}


def test_midnight_at_the_end_of_a_day_is_that_day() -> None:
    request = submit()
    midnight = datetime(2026, 6, 4, 4, tzinfo=UTC)  # the end of NOON's day in Toronto
    ServiceRequest.objects.filter(pk=request.pk).update(due_at=midnight)
    assert (total(What.TODAY), total(What.SOON)) == (1, 0)


def test_late_grows_as_time_goes_by_and_nothing_else_happens() -> None:
    due(0.1)
    assert [total(What.LATE, at=NOON + timedelta(days=later)) for later in (0, 0.2, 30)] == [0, 1, 1]
    assert total(What.LATE_MORE, at=NOON + 30 * DAY) == 1


@pytest.mark.parametrize(
    ("state", "what"),
    [
        (State.WAITING_FOR_CUSTOMER, What.ASKED),
        (State.COMPLETED, What.APPROVAL),
        (State.CONFIRMED, None),
        (State.DECLINED, None),
        (State.CANCELLED, None),
    ],
)
def test_request_that_does_not_run_is_counted_by_why(state: State, what: What | None) -> None:
    request_in(state)
    board = ageing.board_of(scope=CITY, viewer=manager(), at=NOON)
    assert {key: number for key, number in board.total.counts.items() if number} == ({what: 1} if what else {})


def test_work_that_is_given_on_is_counted_where_it_is() -> None:
    request = request_in(State.ASSIGNED)
    other = TeamFactory(code="sidewalks", name_en="Sidewalk crew")
    assert request.team is not None
    service_requests.assign(request=request, team=other, by=supervisor_of(request.team), at=NOON)
    lines = ageing.board_of(scope=Scope(Level.DEPARTMENT, other.department_id), viewer=manager(), at=NOON).lines
    assert {team: line.of(What.OPEN) for team, line in lines.items()} == {other.pk: 1}


def test_counts_are_the_same_after_they_are_gathered() -> None:
    for days in (8, 0.2, -1, -25, -300):
        request_in(State.ASSIGNED)
        due(days)
    before = ageing.board_of(scope=CITY, viewer=manager(), at=NOON).total.counts
    scattered = OpenCount.objects.count()
    service_requests.gather_counts(at=NOON)
    service_requests.gather_counts(at=NOON)
    assert ageing.board_of(scope=CITY, viewer=manager(), at=NOON).total.counts == before
    assert OpenCount.objects.count() < scattered


def test_request_that_leaves_after_its_old_day_was_gathered_takes_its_count_with_it() -> None:
    request = due(-300)
    service_requests.gather_counts(at=NOON)
    ServiceRequest.objects.filter(pk=request.pk).update(due_at=None)
    assert (total(What.LATE), total(What.PAUSED)) == (0, 1)
    service_requests.gather_counts(at=NOON)
    assert total(What.LATE) == 0


def test_counting_anew_mends_what_was_changed_by_hand() -> None:
    due(-1), request_in(State.COMPLETED), request_in(State.WAITING_FOR_CUSTOMER)
    before = ageing.board_of(scope=CITY, viewer=manager(), at=NOON).total.counts
    OpenCount.objects.all().delete()
    assert total(What.OPEN) == 0
    service_requests.count_open_anew()
    assert ageing.board_of(scope=CITY, viewer=manager(), at=NOON).total.counts == before


def test_deleted_request_leaves_no_count() -> None:
    request = submit()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM service_requests_servicerequest WHERE id = %s", [request.pk])
    assert rows() == 0


def test_trigger_counts_the_states_that_are_open_or_wait_for_approval() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'service_requests_count_open'")
        assert cursor.fetchone()[0].count(f"IN ({COUNTED_STATES})") == 2


@pytest.mark.parametrize("what", [*SPANS, What.LATE, What.OPEN, What.ASKED, What.PAUSED, What.APPROVAL, *SHARES])
def test_list_behind_a_figure_is_as_long_as_the_figure_says(what: What) -> None:
    for days in (9, 5, 1, 0.2, -0.2, -3, -8, -40):
        due(days)
    request_in(State.WAITING_FOR_CUSTOMER), request_in(State.COMPLETED)
    ServiceRequest.objects.filter(pk=submit().pk).update(due_at=None)
    ages = zip((0.9, 0.6, 0.05), ServiceRequest.objects.filter(due_at__gte=NOON + DAY).order_by("id"), strict=False)
    for used, request in ages:
        begun = NOON - used * 10 * DAY
        Clock.objects.filter(subject=request.uuid, kind="resolution").delete()
        Clock.objects.create(
            subject=request.uuid,
            kind="resolution",
            started_at=begun,
            at_risk_at=begun + 7.5 * DAY,
            due_at=begun + 10 * DAY,
            next_at=begun + 7.5 * DAY,
        )
    boss = manager()
    board = (ageing.shares_of if what in SHARES else ageing.board_of)(scope=CITY, viewer=boss, at=NOON)
    listed = ageing.requests_behind(scope=CITY, what=what, viewer=boss, at=NOON)
    assert len(listed.rows) == board.total.of(what)
    assert listed.rows, "nothing was counted, so nothing was shown"


def test_list_goes_on_where_the_page_before_ended() -> None:
    for days in (-1, -2, -3, 4, 5):
        due(days)
    ServiceRequest.objects.filter(pk=submit().pk).update(due_at=None)
    boss, seen, after = manager(), [], ""
    for _ in range(3):
        page = ageing.requests_behind(scope=CITY, what=What.OPEN, viewer=boss, at=NOON, after=after, limit=2)
        seen += [row.reference for row in page.rows]
        after = page.after
    assert (len(seen), len(set(seen)), after) == (6, 6, "")


def test_sealed_case_is_counted_only_for_who_may_open_it() -> None:
    submit(service_code="zoning")
    ServiceRequest.objects.update(visibility="enforcement")
    stranger = viewer(member_of(TeamFactory(code="other"), role=Role.ADMINISTRATOR))
    stranger = Viewer(stranger.user_id, stranger.actor, role=Role.ADMINISTRATOR)
    assert ageing.board_of(scope=CITY, viewer=stranger, at=NOON).total.of(What.OPEN) == 0
    assert total(What.OPEN) == 1


def test_supervisor_sees_own_team_and_not_the_city() -> None:
    request = submit()
    assert request.team is not None
    boss = supervisor_of(request.team)
    assert [scope.level for scope in ageing.boards_of(viewer=boss)] == [Level.TEAM, Level.PERSON]
    assert ageing.board_of(scope=Scope(Level.TEAM, request.team.pk), viewer=boss, at=NOON).total.of(What.OPEN) == 1
    for scope in (CITY, Scope(Level.DEPARTMENT, request.department_id), Scope(Level.TEAM, 999_999)):
        with pytest.raises(NotAllowed):
            ageing.board_of(scope=scope, viewer=boss, at=NOON)


@pytest.mark.parametrize(
    ("later", "share"),
    [
        (timedelta(days=1), What.HALF),
        (timedelta(days=2, hours=1), What.THREE_QUARTERS),
        (timedelta(days=5, hours=1), What.AT_RISK),
        (timedelta(days=6, hours=1), What.LATE),
    ],
)
def test_share_of_a_promise_is_counted_in_business_time(later: timedelta, share: What) -> None:
    """Four business days from Wednesday noon: half of it is Friday noon, three quarters are Monday noon."""
    publish_service(code="lamp", resolution_days=4)
    submit(service_code="lamp")
    board = ageing.shares_of(scope=CITY, viewer=manager(), at=NOON + later)
    assert {what: board.total.of(what) for what in SHARES if board.total.of(what)} == {share: 1}


def test_share_of_a_promise_stands_still_while_we_wait_for_the_customer() -> None:
    publish_service(code="lamp", resolution_days=4)
    request = submit(service_code="lamp")
    assert request.team is not None
    boss = supervisor_of(request.team)
    request = service_requests.ask_customer(request=request, question="Which lamp?", by=boss, at=NOON + DAY)
    service_requests.customer_answered(request=request, answer="The third.", by=boss, at=NOON + 6 * DAY)
    shares = [
        [what for what in SHARES if ageing.shares_of(scope=CITY, viewer=boss_of_all, at=NOON + later).total.of(what)]
        for boss_of_all in [manager()]
        for later in (6 * DAY + HOUR, 7 * DAY + HOUR, 8 * DAY + HOUR, 9 * DAY + HOUR)
    ]
    assert shares == [[What.HALF], [What.THREE_QUARTERS], [What.AT_RISK], [What.LATE]]


def test_customer_who_heard_nothing_in_the_time_promised_is_counted_and_listed() -> None:
    request = submit()
    Clock.objects.filter(subject=request.uuid, kind="keep_informed").delete()
    before = total(What.UNTOLD)
    Clock.objects.create(
        subject=request.uuid,
        kind="keep_informed",
        started_at=NOON - 9 * DAY,
        at_risk_at=NOON - 3 * DAY,
        due_at=NOON - DAY,
        next_at=NOON - DAY,
    )
    listed = ageing.requests_behind(scope=CITY, what=What.UNTOLD, viewer=manager(), at=NOON)
    assert (before, total(What.UNTOLD), [row.reference for row in listed.rows]) == (0, 1, [request.reference])


def test_what_will_be_late_on_friday_is_what_is_due_by_monday_night() -> None:
    friday = NOON + 2 * DAY
    due(2.2), due(5), due(6)
    listed = ageing.requests_behind(scope=CITY, what=What.TOMORROW, viewer=manager(), at=friday)
    assert len(listed.rows) == 2


def test_counting_anew_waits_for_rows_that_are_being_added_up() -> None:
    gathering = connection.copy()
    with gathering.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('service_requests_opencount'))")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
    try:
        with pytest.raises(OperationalError, match="lock timeout"), savepoint():
            count_open_anew()
    finally:
        gathering.close()
    count_open_anew()
