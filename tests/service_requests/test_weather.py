"""A significant weather event holds the clocks that it covers, and no others."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.factories.accounts import UserFactory, member_of, viewer
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.places import AreaFactory, square
from tests.factories.service_requests import request_in, submit, supervisor_of
from tests.service_requests.test_ageing_recount import EVERYTHING
from townline.accounts.models import Role
from townline.core.actor import SYSTEM
from townline.core.errors import NotAllowed
from townline.events import queries as log
from townline.places.models import Area
from townline.places.values import Location
from townline.service_levels import operations as service_levels
from townline.service_levels import queries as deadlines
from townline.service_levels import weather
from townline.service_levels.models import Clock, WeatherEvent
from townline.service_requests import operations as service_requests
from townline.service_requests.ageing import What
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations.weather import follow_weather
from townline.service_requests.queries import ageing
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
NORTH = Location(lat=43.45, long=-80.55, address="1 North Street")
SOUTH = Location(lat=43.25, long=-80.55, address="1 South Street")


@pytest.fixture
def north() -> Area:
    AreaFactory(code="south", geometry=square(west=-80.6, south=43.2, size=0.1))
    return AreaFactory(code="north", geometry=square(west=-80.6, south=43.4, size=0.1))


def declare(**changes: Any) -> WeatherEvent:
    usual = {
        "name_en": "Snow squall",
        "name_fr": "Bourrasque de neige",
        "source": "Environment Canada, warning of 11:40",
        "services": ["pothole"],
        "areas": [],
        "road_classes": [],
        "starts_at": NOON + HOUR,
    }
    return service_levels.declare_weather(values={**usual, **changes}, by=SYSTEM, at=NOON + 2 * HOUR)


def due(request: ServiceRequest) -> datetime | None:
    request.refresh_from_db()
    return request.due_at


def test_weather_holds_what_it_covers_and_nothing_else(north: Area) -> None:
    inside, outside = submit(location=NORTH), submit(location=SOUTH)
    other = submit(location=NORTH, service_code="graffiti")
    before = due(outside)
    declare(areas=[north.pk])
    assert follow_weather(at=NOON + 2 * HOUR) == 1
    assert (due(inside), due(outside)) == (None, before)
    assert due(other) is not None
    assert follow_weather(at=NOON + 3 * HOUR) == 0


def test_clocks_go_on_with_what_was_left_when_it_is_over(north: Area) -> None:
    request = submit(location=NORTH)
    before = due(request)
    assert before is not None
    event = declare(starts_at=NOON)
    follow_weather(at=NOON + 2 * HOUR)
    service_levels.end_weather(event=event, by=SYSTEM, at=NOON + DAY)
    assert follow_weather(at=NOON + DAY) == 1
    assert due(request) == before + DAY  # Wednesday noon to Thursday noon: one business day stood still
    types = [event.type for event in log.history_of(subject=request.uuid)]
    assert types[-2:] == ["service_request.held_by_weather", "service_request.went_on_after_weather"]


def test_a_request_that_comes_in_during_the_storm_stands_still_from_its_first_moment() -> None:
    submit()
    declare(starts_at=NOON - HOUR)
    later = submit(location=SOUTH)
    follow_weather(at=NOON + 3 * HOUR)
    clock = Clock.objects.get(subject=later.uuid, kind="resolution")
    assert (due(later), clock.paused_at) == (None, later.submitted_at)


def test_only_the_resolution_stands_still() -> None:
    request = submit()
    declare()
    follow_weather(at=NOON + 2 * HOUR)
    standing = Clock.objects.filter(subject=request.uuid, paused_at__isnull=False)
    assert set(standing.values_list("kind", flat=True)) == {"resolution"}


def test_what_was_late_before_stays_late() -> None:
    request = submit()
    was = due(request)
    assert was is not None
    late = was + DAY
    service_levels.declare_weather(
        values={
            "name_en": "Ice", "name_fr": "Glace", "source": "Environment Canada", "services": ["pothole"],
            "areas": [], "road_classes": [], "starts_at": late - HOUR,
        },
        by=SYSTEM, at=late,
    )  # fmt: skip
    assert follow_weather(at=late) == 0
    assert due(request) == was


def test_a_class_of_road_that_nobody_knows_is_held_only_where_no_class_is_named() -> None:
    unknown = weather.Place(frozenset(), "pothole")
    assert weather.covers(event=WeatherEvent(services=["pothole"], areas=[], road_classes=[]), place=unknown)
    named = WeatherEvent(services=["pothole"], areas=[], road_classes=["3"])
    assert not weather.covers(event=named, place=unknown)
    assert weather.covers(event=named, place=weather.Place(frozenset(), "pothole", "3"))


def test_two_storms_hold_once_and_the_first_end_lets_nothing_go(north: Area) -> None:
    request = submit(location=NORTH)
    first = declare(name_en="Snow", starts_at=NOON)
    follow_weather(at=NOON + 2 * HOUR)
    service_levels.end_weather(event=first, by=SYSTEM, at=NOON + 4 * HOUR)
    follow_weather(at=NOON + 4 * HOUR)
    assert due(request) is not None
    declare(name_en="Ice", starts_at=NOON + 2 * HOUR)
    follow_weather(at=NOON + 5 * HOUR)
    assert due(request) is None


def test_work_that_ended_in_the_storm_is_left_alone() -> None:
    request = request_in(State.ASSIGNED)
    event = declare()
    follow_weather(at=NOON + 2 * HOUR)
    request.refresh_from_db()
    by = viewer(UserFactory(role=Role.MANAGER, department=request.department))
    service_requests.decline(request=request, reason="A provincial road.", by=by, at=NOON + 3 * HOUR)
    service_levels.end_weather(event=event, by=SYSTEM, at=NOON + DAY)
    follow_weather(at=NOON + DAY)
    request.refresh_from_db()
    assert (request.state, request.due_at) == (State.DECLINED, None)


@pytest.mark.parametrize(
    "changes",
    [{"services": []}, {"source": " "}, {"name_fr": ""}, {"starts_at": NOON - 2 * DAY}, {"starts_at": NOON + DAY}],
)
def test_declare_weather_refuses_what_says_too_little_or_reaches_back_too_far(changes: dict[str, Any]) -> None:
    with pytest.raises(service_levels.WeatherRefused):
        declare(**changes)
    assert not WeatherEvent.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"), [(Role.SUPERVISOR, True), (Role.MANAGER, True), (Role.CSR, False), (Role.AUDITOR, False)]
)
def test_who_answers_for_work_declares_weather(role: str, may: bool) -> None:
    event = declare()
    by = viewer(UserFactory(role=role))
    if may:
        assert service_levels.end_weather(event=event, by=by, at=NOON + DAY).ends_at == NOON + DAY
    else:
        with pytest.raises(NotAllowed):
            service_levels.end_weather(event=event, by=by, at=NOON + DAY)


def test_another_day_for_what_a_storm_holds_is_told_and_begins_when_it_goes_on(north: Area) -> None:
    request = submit(location=NORTH)
    event = declare(starts_at=NOON)
    follow_weather(at=NOON + 2 * HOUR)
    assert request.team is not None
    boss = viewer(member_of(request.team, role=Role.MANAGER))
    request.refresh_from_db()
    held = service_requests.repromise(
        request=request, by_when=date(2026, 6, 12), reason="Trees lie on it.", by=boss, at=NOON + 3 * HOUR
    )
    assert held.due_at is None
    assert held.promised_at == datetime(2026, 6, 13, 4, tzinfo=UTC)  # the end of Friday, as the customer reads it
    [board] = [what for _whose, what in ageing.recount(viewer=EVERYTHING, at=NOON + 4 * HOUR).log]
    assert board is What.PAUSED
    service_levels.end_weather(event=event, by=SYSTEM, at=NOON + DAY + 3 * HOUR)
    follow_weather(at=NOON + DAY + 3 * HOUR)
    assert due(request) == datetime(2026, 6, 16, 4, tzinfo=UTC)  # one business day later
    assert ageing.recount(viewer=EVERYTHING, at=NOON + 2 * DAY).others == []


def test_work_that_was_done_and_is_opened_again_in_a_storm_stands_still_from_then_on() -> None:
    """What was promised first was kept without the storm, and stays so."""
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    boss, again = supervisor_of(request.team), NOON + DAY
    declare()
    done = service_requests.complete(request=request, outcome="fixed", words="Filled.", by=boss, at=NOON + 6 * HOUR)
    service_requests.confirm(request=done, by=supervisor_of(request.team), at=NOON + 7 * HOUR)
    service_requests.reopen(request=request, reason="Not flat.", by=boss, at=again)
    follow_weather(at=again + HOUR)
    first, second = (
        one for one in deadlines.explained(subject=request.uuid, at=again + DAY)[::-1] if one.clock.kind == "resolution"
    )
    assert (first.clock.stopped_at, second.clock.paused_at) == (NOON + 6 * HOUR, again)
    assert [line.detail for line in first.lines if line.detail] == []
    [held] = log.history_of(subject=request.uuid).filter(type="service_request.held_by_weather")
    assert datetime.fromisoformat(held.data["begin_at"]) == again
