"""Write one update of a major event to everybody who listens, some at a time: each once, in their language, by their way."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from townline.core import reference
from townline.core.errors import NotFound
from townline.core.links import link
from townline.core.transactions import savepoint, transaction
from townline.notifications.models import Message, MessageChannel, MessageState
from townline.notifications.recipients import Recipient, Way, not_before, way_to
from townline.notifications.steps import Step, Telling
from townline.notifications.words import fill, words_for
from townline.service_requests import queries as service_requests
from townline.service_requests.operations import major_events as operations
from townline.service_requests.queries import major_events
from townline.service_requests.values import ToldState

if TYPE_CHECKING:
    from townline.service_requests.models import MajorListener, MajorUpdate

logger = logging.getLogger(__name__)
BATCH = 100
TELLING = Telling(Step.MAJOR_UPDATE)


def write_major_update(*, update: UUID, at: datetime) -> int:
    """The next of those who listen; how many were tried. One that fails is marked, and the others are told."""
    with transaction():
        try:
            row = major_events.update_of_event(uuid=update)
        except NotFound:
            return 0
        some = major_events.next_listeners(update=row, limit=BATCH)
        for listener in some:
            _tell(row, listener, at)
        return len(some)


def _tell(row: "MajorUpdate", listener: "MajorListener", at: datetime) -> None:
    try:
        with savepoint():
            told = _write(row, listener, at)
    except IntegrityError:
        operations.mark_told(listener=listener, state=ToldState.TOLD, at=at)  # by a try that was cut off
    except Exception as error:
        logger.exception("Update %s was not written for one person", row.uuid)
        operations.mark_told(listener=listener, state=ToldState.FAILED, at=at, error=type(error).__name__)
    else:
        operations.mark_told(listener=listener, state=ToldState.TOLD if told else ToldState.NO_WAY, at=at)


def _write(row: "MajorUpdate", listener: "MajorListener", at: datetime) -> bool:
    request = listener.request
    recipient = Recipient(listener.customer, listener.language, listener.preferred)
    way = way_to(recipient=recipient, channel=request.channel, telling=TELLING)
    if way is None:
        return False
    language = listener.language if listener.language in {"en", "fr"} else "en"
    words = fill(
        words=words_for(step=Step.MAJOR_UPDATE, language=language), values=_values(row, listener, way, language)
    )
    Message.objects.create(
        event_uuid=row.uuid,
        step=Step.MAJOR_UPDATE.value,
        subject_uuid=request.uuid,
        reference=request.reference,
        customer=listener.customer,
        channel=way.channel,
        to=way.to,
        language=language,
        title=words.title,
        body=words.body,
        state=MessageState.TRAINING if settings.TOWNLINE_TRAINING else way.state,
        send_at=not_before(recipient=recipient, way=way, moment=at),
        created_at=at,
    )
    return way.state is not MessageState.OPTED_OUT


def _values(row: "MajorUpdate", listener: "MajorListener", way: Way, language: str) -> dict[str, str]:
    request = listener.request
    token = service_requests.track_token(uuid=request.uuid, customer_id=listener.customer_id)
    by_mail = way.channel is MessageChannel.EMAIL
    return {
        "reference": reference.said(request.reference),
        "service": request.service.name_fr if language == "fr" else request.service.name_en,
        "date": "",
        "notes": row.words.in_(language),
        "link": link(name="track", language=language, token=token) if by_mail else "",
        "place": request.block,
        "city": settings.TOWNLINE_CITY[language],
        "tell_us": "",
    }
