"""Who hears of an event, and by which way."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from townline.customers import queries as customers
from townline.customers.values import FormatWish, Preferred
from townline.notifications.models import MessageChannel, MessageState
from townline.notifications.steps import Step, Telling
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.service_requests.models import ServiceRequest

RECEIVED = {Step.RECEIVED, Step.COMPLAINT_RECEIVED, Step.PRAISE_RECEIVED}
ON_THE_SPOT = {"phone", "counter"}  # who asked there was told there that we received it


@dataclass(frozen=True, slots=True)
class Recipient:
    customer: "Customer"
    language: str
    preferred: str


@dataclass(frozen=True, slots=True)
class Way:
    channel: MessageChannel
    to: str
    state: MessageState


def recipients_of(*, request: "ServiceRequest", telling: Telling) -> list[Recipient]:
    """The person who asked, and the followers where the step is told to them too; nobody follows what is not public."""
    people = []
    if request.customer is not None:
        people.append(Recipient(request.customer, request.language, request.preferred))
    if telling.followers and request.visibility == "public":
        people += [
            Recipient(row.customer, row.language, row.preferred)
            for row in service_requests.followers_of(request=request)
        ]
    return people


def way_to(*, recipient: Recipient, channel: str, telling: Telling) -> Way | None:
    """`channel` is the one on which they came. E-mail where there is one; else a call, else a letter, for the steps worth it. None: they said no, or there is no way."""
    reach = customers.reach_of(customer=recipient.customer)
    preferred = _preferred(recipient, reach)
    if preferred == Preferred.NOTHING:
        return None
    if preferred == Preferred.EMAIL and reach.email:
        return Way(MessageChannel.EMAIL, reach.email, MessageState.HELD)
    if preferred == Preferred.EMAIL and customers.has_opted_out(customer=recipient.customer, kind="email"):
        return Way(MessageChannel.EMAIL, "", MessageState.OPTED_OUT)
    told_already = telling.step in RECEIVED and channel in ON_THE_SPOT
    if not telling.by_voice or told_already:
        return None
    if preferred == Preferred.LETTER and reach.postal_address:
        return Way(MessageChannel.LETTER, reach.postal_address, MessageState.TO_DO)
    if reach.phone:
        return Way(MessageChannel.CALL, reach.phone, MessageState.TO_DO)
    if reach.postal_address:
        return Way(MessageChannel.LETTER, reach.postal_address, MessageState.TO_DO)
    if reach.email:
        return Way(MessageChannel.EMAIL, reach.email, MessageState.HELD)
    if customers.has_opted_out(customer=recipient.customer, kind="phone"):
        return Way(MessageChannel.CALL, "", MessageState.OPTED_OUT)
    return None


def _preferred(recipient: Recipient, reach: customers.Reach) -> str:
    """What they wish for every request stands above what a form says; `no messages` for this one stands above all."""
    if recipient.preferred == Preferred.NOTHING:
        return Preferred.NOTHING
    wishes = customers.wishes_of(customer=recipient.customer)
    if wishes.format_wish == FormatWish.AUDIO and reach.phone:
        return Preferred.CALL  # who cannot read it is told
    return wishes.preferred or recipient.preferred


def not_before(*, recipient: Recipient, way: Way, moment: datetime) -> datetime:
    """A call waits for the end of their quiet hours; mail and letters make no noise."""
    if way.channel is not MessageChannel.CALL:
        return moment
    return customers.wishes_of(customer=recipient.customer).may_call_at(moment)
