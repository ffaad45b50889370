from datetime import timedelta

import pytest

from tests.factories.clock import HOUR, NOON
from townline.service_requests.models import SenderCount
from townline.service_requests.operations.flood import Limit, TooMany, count_sender, forget_senders

pytestmark = pytest.mark.django_db
TWO = Limit("sending", per_address=2, per_network=3)


def send(address: str, *, at: object = NOON) -> None:
    count_sender(address=address, limit=TWO, at=at)  # type: ignore[arg-type]


def test_count_sender_refuses_an_address_that_has_used_up_its_hour() -> None:
    send("203.0.113.7")
    send("203.0.113.7")
    with pytest.raises(TooMany) as refused:
        send("203.0.113.7")
    assert refused.value.until == NOON + HOUR
    send("203.0.113.7", at=NOON + HOUR)


@pytest.mark.parametrize("addresses", [["203.0.113.1", "203.0.113.2"], ["2001:db8::1", "2001:db8:0:1::1"]])
def test_count_sender_refuses_a_network_that_changes_its_address(addresses: list[str]) -> None:
    send(addresses[0])
    send(addresses[0])
    send(addresses[1])
    with pytest.raises(TooMany):
        send(addresses[1])
    send("198.51.100.1")


def test_count_sender_stores_no_address_and_cannot_join_two_hours() -> None:
    send("203.0.113.7")
    send("203.0.113.7", at=NOON + HOUR)
    senders = list(SenderCount.objects.values_list("sender", flat=True))
    assert len(set(senders)) == 4
    assert not any("203" in sender and "113" in sender for sender in senders)


def test_forget_senders_keeps_a_day() -> None:
    send("203.0.113.7")
    assert forget_senders(at=NOON + timedelta(hours=23)) == 0
    assert forget_senders(at=NOON + timedelta(hours=25)) == 2
