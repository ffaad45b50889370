"""Who asks again and what they say, as it comes in; whether the request is theirs, and who may read the answer."""

from dataclasses import dataclass
from uuid import UUID

from townline.core.actor import Actor
from townline.service_requests.models import FollowUp, NoteVisibility, ServiceRequest
from townline.service_requests.queries.follow_ups import who_asked
from townline.service_requests.values import Asker


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said, and who said it. `page` is the person's own request, where it was joined with another.

    `key` makes sending twice the same as once. `answer` is what they were told on the spot.
    """

    words: str
    photos: tuple[UUID, ...] = ()
    channel: str = "web"
    language: str = "en"
    customer_id: int | None = None
    page: ServiceRequest | None = None
    key: UUID | None = None
    answer: str = ""


def page_of(asked: Asked, *, request: ServiceRequest) -> ServiceRequest | None:
    """Their own request, where it is another than that one."""
    return asked.page if asked.page and asked.page.pk != request.pk else None


def is_their_own(*, asked: Asked, page: ServiceRequest, by: Actor) -> bool:
    """Did the person whose request it is ask: by their private link, or by name where staff wrote it down?"""
    return not by.is_staff or (asked.customer_id is not None and asked.customer_id == page.customer_id)


def open_to(taken: FollowUp) -> NoteVisibility:
    """Who may read what is written back: the person whose page it is if they asked, and staff alone if somebody else did."""
    return NoteVisibility.INTERNAL if who_asked(follow_up=taken) is Asker.UNKNOWN else NoteVisibility.CUSTOMER
