"""Major events: what belongs to one, one update to each person once, completing many with the reasons of those that stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from tests.factories.accounts import TeamFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.places import AreaFactory, square
from tests.factories.service_requests import ADA, MAPLE_STREET, request_in, submit, supervisor_of
from townline.accounts.values import Viewer
from townline.catalog.models import Service
from townline.core.actor import RESIDENT
from townline.core.errors import NotAllowed
from townline.core.language import Text
from townline.core.transactions import savepoint
from townline.customers.values import Contact, Preferred
from townline.events import operations as events
from townline.events.models import Event
from townline.notifications import operations as notifications
from townline.notifications.models import Message
from townline.notifications.operations import write_major
from townline.notifications.tasks import go_on_with_major_updates
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests.models import MajorEvent, MajorReport, ServiceRequest
from townline.service_requests.operations import major_events, tasks
from townline.service_requests.operations.major_events import Declared, joining, working
from townline.service_requests.queries import major_events as queries
from townline.service_requests.tasks import go_on_with_major_events
from townline.service_requests.values import MajorKind
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
UPDATE = Text("All crews are out.", "Toutes les équipes sont sur place.")


def boss() -> Viewer:
    return supervisor_of(TeamFactory())


def declared(**changes: Any) -> Declared:
    service = Service.objects.filter(code="pothole").first() or publish_service()
    values: dict[str, Any] = {
        "kind": MajorKind.STORM, "name": Text("Ice storm", "Tempête de verglas"),
        "words": Text("We know. Crews are out.", "Nous le savons. Les équipes sont sorties."),
        "services": [service.pk], "wards": [], "starts_at": NOON - HOUR,
    }  # fmt: skip
    return Declared(**{**values, **changes})


def declare(**changes: Any) -> MajorEvent:
    return major_events.declare(declared=declared(**changes), by=boss(), at=NOON)


def deliver() -> None:
    while events.dispatch_pending(at=timezone.now() + HOUR):
        pass


def in_it(major: MajorEvent) -> set[str]:
    return set(MajorReport.objects.filter(major=major).values_list("request__reference", flat=True))


def told() -> list[tuple[str, str]]:
    return sorted(Message.objects.filter(step="major_update").values_list("to", "language"))


def update(major: MajorEvent) -> Any:
    made = major_events.update_all(major=major, words=UPDATE, by=boss(), at=NOON + HOUR)
    while notifications.write_major_update(update=made.uuid, at=NOON + HOUR):
        pass
    return queries.told(update=made)


def test_open_requests_that_fit_belong_to_it_and_others_do_not() -> None:
    fits, over, other = submit(), request_in(State.CONFIRMED), submit(service_code="tree")
    major = declare()
    assert in_it(major) == {fits.reference}
    assert over.reference not in in_it(major)
    assert other.reference not in in_it(major)


def test_only_reports_of_its_wards_belong_to_it() -> None:
    east = AreaFactory(code="east", geometry=square(west=-79.5, size=0.5))
    AreaFactory(code="west", geometry=square(west=-80.5, size=0.5))
    here = submit()
    there = submit(location=Location(lat=43.7, long=-80.3, address="1 Far Road"))
    assert here.ward_id == east.pk
    assert in_it(declare(wards=[east.pk])) == {here.reference}
    assert there.ward_id != east.pk


def test_a_report_that_comes_in_while_it_lasts_belongs_to_it_and_one_after_it_does_not() -> None:
    major = declare()
    during = submit()
    deliver()
    major_events.end(major=major, by=boss(), at=NOON + HOUR)
    after = submit()
    deliver()
    assert in_it(major) == {during.reference}
    assert after.reference not in in_it(major)


def test_an_enforcement_case_belongs_to_none() -> None:
    publish_service(visibility="enforcement")
    submit()
    major = declare()
    submit()
    deliver()
    assert in_it(major) == set()


def test_a_request_belongs_to_the_event_that_had_it_first() -> None:
    request = submit()
    first, second = declare(), declare()
    assert in_it(first) == {request.reference}
    assert in_it(second) == set()
    with pytest.raises(major_events.CannotJoin), savepoint():
        major_events.add_by_hand(major=second, request=request, by=boss(), at=NOON)
    major_events.leave(major=first, request=request, by=boss(), at=NOON)
    major_events.add_by_hand(major=second, request=request, by=boss(), at=NOON)
    assert in_it(second) == {request.reference}


def test_who_was_taken_out_stays_out_when_the_event_takes_in_what_fits_again() -> None:
    request, other = submit(), submit()
    major = declare()
    major_events.leave(major=major, request=request, by=boss(), at=NOON)
    major_events.change(major=major, declared=declared(name=Text("Storm", "Tempête")), by=boss(), at=NOON)
    joining.join_new(request=request.uuid, by=RESIDENT, at=NOON)
    assert in_it(major) == {other.reference}
    major_events.add_by_hand(major=major, request=request, by=boss(), at=NOON)
    assert in_it(major) == {request.reference, other.reference}


def test_one_update_reaches_each_person_once_in_their_language() -> None:
    jean = Contact(name="Jean", email="jean@mail.example", language="fr")
    submit()
    submit()  # Ada again
    french = submit(contact=jean, language="fr")
    service_requests.follow(
        request=french, contact=Contact(name="Lee", email="lee@mail.example"), channel="web", by=RESIDENT, at=NOON
    )
    progress = update(declare())
    assert told() == [("ada@mail.example", "en"), ("jean@mail.example", "fr"), ("lee@mail.example", "en")]
    assert (progress.total, progress.done, progress.failed) == (3, 3, 0)
    assert "Toutes les équipes" in Message.objects.get(to="jean@mail.example", step="major_update").body


def test_who_wants_no_messages_is_counted_as_such_and_the_others_are_told() -> None:
    submit()
    submit(contact=Contact(name="Quiet", email="quiet@mail.example", preferred=Preferred.NOTHING))
    progress = update(declare())
    assert told() == [("ada@mail.example", "en")]
    assert (progress.done, progress.no_way) == (1, 1)


def test_a_person_who_cannot_be_told_stops_nobody_else_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    submit()
    submit(contact=Contact(name="Jean", email="jean@mail.example"))
    major = declare()
    way_to = write_major.way_to

    def broken(**asked: Any) -> Any:
        if asked["recipient"].customer.name == "Jean":
            raise RuntimeError
        return way_to(**asked)

    monkeypatch.setattr(write_major, "way_to", broken)
    made = major_events.update_all(major=major, words=UPDATE, by=boss(), at=NOON)
    while notifications.write_major_update(update=made.uuid, at=NOON):
        pass
    progress = queries.told(update=made)
    assert (progress.done, progress.failed, progress.reasons) == (1, 1, [("RuntimeError", 1)])
    monkeypatch.undo()
    assert major_events.try_again(update=made, by=boss(), at=NOON) == 1
    while notifications.write_major_update(update=made.uuid, at=NOON):
        pass
    assert queries.told(update=made).done == 2
    assert len(told()) == 2


def test_an_update_needs_both_languages_and_somebody_who_listens() -> None:
    major = declare()
    with pytest.raises(major_events.UpdateEmpty):
        major_events.update_all(major=major, words=Text("Hello", " "), by=boss(), at=NOON)
    with pytest.raises(major_events.NobodyListens), savepoint():
        major_events.update_all(major=major, words=UPDATE, by=boss(), at=NOON)


def test_only_a_supervisor_declares_ends_and_tells() -> None:
    worker = viewer(member_of(TeamFactory()))
    with pytest.raises(NotAllowed):
        major_events.declare(declared=declared(), by=worker, at=NOON)
    major = declare()
    with pytest.raises(NotAllowed):
        major_events.end(major=major, by=worker, at=NOON)
    with pytest.raises(NotAllowed):
        major_events.update_all(major=major, words=UPDATE, by=worker, at=NOON)


@pytest.mark.parametrize("starts_at", [NOON + HOUR, NOON - 31 * DAY])
def test_it_begins_now_or_earlier(starts_at: Any) -> None:
    with pytest.raises(major_events.BeganWrongly):
        declare(starts_at=starts_at)


def test_a_wider_event_takes_in_what_fits_now() -> None:
    tree = publish_service(code="tree")
    hole, branch = submit(), submit(service_code="tree")
    major = declare()
    wider = declared(services=[*major.services.values_list("pk", flat=True), tree.pk])
    major_events.change(major=major, declared=wider, by=boss(), at=NOON)
    assert in_it(major) == {hole.reference, branch.reference}
    event = Event.objects.get(type="major_event.changed")
    assert event.data["requests"] == 1


def test_many_are_completed_by_the_rule_of_each_and_what_is_refused_says_why() -> None:
    ready, waits = request_in(State.ASSIGNED), submit()
    boss_of = supervisor_of(TeamFactory())
    blocked = request_in(State.ASSIGNED)
    assert blocked.team is not None
    tasks.add_task(request=blocked, new=tasks.NewTask("Sweep", blocked.team), by=boss_of, at=NOON)
    major = declare()
    work = major_events.begin_completing(major=major, outcome="fixed", words="Cleared.", by=boss_of, at=NOON)
    assert major_events.complete_some(work=work.uuid, at=NOON + HOUR) is False
    states = dict(ServiceRequest.objects.values_list("reference", "state"))
    assert (states[ready.reference], states[waits.reference]) == (State.COMPLETED, State.SUBMITTED)
    assert states[blocked.reference] == State.ASSIGNED
    progress = queries.done(work=work)
    assert (progress.total, progress.done, progress.failed) == (2, 1, 1)
    assert "Tasks of this request are not done yet" in progress.reasons[0][0]


def test_one_that_breaks_stops_none_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = request_in(State.ASSIGNED), request_in(State.ASSIGNED)
    major, by = declare(), supervisor_of(TeamFactory())
    complete = working.complete

    def deadlocked(**asked: Any) -> Any:
        if asked["request"].pk == broken.pk:
            raise OperationalError
        return complete(**asked)

    monkeypatch.setattr(working, "complete", deadlocked)
    work = major_events.begin_completing(major=major, outcome="fixed", words="Cleared.", by=by, at=NOON)
    major_events.complete_some(work=work.uuid, at=NOON + HOUR)
    states = dict(ServiceRequest.objects.values_list("reference", "state"))
    assert (states[broken.reference], states[sound.reference]) == (State.ASSIGNED, State.COMPLETED)
    assert queries.done(work=work).failed == 1


def test_what_a_killed_worker_left_is_gone_on_with() -> None:
    request = request_in(State.ASSIGNED)
    submit()
    major, by = declare(), supervisor_of(TeamFactory())
    major_events.begin_completing(major=major, outcome="fixed", words="Cleared.", by=by, at=NOON)
    major_events.update_all(major=major, words=UPDATE, by=by, at=NOON)
    early, later = int((NOON + timedelta(minutes=4)).timestamp()), int((NOON + timedelta(minutes=6)).timestamp())
    go_on_with_major_events(timestamp=early)
    go_on_with_major_updates(timestamp=early)
    assert (state_of(request), told()) == (State.ASSIGNED, [])  # its own worker has it
    go_on_with_major_events(timestamp=later)
    go_on_with_major_updates(timestamp=later)
    assert (state_of(request), told()) == (State.COMPLETED, [("ada@mail.example", "en")])


def state_of(request: ServiceRequest) -> str:
    request.refresh_from_db()
    return request.state


def test_the_board_counts_reports_people_wards_and_steps() -> None:
    submit()
    submit(location=MAPLE_STREET, contact=ADA)
    shown = queries.board(major=declare())
    assert (shown.total, shown.open, shown.people) == (2, 2, 1)
    assert shown.by_state == [("submitted", 2)]
    assert [count for _hour, count in shown.by_hour] == [2]


def test_a_service_page_asks_only_for_events_of_that_service() -> None:
    major, service = declare(), Service.objects.get(code="pothole")
    assert [one.id for one in queries.running_for(service_id=service.pk)] == [major.pk]
    assert queries.running_for(service_id=service.pk + 1) == []
