"""Somebody asks again: on an open request it waits for an answer; a closed one opens again, or a new one is made of it."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.customers import queries as customers
from townline.customers.values import Contact, Preferred
from townline.events import operations as events
from townline.places.values import Location
from townline.service_requests import event_types, permissions
from townline.service_requests.models import FollowUp, NoteVisibility, Photo, ServiceRequest
from townline.service_requests.operations.asked_again import (
    already_taken,
    answered,
    count_contact,
    promise_answer,
    take_down,
)
from townline.service_requests.operations.asking import Asked, is_their_own, open_to
from townline.service_requests.operations.changes import locked
from townline.service_requests.operations.dispute import dispute_closing
from townline.service_requests.operations.notes import NoteEmpty, add_note
from townline.service_requests.operations.submission_check import HazardStops, SubmissionRejected
from townline.service_requests.operations.submit import submit
from townline.service_requests.queries.follow_ups import fate_of_follow_up
from townline.service_requests.queries.public_place import public_point
from townline.service_requests.queries.told import end_of_merges
from townline.service_requests.values import Fate, Submission


class CannotFollowUp(OperationRefused):
    message = _(
        "This was closed long ago, and its form has to be filled in again. Report it as a new request, and name this number."
    )


class AlreadyAnswered(OperationRefused):
    message = _("Somebody has answered this already. The page of the request shows what they wrote.")


def follow_up(*, request: ServiceRequest, asked: Asked, by: Viewer | Actor, at: datetime) -> FollowUp:
    """Whoever reported what was merged asks about the request in which the work goes on.

    The follow-up: its `became` is the new request, if one was made. Raises NoteEmpty, CannotFollowUp, NotAllowed, DisposedOf.
    """
    if not asked.words.strip():
        raise NoteEmpty
    if isinstance(by, Viewer) and not permissions.may_add_note(request=request, viewer=by):
        raise NotAllowed
    actor = by.actor if isinstance(by, Viewer) else by
    with transaction():
        end = end_of_merges(request=request)
        if end.pk != request.pk:
            asked = replace(asked, page=request)
        end = locked(request=end, version=None)
        earlier = already_taken(request=end, asked=asked)
        if earlier is not None:
            return earlier
        fate = fate_of_follow_up(request=end, at=at)
        if fate is Fate.ATTACHES:
            taken = _attach(end, asked, actor, at)
        elif fate is Fate.REOPENS:
            taken = dispute_closing(request=end, asked=asked, by=actor, at=at)
        else:
            taken = _make_new(end, asked, by, at)
        if asked.answer.strip():
            _answer_on_the_spot(taken, asked.answer, by, at)
        return taken


@transaction_required
def _attach(request: ServiceRequest, asked: Asked, by: Actor, at: datetime) -> FollowUp:
    """Two people may write at once: the version of the request stays."""
    taken = take_down(request=request, asked=asked, by=by, at=at)
    answer_by = promise_answer(taken, at=at)
    count_contact(taken, by=by, at=at)
    ServiceRequest.objects.filter(pk=request.pk).update(updated_at=at)
    fact = event_types.FollowedUp(
        str(taken.uuid), taken.number, taken.channel, taken.note_id, answer_by.isoformat() if answer_by else None
    )
    events.record(fact, subject=request.uuid, by=by, at=at)
    return taken


@transaction_required
def _make_new(old: ServiceRequest, asked: Asked, by: Viewer | Actor, at: datetime) -> FollowUp:
    """The same service and place, the new words. The form may have changed since: then a person has to fill it in.

    What it is made of is the request of whoever asks, never the one of another with which theirs was joined.
    """
    actor = by.actor if isinstance(by, Viewer) else by
    taken = take_down(request=old, asked=asked, by=actor, at=at)
    source = asked.page or old
    is_theirs = is_their_own(asked=asked, page=source, by=actor)
    submission = Submission(
        service_code=source.service.code,
        channel=asked.channel,
        description=asked.words,
        answers=source.answers if is_theirs else {},
        location=_place_of(source) if is_theirs else _place_known_to_all(source),
        contact=_contact(asked),
        language=asked.language,
    )
    try:
        made = submit(submission=submission, by=by, at=at)
    except (SubmissionRejected, HazardStops, NotFound) as refusal:
        raise CannotFollowUp from refusal
    Photo.objects.filter(follow_up=taken).update(request=made)
    taken.became = made
    taken.save(update_fields=["became"])
    fact = event_types.FollowedByNew(str(taken.uuid), taken.number, str(made.uuid))
    events.record(fact, subject=old.uuid, by=actor, at=at)
    return taken


def _place_of(request: ServiceRequest) -> Location:
    return Location(request.lat, request.long, request.address, request.postal_code, request.place_description)


def _place_known_to_all(request: ServiceRequest) -> Location:
    """Without the words in which a stranger said it; nowhere if the request is not public."""
    if request.visibility != "public":
        return Location()
    lat, long = public_point(lat=request.lat, long=request.long) or (None, None)
    return Location(lat, long, request.block)


def _contact(asked: Asked) -> Contact:
    customer = customers.customer_by_id(customer_id=asked.customer_id) if asked.customer_id else None
    if customer is None:
        return Contact(language=asked.language)
    reach = customers.reach_of(customer=customer)
    preferred = Preferred(customer.preferred_channel or Preferred.EMAIL)
    return Contact(customer.name, reach.email, reach.phone, reach.postal_address, asked.language, preferred)


def answer_follow_up(*, follow_up: FollowUp, words: str, by: Viewer, at: datetime) -> FollowUp:
    """An answer in words to whoever asked. Raises NoteEmpty, AlreadyAnswered, NotAllowed."""
    if not words.strip():
        raise NoteEmpty
    with transaction():
        current = FollowUp.objects.select_for_update(of=("self",)).select_related("request", "page", "note")
        taken = current.get(pk=follow_up.pk)
        if taken.answered_at is not None:
            raise AlreadyAnswered
        if not permissions.may_add_note(request=taken.request, viewer=by):
            raise NotAllowed
        answered(taken, how="words", by=by.actor, at=at)
        add_note(request=taken.page or taken.request, text=words, visibility=open_to(taken), by=by, at=at)
    return taken


@transaction_required
def _answer_on_the_spot(taken: FollowUp, words: str, by: Viewer | Actor, at: datetime) -> None:
    """They heard it on the telephone: written down for staff, and nothing is sent."""
    if not isinstance(by, Viewer) or taken.became_id is not None:
        return
    answered(taken, how="on_the_spot", by=by.actor, at=at)
    add_note(request=taken.request, text=words, visibility=NoteVisibility.INTERNAL, by=by, at=at)
