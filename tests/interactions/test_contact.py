"""A contact from its first moment to the wrap-up, and what was promised in it."""

from datetime import date, timedelta

import pytest

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import HOUR, NOON
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.customers.contact_check import ContactRejected
from townline.customers.models import Customer
from townline.events.models import Event
from townline.interactions import operations, queries
from townline.interactions.models import Interaction
from townline.interactions.values import Caller, Notes, WrapUp

pytestmark = pytest.mark.django_db
DONE = WrapUp("information", "answered", "yes_answered")
TOMORROW = date(2026, 6, 4)


def csr() -> Viewer:
    return viewer(member_of(TeamFactory(), role=Role.CSR))


def call(by: Viewer, **said: str) -> Interaction:
    return operations.start(channel="phone", caller=Caller(**said), customer=None, by=by, at=NOON)


def test_contact_begins_with_the_number_that_shows_and_the_handlers_team() -> None:
    by = csr()
    contact = call(by, phone="416 555 0123")
    handling = contact.handling
    assert (handling.from_phone, handling.handled_by_id, handling.team_id, handling.started_at) == (
        "+14165550123",
        by.user_id,
        min(by.teams),
        NOON,
    )
    assert (contact.customer, Event.objects.get(type="contact.started").data["channel"]) == (None, "phone")


def test_name_makes_a_customer_and_the_same_one_the_next_time() -> None:
    by = csr()
    first = call(by, phone="416 555 0123", name="Ada Lee")
    operations.wrap_up(contact=first, notes=None, said=DONE, by=by, at=NOON)
    second = call(by, phone="416 555 0123", name="Ada Lee")
    assert first.customer == second.customer == Customer.objects.get(name="Ada Lee")


def test_number_that_cannot_be_right_is_refused() -> None:
    with pytest.raises(ContactRejected):
        call(csr(), phone="12")


def test_next_contact_asks_for_the_one_that_is_open() -> None:
    by = csr()
    first = call(by)
    with pytest.raises(operations.WrapUpFirst) as refusal:
        call(by)
    assert refusal.value.contact == first


def test_who_records_no_contacts_starts_none() -> None:
    with pytest.raises(NotAllowed):
        call(viewer(UserFactory(role=Role.AUDITOR)))


def test_wrap_up_ends_the_contact_and_says_how_long_it_took() -> None:
    by = csr()
    contact = call(by)
    operations.wrap_up(contact=contact, notes=Notes(summary="Asked for hours."), said=DONE, by=by, at=NOON + HOUR)
    contact.refresh_from_db()
    contact.handling.refresh_from_db()
    assert (contact.purpose, contact.handling.outcome, contact.handling.summary, contact.handling.ended_at) == (
        "information",
        "answered",
        "Asked for hours.",
        NOON + HOUR,
    )
    assert Event.objects.get(type="contact.wrapped_up").data["seconds"] == 3600
    assert queries.open_contact_of(viewer=by) is None


def test_call_that_had_ended_before_the_wrap_up_took_no_longer() -> None:
    by = csr()
    contact = call(by)
    operations.end(contact=contact, by=by, at=NOON + timedelta(minutes=2))
    operations.wrap_up(contact=contact, notes=None, said=DONE, by=by, at=NOON + HOUR)
    assert Event.objects.get(type="contact.wrapped_up").data["seconds"] == 120


@pytest.mark.parametrize("missing", ["purpose", "outcome", "resolved_first_contact"])
def test_wrap_up_needs_all_three_answers(missing: str) -> None:
    by = csr()
    answers = {"purpose": "information", "outcome": "answered", "resolved_first_contact": "no", missing: ""}
    with pytest.raises(operations.WrapUpIncomplete):
        operations.wrap_up(contact=call(by), notes=None, said=WrapUp(**answers), by=by, at=NOON)


def test_wrapping_up_twice_is_refused() -> None:
    by = csr()
    contact = call(by)
    operations.wrap_up(contact=contact, notes=None, said=DONE, by=by, at=NOON)
    with pytest.raises(operations.AlreadyWrappedUp):
        operations.wrap_up(contact=contact, notes=None, said=DONE, by=by, at=NOON)


def test_contact_of_a_colleague_is_not_mine_to_write_in_but_my_supervisor_may() -> None:
    by = csr()
    contact = call(by)
    with pytest.raises(NotAllowed):
        operations.write_down(contact=contact, notes=Notes(), by=viewer(UserFactory(role=Role.CSR)), at=NOON)
    boss = viewer(member_of(TeamFactory(), role=Role.SUPERVISOR))
    operations.wrap_up(contact=contact, notes=None, said=DONE, by=boss, at=NOON)
    assert queries.open_contact_of(viewer=by) is None


def test_promise_stands_on_the_handlers_list_until_it_is_kept() -> None:
    by = csr()
    contact = call(by)
    notes = Notes(promised="Call with the inspector's name", promised_by=TOMORROW)
    operations.write_down(contact=contact, notes=notes, by=by, at=NOON)
    assert [found.pk for found in queries.open_promises(viewer=by, subjects=None, limit=5)] == [contact.pk]
    operations.keep_promise(contact=contact, by=by, at=NOON + HOUR)
    assert queries.open_promises(viewer=by, subjects=None, limit=5) == []
    assert Event.objects.get(type="contact.promise_settled").data == {"state": "kept", "promised_by": "2026-06-04"}
    with pytest.raises(operations.NothingPromised):
        operations.withdraw_promise(contact=contact, by=by, at=NOON + HOUR)


@pytest.mark.parametrize("day", [None, date(2026, 1, 1)])
def test_promise_needs_a_day_to_come(day: date | None) -> None:
    by = csr()
    with pytest.raises(operations.PromiseNeedsDay):
        operations.write_down(contact=call(by), notes=Notes(promised="Call back", promised_by=day), by=by, at=NOON)


def test_kept_promise_stays_kept_when_the_notes_are_corrected() -> None:
    by = csr()
    contact = call(by)
    notes = Notes(promised="Call back", promised_by=TOMORROW)
    operations.write_down(contact=contact, notes=notes, by=by, at=NOON)
    operations.keep_promise(contact=contact, by=by, at=NOON)
    later = Notes(summary="More", promised="Call back", promised_by=TOMORROW)
    operations.write_down(contact=contact, notes=later, by=by, at=NOON + timedelta(days=9))
    contact.handling.refresh_from_db()
    assert contact.handling.promise_state == "kept"
