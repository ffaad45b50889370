"""Whatever happens to requests, in any order: the queue shows the day of the clock, the board what the log of events says."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.accounts import DepartmentFactory, TeamFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, NOON
from tests.factories.service_requests import submission
from tests.service_requests.test_ageing_recount import EVERYTHING
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.core.actor import RESIDENT, SYSTEM
from townline.core.errors import OperationRefused
from townline.core.transactions import savepoint
from townline.events import operations as events
from townline.events.models import Delivery
from townline.service_levels import operations as service_levels
from townline.service_levels import queries as deadlines
from townline.service_levels import weather
from townline.service_levels.models import BusinessCalendar
from townline.service_levels.values import ClockKind, Ended
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Closure, Escalation, ServiceRequest
from townline.service_requests.operations import escalations
from townline.service_requests.operations.weather import follow_weather
from townline.service_requests.queries import ageing
from townline.service_requests.workflow import OPEN, State

pytestmark = pytest.mark.django_db

FEW, TRIES = 2, 12
WEEK = [[[510, 990]]] * 5 + [[], []]
BEGINS = {
    "a week without a holiday": NOON,
    "before the clocks go forward": datetime(2027, 3, 11, 20, tzinfo=NOON.tzinfo),
    "before the clocks go back": datetime(2026, 10, 29, 20, tzinfo=NOON.tzinfo),
}


class NothingToDo(OperationRefused):
    """Another step is tried."""


class Walk:
    """A city in which something happens each hour or so. What is refused changes nothing."""

    def __init__(self, *, seed: int, at: datetime) -> None:
        self.any, self.at = random.Random(seed), at
        roads, parks = DepartmentFactory(), DepartmentFactory(code="parks", name_en="Parks", name_fr="Parcs")
        self.teams = [TeamFactory(department=roads), TeamFactory(code="trees", department=parks)]
        targets = [
            {"kind": "resolution", "quantity": 3},
            {"kind": "resolution", "quantity": 30, "unit": "hours", "priority": 1},
        ]
        publish_service(targets=targets)
        publish_service(code="tree", department_code="parks", team_code="trees", resolution_days=9)
        self.bosses = [
            viewer(member_of(team, role=role)) for role in (Role.SUPERVISOR, Role.MANAGER) for team in self.teams
        ]
        self.steps: list[Callable[[ServiceRequest, Viewer], Any]] = [
            self.ask, self.ask, self.answer, self.answer, self.accept, self.assign, self.complete, self.complete,
            self.send_back, self.send_back, self.confirm, self.reopen, self.reopen, self.dispute, self.decline,
            self.merge, self.cancel, self.priority, self.service, self.repromise, self.repromise, self.storm,
            self.storm_ends, self.storm_ends, self.opening_days, self.submit, self.leaver, self.minute, self.minute,
        ]  # fmt: skip

    def go(self) -> None:
        self.at += timedelta(minutes=self.any.choice([1, 20, 300, 1_440, 4_000]))
        for _try in range(TRIES):
            request = self.any.choice(list(ServiceRequest.objects.order_by("id")))
            step, boss = self.any.choice(self.steps), self.any.choice(self.bosses)
            try:
                with savepoint():
                    step(request, boss)
            except OperationRefused:
                continue
            return

    def minute(self, *_: object) -> None:
        """What the worker does, in that order or a little later."""
        service_levels.record_late(at=self.at)
        self.deliver()
        follow_weather(at=self.at)
        escalations.tell_due(at=self.at)
        if self.any.random() < 0.3:
            service_requests.gather_counts(at=self.at)
        self.deliver()

    def deliver(self) -> None:
        while events.dispatch_pending(at=timezone.now()):
            pass
        assert not Delivery.objects.filter(attempts__gt=0).exists()

    # -- what people do
    def submit(self, *_: object) -> ServiceRequest:
        if ServiceRequest.objects.count() >= FEW:
            raise NothingToDo  # the fewer there are, the more happens to each
        code = self.any.choice(["pothole", "pothole", "tree"])
        return service_requests.submit(submission=submission(service_code=code), by=RESIDENT, at=self.at)

    def ask(self, request: ServiceRequest, boss: Viewer) -> None:
        service_requests.ask_customer(request=request, question="Which lane?", by=boss, at=self.at)

    def answer(self, request: ServiceRequest, _boss: Viewer) -> None:
        service_requests.customer_answered(request=request, answer="The left one.", by=RESIDENT, at=self.at)

    def accept(self, request: ServiceRequest, boss: Viewer) -> None:
        service_requests.accept(request=request, by=boss, at=self.at)

    def assign(self, request: ServiceRequest, boss: Viewer) -> None:
        team = self.any.choice(self.teams)
        person = member_of(team) if self.any.random() < 0.5 else None
        service_requests.assign(request=request, team=team, assignee=person, by=boss, at=self.at)

    def complete(self, request: ServiceRequest, boss: Viewer) -> None:
        service_requests.complete(request=request, outcome="fixed", words="Filled.", by=boss, at=self.at)

    def send_back(self, *_: object) -> None:
        closure = Closure.objects.filter(state="waiting").order_by("id").first()
        if closure is None:
            raise NothingToDo
        boss = self.any.choice(self.bosses)
        service_requests.send_back(closure=closure, reason="Not flat.", by=boss, at=self.at)

    def confirm(self, request: ServiceRequest, boss: Viewer) -> None:
        service_requests.confirm(request=request, by=boss, at=self.at)

    def reopen(self, request: ServiceRequest, boss: Viewer) -> None:
        service_requests.reopen(request=request, reason="Not done.", by=boss, at=self.at)

    def dispute(self, request: ServiceRequest, _boss: Viewer) -> None:
        service_requests.dispute(request=request, words="Still there.", by=RESIDENT, at=self.at)

    def decline(self, request: ServiceRequest, boss: Viewer) -> None:
        service_requests.decline(request=request, reason="A provincial road.", by=boss, at=self.at)

    def merge(self, request: ServiceRequest, boss: Viewer) -> None:
        target = self.any.choice(list(ServiceRequest.objects.order_by("id")))
        service_requests.merge_into(request=request, target=target, by=boss, at=self.at)

    def cancel(self, request: ServiceRequest, _boss: Viewer) -> None:
        service_requests.cancel(request=request, by=RESIDENT, at=self.at)

    def priority(self, request: ServiceRequest, boss: Viewer) -> None:
        service_requests.change_priority(request=request, priority=self.any.choice([1, 2, 3]), by=boss, at=self.at)

    def service(self, request: ServiceRequest, boss: Viewer) -> None:
        code = self.any.choice(["pothole", "tree"])
        service_requests.change_service(request=request, service_code=code, by=boss, at=self.at)

    def repromise(self, request: ServiceRequest, boss: Viewer) -> None:
        day = timezone.localdate(self.at) + timedelta(days=self.any.randint(-1, 9))
        service_requests.repromise(request=request, by_when=day, reason="A strike.", by=boss, at=self.at)

    def leaver(self, request: ServiceRequest, _boss: Viewer) -> None:
        if request.assignee_id is None:
            raise NothingToDo
        service_requests.give_back_work_of(user_id=request.assignee_id, by=SYSTEM, at=self.at)

    # -- what happens to everybody
    def storm(self, *_: object) -> None:
        if weather.running_events():
            raise NothingToDo
        service_levels.declare_weather(
            values={
                "name_en": "Squall", "name_fr": "Bourrasque", "source": "Environment Canada",
                "services": self.any.choice([["pothole"], ["pothole", "tree"]]), "areas": [], "road_classes": [],
                "starts_at": self.at - timedelta(hours=self.any.randint(0, 24)),
            },
            by=SYSTEM, at=self.at,
        )  # fmt: skip
        follow_weather(at=self.at)

    def storm_ends(self, *_: object) -> None:
        running = weather.running_events()
        if not running or self.any.random() < 0.5:
            raise NothingToDo
        service_levels.end_weather(event=running[0], by=SYSTEM, at=self.at)
        if self.any.random() < 0.7:
            follow_weather(at=self.at)

    def opening_days(self, *_: object) -> None:
        department = self.any.choice([None, *(team.department_id for team in self.teams)])
        today = timezone.localdate(self.at)
        shut = [self._shut(today + timedelta(days=self.any.randint(0, 9))) for _number in range(self.any.randint(0, 3))]
        last = BusinessCalendar.objects.filter(department=department).count()
        BusinessCalendar.objects.create(
            department_id=department, number=last + 1, effective_from=today, weekly=WEEK, province="ON",
            closures=shut, changed_at=self.at, changed_by="Ada",
        )  # fmt: skip
        service_levels.recompute_due(department_id=department, since=today, at=self.at)
        if self.any.random() < 0.5:
            self.deliver()

    def _shut(self, day: date) -> dict[str, Any]:
        return {"from": f"{day}", "until": f"{day}", "spans": [], "name": {"en": "Flood", "fr": "Inondation"}}

    # -- what holds all the time
    def check(self) -> None:
        """After everybody has heard of everything."""
        self.deliver()
        for request in ServiceRequest.objects.order_by("id"):
            self._day_is_that_of_the_clock(request)
            self._arithmetic_adds_up(request)
            self._nobody_is_forgotten(request)
        made = ageing.recount(viewer=EVERYTHING, at=self.at)
        assert made.others == []
        assert made.differing == []

    def _day_is_that_of_the_clock(self, request: ServiceRequest) -> None:
        running = [one for one in deadlines.running_clocks(subject=request.uuid) if one.kind == ClockKind.RESOLUTION]
        assert len(running) == (request.state in OPEN), request.state
        due = running[0].due_at if running and running[0].paused_at is None else None
        assert request.due_at == due, (request.state, running)
        assert request.state != State.WAITING_FOR_CUSTOMER or running[0].paused_at is not None

    def _arithmetic_adds_up(self, request: ServiceRequest) -> None:
        for one in deadlines.explained(subject=request.uuid, at=self.at):
            clock = one.clock
            lines = list(one.lines)
            assert all(before.end == after.begin for before, after in pairwise(lines))
            if clock.paused_at is None and clock.quantity is not None and clock.ended_as in {"", Ended.MET}:
                assert sum((line.counted for line in lines), timedelta(0)) == clock.amount, (
                    clock.ended_as,
                    clock.started_at,
                    clock.stopped_at,
                    clock.due_at,
                    self.at,
                    clock.department_id,
                )
            if clock.paused_at is not None and clock.quantity is not None:
                assert (one.left > timedelta(0)) == (clock.due_at > clock.paused_at), clock
            late = clock.due_at <= (clock.paused_at or self.at)
            assert late or clock.breached_at is None or clock.stopped_at is not None
            assert (clock.next_at is None) >= (clock.paused_at is not None or clock.stopped_at is not None)

    def _nobody_is_forgotten(self, request: ServiceRequest) -> None:
        """Of what is known to be late or at risk somebody was told or will be, and no rung of its promise was dropped."""
        for clock in deadlines.running_clocks(subject=request.uuid):
            if clock.kind != ClockKind.RESOLUTION or clock.at_risk_told_at is None:
                continue
            rungs = Escalation.objects.filter(request=request, step__kind=clock.kind)
            assert rungs.filter(dropped_at=None).exists(), clock
            assert not rungs.filter(due_at=clock.due_at, dropped_at__isnull=False).exists(), clock


@pytest.mark.timeout(600)
@pytest.mark.parametrize("begins", BEGINS)
@pytest.mark.parametrize("seed", range(2))
def test_any_walk(begins: str, seed: int) -> None:
    walk(begins, seed=seed, steps=30)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("begins", BEGINS)
@pytest.mark.parametrize("seed", range(100, 106))
def test_any_long_walk(begins: str, seed: int) -> None:
    walk(begins, seed=seed, steps=250)


def walk(begins: str, *, seed: int, steps: int) -> None:
    city = Walk(seed=seed, at=BEGINS[begins])
    for _number in range(FEW):
        city.submit()
    for _number in range(steps):
        city.go()
        city.check()
    assert city.at > BEGINS[begins] + 3 * DAY
