"""How a customer wants to hear from us, whatever they asked for."""

from datetime import datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.factories.service_requests import request_in
from townline.customers.models import Customer
from townline.customers.quiet import after_quiet, is_quiet
from townline.customers.values import Contact, Preferred
from townline.events.operations import dispatch_pending
from townline.notifications.letters import letter_pdf
from townline.notifications.models import Message
from townline.service_requests.workflow import State

TORONTO = ZoneInfo("America/Toronto")
BY_MAIL = Contact(
    name="Ada Resident", email="ada@mail.example", phone="613 555 0123", postal_address="418 Maple Street"
)


def declined(**wishes: object) -> Message:
    """A request was declined; the message about it to somebody with these wishes."""
    request = request_in(State.SUBMITTED, contact=BY_MAIL, channel="phone")
    Customer.objects.filter(pk=request.customer_id).update(**wishes)
    request_in(State.DECLINED, contact=BY_MAIL, channel="phone")
    dispatch_pending(at=timezone.now())
    return Message.objects.get(step="declined")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wishes", "channel"),
    [
        ({}, "email"),
        ({"preferred_channel": Preferred.LETTER}, "letter"),
        ({"preferred_channel": Preferred.CALL}, "call"),
        ({"format_wish": "audio"}, "call"),
    ],
)
def test_what_they_wish_for_everything_stands_above_what_a_form_says(wishes: dict[str, str], channel: str) -> None:
    assert declined(**wishes).channel == channel


@pytest.mark.django_db
def test_who_wants_no_messages_gets_none() -> None:
    with pytest.raises(Message.DoesNotExist):
        declined(preferred_channel=Preferred.NOTHING)


def quiet_now() -> dict[str, time]:
    """From this hour on for two: a call waits from the moment at which the event was recorded."""
    hour = timezone.localtime().hour
    return {"quiet_from": time(hour), "quiet_until": time((hour + 2) % 24)}


@pytest.mark.django_db
def test_a_call_waits_for_the_end_of_the_quiet_hours() -> None:
    quiet = quiet_now()
    call = declined(preferred_channel=Preferred.CALL, **quiet)
    assert timezone.localtime(call.send_at).time() == quiet["quiet_until"]


@pytest.mark.django_db
def test_a_mail_makes_no_noise_and_goes_out() -> None:
    message = declined(**quiet_now())
    assert message.send_at - message.created_at <= timedelta(minutes=2)


@pytest.mark.django_db
def test_a_letter_in_large_print_needs_more_paper() -> None:
    message = declined(preferred_channel=Preferred.LETTER)
    message.body = "One line after the other, and a few more words so that it is long.\n\n" * 12
    assert message.customer is not None
    pages = {}
    for wish in ("none", "large_print"):
        message.customer.format_wish = wish
        pages[wish] = len(PdfReader(BytesIO(letter_pdf(message=message))).pages)
    assert pages["large_print"] > pages["none"]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), st.times(), st.times())
def test_after_the_quiet_hours_it_is_not_quiet_and_it_is_never_earlier(
    moment: datetime, quiet_from: time, quiet_until: time
) -> None:
    at = moment.replace(tzinfo=TORONTO)
    later = after_quiet(at, quiet_from=quiet_from, quiet_until=quiet_until)
    assert later >= at or is_quiet(at, quiet_from=quiet_from, quiet_until=quiet_until)
    if not is_quiet(at, quiet_from=quiet_from, quiet_until=quiet_until):
        assert later == at


@pytest.mark.parametrize(
    ("clock", "ends"), [("2026-03-02T22:00", "2026-03-03T08:00"), ("2026-03-02T06:00", "2026-03-02T08:00")]
)
def test_quiet_hours_go_over_midnight(clock: str, ends: str) -> None:
    at = datetime.fromisoformat(clock).replace(tzinfo=TORONTO)
    wanted = datetime.fromisoformat(ends).replace(tzinfo=TORONTO)
    assert after_quiet(at, quiet_from=time(21), quiet_until=time(8)) == wanted
