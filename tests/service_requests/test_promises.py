"""What is promised for a request, and what keeps it."""

import pytest
from django.db import IntegrityError

from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import ADA, request_in, submission, submit, supervisor_of
from townline.catalog.targets import SHIPPED, Case, Season, Target, chosen
from townline.core.actor import RESIDENT
from townline.core.promised import ClockKind, Promised, Unit
from townline.customers.values import Contact, Preferred
from townline.events import queries as events
from townline.places.models import Asset
from townline.service_levels import queries as service_levels
from townline.service_levels.values import Ended
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db

DONE = ClockKind.RESOLUTION


def clocks(request: ServiceRequest) -> dict[str, tuple[int | None, str]]:
    return {clock.kind: (clock.quantity, clock.ended_as) for clock in service_levels.clocks_of(subject=request.uuid)}


def test_a_resident_with_an_address_is_promised_every_word() -> None:
    assert set(clocks(submit())) == {"acknowledge", "first_contact", "keep_informed", "resolution"}


@pytest.mark.parametrize(
    ("contact", "channel", "promised"),
    [
        (Contact(), "web", {"resolution"}),
        (Contact(name="Ada", email="ada@mail.example", preferred=Preferred.NOTHING), "web", {"resolution"}),
        (ADA, "phone", {"first_contact", "keep_informed", "resolution"}),  # told there and then that it came
    ],
)
def test_whom_nobody_can_tell_is_promised_no_word(contact: Contact, channel: str, promised: set[str]) -> None:
    assert set(clocks(submit(contact=contact, channel=channel))) == promised


def test_accepting_is_a_receipt() -> None:
    assert clocks(request_in(State.REVIEWED))["acknowledge"] == (1, Ended.MET)


def test_a_message_keeps_the_customer_informed_and_a_receipt_does_not() -> None:
    request = submit()
    service_requests.customer_told(subject=request.uuid, at=NOON + HOUR, is_receipt=True)
    assert (clocks(request)["acknowledge"][1], clocks(request)["keep_informed"][1]) == (Ended.MET, "")
    service_requests.customer_told(subject=request.uuid, at=NOON + DAY)
    rounds = [one for one in service_levels.clocks_of(subject=request.uuid) if one.kind == ClockKind.KEEP_INFORMED]
    assert [(one.round, one.started_at, one.ended_as) for one in rounds] == [
        (1, NOON, Ended.MET),
        (2, NOON + DAY, ""),
    ]


def test_reopening_promises_again_what_was_promised() -> None:
    request = request_in(State.CONFIRMED)
    assert request.team is not None
    service_requests.reopen(request=request, reason="Not done.", by=supervisor_of(request.team), at=NOON + DAY)
    running = {one.kind: one.quantity for one in service_levels.clocks_of(subject=request.uuid) if one.is_running}
    assert running == {"first_contact": 2, "keep_informed": 10, "resolution": 5}


def test_a_request_keeps_what_its_version_promised() -> None:
    publish_service(targets=[{"kind": "resolution", "quantity": 2}])
    request = submit()
    publish_service(targets=[{"kind": "resolution", "quantity": 9}])
    assert clocks(request)["resolution"] == (2, "")
    assert clocks(submit())["resolution"] == (9, "")


def test_a_road_with_much_traffic_is_promised_sooner() -> None:
    Asset.objects.create(kind="road", code="R-1", name="Maple Street", properties={"road_class": "2"})
    publish_service(
        targets=[
            {"kind": "resolution", "quantity": 24, "unit": "hours", "road_class": "2"},
            {"kind": "resolution", "quantity": 4},
        ]
    )
    request = submit()
    elsewhere = submit(location=type(submission().location)(lat=43.7, long=-79.3, address="9 Elm Street"))
    assert (request.road_class, request.due_at) == ("2", NOON + DAY)
    assert (elsewhere.road_class, clocks(elsewhere)["resolution"]) == ("", (4, ""))


@pytest.mark.parametrize(
    ("case", "quantity"),
    [
        (Case(priority=2), 10),
        (Case(priority=2, season=Season.WINTER), 8),
        (Case(priority=1, season=Season.WINTER), 3),
        (Case(priority=1, road_class="2", season=Season.SUMMER), 1),
        (Case(priority=3, road_class="9"), 10),
    ],
)
def test_the_narrowest_line_that_fits_holds(case: Case, quantity: int) -> None:
    targets = [
        Target(DONE, 8, season="winter"),
        Target(DONE, 3, priority=1),
        Target(DONE, 1, Unit.CALENDAR_DAYS, road_class="2"),
    ]
    promised = chosen(targets=targets, city=SHIPPED, resolution_days=10, case=case)
    assert {one.kind: one.quantity for one in promised}[DONE] == quantity
    assert Promised(ClockKind.FIRST_CONTACT, 2) in promised


def test_the_moment_at_which_the_city_knew_cannot_be_edited() -> None:
    request = submit()
    with pytest.raises(IntegrityError, match="awareness"):
        ServiceRequest.objects.filter(pk=request.pk).update(submitted_at=NOON - DAY)


def test_repromise_is_told_with_its_reason() -> None:
    request = request_in(State.REVIEWED)
    assert request.team is not None
    day = (NOON + 30 * DAY).date()
    boss = supervisor_of(request.team)
    with pytest.raises(service_requests.ReasonMissing):
        service_requests.repromise(request=request, by_when=day, reason=" ", by=boss, at=NOON)
    changed = service_requests.repromise(request=request, by_when=day, reason="A strike.", by=boss, at=NOON)
    types = set(events.history_of(subject=request.uuid).values_list("type", flat=True))
    assert {"service_request.repromised", "service_level.repromised"} <= types
    assert changed.due_at == changed.promised_at == service_levels.clocks_of(subject=request.uuid)[-1].due_at


def test_an_answer_goes_on_with_the_clock() -> None:
    request = request_in(State.WAITING_FOR_CUSTOMER)
    answered = service_requests.customer_answered(request=request, answer="Left.", by=RESIDENT, at=NOON + DAY)
    assert (answered.due_at, answered.state) == (answered.promised_at, State.SUBMITTED)
