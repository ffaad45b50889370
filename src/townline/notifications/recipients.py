"""Who hears of an event, and by which way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from townline.customers import queries as customers
from townline.customers.values import FormatWish, Preferred
from townline.notifications.models import MessageChannel, MessageState
from townline.notifications.steps import Step, Telling
from townline.service_requests import queries as service_requests
from townline.service_requests.values import NoteVisibility, Sees

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.service_requests.models import Note, ServiceRequest

RECEIVED = {Step.RECEIVED, Step.COMPLAINT_RECEIVED, Step.PRAISE_RECEIVED}
ON_THE_SPOT = {"phone", "counter"}  # who asked there was told there that we received it


_LEVELS = {Sees.STEPS: 0, Sees.PUBLIC: 1, Sees.ALL_BUT_PERSON: 2}


class Hears(StrEnum):
    AS_OWNER = "owner"
    AS_JOINED = "joined"
    AS_FOLLOWER = "follower"


@dataclass(frozen=True, slots=True)
class Recipient:
    customer: "Customer"
    language: str
    preferred: str
    about: "ServiceRequest | None" = None  # theirs, where it is not the one that the event is about
    hears: Hears = Hears.AS_OWNER
    sees: Sees = Sees.ALL_BUT_PERSON
    step: Step | None = None  # where it is another than the telling's

    def may_read(self, note: "Note", *, of: "ServiceRequest") -> bool:
        """What everybody may read, if they read words at all; what was written to one customer only on that customer's page."""
        if note.visibility == NoteVisibility.PUBLIC:
            return self.sees is not Sees.STEPS
        is_on_their_page = note.request_id == (self.about or of).pk
        is_for_them = self.hears is not Hears.AS_FOLLOWER or self.sees is Sees.ALL_BUT_PERSON
        return note.visibility == NoteVisibility.CUSTOMER and is_on_their_page and is_for_them


@dataclass(frozen=True, slots=True)
class Way:
    channel: MessageChannel
    to: str
    state: MessageState


def recipients_of(*, request: "ServiceRequest", telling: Telling, concerns: int | None) -> list[Recipient]:
    """Each person once. `concerns` is the customer who brought it about: the others are told in other words.

    Whoever reported what was merged into it, and followers, hear the same steps by the number that they know. Of a request
    that is not the one which they reported or follow, nobody hears more than the public.
    """
    people = []
    is_for_others = telling.followers or telling.sees is Sees.ALL_BUT_PERSON
    for told in service_requests.told_of(request=request):
        is_of_this = told.about.pk == request.pk
        is_owner = told.is_reporter and is_of_this
        sees = told.sees if is_of_this or told.sees is Sees.STEPS else Sees.PUBLIC
        if told.customer.pk == concerns or (telling.others is None and is_owner):
            step = telling.step
        elif is_for_others and _LEVELS[sees] >= _LEVELS[telling.sees]:
            step = telling.others or telling.step
        else:
            continue
        role = Hears.AS_OWNER if is_owner else Hears.AS_JOINED if told.is_reporter else Hears.AS_FOLLOWER
        people.append(Recipient(told.customer, told.language, told.preferred, told.about, role, sees, step))
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
