"""Reaching somebody: tries, the rule, and the contact that comes of it."""

from datetime import time

import pytest

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import DAY, HOUR, NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.customers.models import Customer
from townline.events.models import Event
from townline.interactions import operations, queries
from townline.interactions.models import ContactAttempt, Interaction, Outreach
from townline.interactions.values import WrapUp
from townline.service_requests.queries import subjects_open_to

pytestmark = pytest.mark.django_db


def csr() -> Viewer:
    return viewer(member_of(TeamFactory(), role=Role.CSR))


def opened(by: Viewer, **quiet: time) -> Outreach:
    request = submit()
    assert request.customer is not None
    Customer.objects.filter(pk=request.customer_id).update(**quiet)
    request.customer.refresh_from_db()
    return operations.open_outreach(
        customer=request.customer, subject=request.uuid, reason="Which lane", by=by, at=NOON
    )


def tried(outreach: Outreach, outcome: str, by: Viewer, days: int = 0) -> Interaction | None:
    return operations.record_attempt(
        outreach=outreach, channel="phone", outcome=outcome, note="", by=by, at=NOON + days * DAY
    )


def to_do(by: Viewer) -> list[int]:
    found = queries.outreach_to_do(viewer=by, subjects=subjects_open_to(viewer=by), limit=5)
    return [outreach.pk for outreach in found]


def test_first_try_waits_for_the_quiet_hours() -> None:
    by = csr()
    outreach = opened(by, quiet_from=time(11), quiet_until=time(13))
    assert (outreach.next_try_at, to_do(by)) == (NOON + HOUR, [outreach.pk])


def test_nobody_there_three_times_gives_up() -> None:
    by = csr()
    outreach = opened(by)
    for day in range(2):
        tried(outreach, "no_answer", by, day)
        assert to_do(by) == [outreach.pk]
    tried(outreach, "voicemail", by, 2)
    outreach.refresh_from_db()
    assert (outreach.state, outreach.tries, to_do(by)) == ("given_up", 3, [])
    assert [event.data["state"] for event in Event.objects.filter(type="outreach.attempted").order_by("id")] == [
        "open",
        "open",
        "given_up",
    ]


@pytest.mark.parametrize("outcome", ["wrong_number", "refused"])
def test_wrong_number_and_refusal_end_it_at_once(outcome: str) -> None:
    by = csr()
    outreach = opened(by)
    tried(outreach, outcome, by)
    outreach.refresh_from_db()
    assert outreach.state == "given_up"
    with pytest.raises(operations.NotToBeReached):
        tried(outreach, "no_answer", by)


def test_reached_is_an_outgoing_contact_to_wrap_up() -> None:
    by = csr()
    outreach = opened(by)
    contact = tried(outreach, "reached", by)
    assert contact is not None
    assert (contact.direction, contact.subject, contact.customer) == ("out", outreach.subject, outreach.customer)
    assert queries.open_contact_of(viewer=by) == contact
    assert ContactAttempt.objects.get().interaction == contact


def test_reached_while_another_contact_is_open_asks_for_that_one_and_loses_nothing() -> None:
    by = csr()
    first, second = opened(by), opened(by)
    contact = tried(first, "reached", by)
    with pytest.raises(operations.WrapUpFirst):
        tried(second, "reached", by)
    assert contact is not None
    operations.wrap_up(contact=contact, notes=None, said=WrapUp("follow_up", "answered", "yes_done"), by=by, at=NOON)
    assert tried(second, "reached", by) is not None


def test_rule_of_the_city_holds_from_its_moment() -> None:
    admin = viewer(UserFactory(role=Role.ADMINISTRATOR))
    values = {
        "most_tries": 1, "hours_between": 0, "other_half_of_day": False, "from_time": time(9), "until_time": time(17),
        "working_days_only": True,
    }  # fmt: skip
    operations.save_attempt_rule(values=values, by=admin, at=NOON)
    assert (queries.attempt_rule(at=NOON).most_tries, queries.attempt_rule(at=NOON - HOUR).most_tries) == (1, 3)
    by = csr()
    outreach = opened(by)
    tried(outreach, "no_answer", by)
    outreach.refresh_from_db()
    assert outreach.state == "given_up"
    with pytest.raises(NotAllowed):
        operations.save_attempt_rule(values=values, by=by, at=NOON)
