"""Let go of what is personal in requests, and keep what counts: service, ward, dates, states and the block."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from townline.catalog import queries as catalog
from townline.catalog.definitions import Datatype
from townline.core.actor import Actor
from townline.core.errors import NotFound, OperationRefused
from townline.core.transactions import transaction_required
from townline.events import operations as events
from townline.privacy.holdings import Disposed, Person, disposing
from townline.service_requests import event_types
from townline.service_requests.models import Closure, Draft, Follower, FollowUp, Note, Photo, ServiceRequest
from townline.service_requests.models.escalation import EscalationNotice
from townline.service_requests.operations.forget_tasks import forget_listeners, forget_tasks
from townline.service_requests.queries.public_place import public_point
from townline.service_requests.workflow import OPEN

SELDOM = 1_000  # a word in more requests than these stands in one that is kept; the night counts them all anyway
KEPT_ANSWERS = {Datatype.SINGLE, Datatype.MULTIPLE}  # chosen from a list; whatever was typed may name somebody
_TABLE = "service_requests_servicerequest"
_TOKENS = f"SELECT DISTINCT unnest(tsvector_to_array(to_tsvector('simple', words))) FROM {_TABLE} WHERE id = ANY(%s)"
_FORGET = f"""
DELETE FROM service_requests_word AS known WHERE known.word = ANY(%s) AND known.requests < %s AND NOT EXISTS (
    SELECT FROM {_TABLE} AS request
    WHERE to_tsvector('simple'::regconfig, COALESCE(request.words, '')) @@ plainto_tsquery('simple', known.word))
"""


class StillOpen(OperationRefused):
    message = _("Work on this request goes on. Close it first.")


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """All requests of these people, these very requests, these very photos. Raises StillOpen, NotSigned."""
    ids = [person.id for person in people]
    with disposing(certificate=certificate):
        found = ServiceRequest.objects.select_for_update().filter(Q(customer_id__in=ids) | Q(uuid__in=subjects))
        requests = list(found.filter(disposed_at__isnull=True).order_by("id"))
        if any(request.state in OPEN for request in requests):
            raise StillOpen
        keys = [request.pk for request in requests]
        followers = Follower.objects.filter(Q(customer_id__in=ids) | Q(request__in=keys)).delete()[0]
        asked = Q(customer_id__in=ids) | Q(request__in=keys) | Q(page__in=keys)
        asked_again = FollowUp.objects.filter(asked).update(customer=None, language="")  # the count is kept
        notes = Note.objects.filter(request__in=keys).delete()[0]
        EscalationNotice.objects.filter(escalation__request__in=keys).update(words="")
        _empty_closings(keys)
        tasks = forget_tasks(requests=keys)
        listeners = forget_listeners(customers=ids, requests=keys)
        photos = _remove_photos(Q(request__in=keys) | Q(uuid__in=subjects))
        drafts = _remove_drafts(people)
        tokens = _tokens(keys)
        for request in requests:
            _empty(request, at=at)
            fact = event_types.Disposed(str(certificate))
            events.record(fact, subject=request.uuid, by=by, at=at)
        _forget_words(tokens)
        events.forget_errors(subjects=[request.uuid for request in requests])
    counts = {
        "tasks": tasks,
        "updates": listeners,
        "requests": len(requests),
        "notes": notes,
        "photos": photos,
        "followers": followers,
        "asked_again": asked_again,
        "drafts": drafts,
    }
    return Disposed(counts)


@transaction_required
def _empty(request: ServiceRequest, *, at: datetime) -> None:
    """`updated_at` stays: the public list and its export are the same before and after."""
    point = public_point(lat=request.lat, long=request.long)
    changes: dict[str, Any] = {
        **dict.fromkeys(("description", "words", "media_url", "address", "place_description", "status_notes"), ""),
        **dict.fromkeys(("source_hash", "source_status", "route_why"), ""),
        **dict.fromkeys(("customer", "submission_key", "client_key", "words_released_at"), None),
        "answers": _kept_answers(request),
        "postal_code": request.postal_code[:3],
        "lat": point[0] if point else None,
        "long": point[1] if point else None,
        "disposed_at": at,
        "version": request.version + 1,
    }
    for name, value in changes.items():
        setattr(request, name, value)
    request.save(update_fields=list(changes))


@transaction_required
def _empty_closings(keys: Sequence[int]) -> None:
    """Who closed what, when and by which rule stays; what was written goes."""
    words = ("measured", "reason", "decision", "audit_words")
    Closure.objects.filter(request__in=keys).update(**dict.fromkeys(words, ""))


def _kept_answers(request: ServiceRequest) -> Mapping[str, Any]:
    """A request whose form nobody knows any more keeps none."""
    try:
        definition = catalog.definition_of(service_id=request.service_id, number=request.service_number)
    except NotFound:
        return {}
    chosen = {question.code for question in definition.questions if question.datatype in KEPT_ANSWERS}
    return {code: answer for code, answer in request.answers.items() if code in chosen}


@transaction_required
def _remove_photos(condition: Q) -> int:
    """Files first: if the machine stops in between, the rows still say which files were meant."""
    photos = list(Photo.objects.filter(condition))
    for photo in photos:
        for file in (photo.file, photo.thumbnail):
            if file and file.name:
                file.storage.delete(file.name)
    Photo.objects.filter(pk__in=[photo.pk for photo in photos]).delete()
    return len(photos)


@transaction_required
def _remove_drafts(people: Sequence[Person]) -> int:
    """Forms half filled in that name these people. A draft belongs to nobody, so it is known by what was typed."""
    said = Q(pk=None)
    for trace in {trace for person in people for trace in person.traces}:
        said |= Q(data__icontains=trace)
    drafts = list(Draft.objects.filter(said))
    _remove_photos(Q(draft__in=[draft.uuid for draft in drafts], request=None))
    return Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()[0]


@transaction_required
def _tokens(keys: Sequence[int]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_TOKENS, [list(keys)])
        return [row[0] for row in cursor.fetchall()]


@transaction_required
def _forget_words(tokens: Sequence[str]) -> None:
    """Out of the vocabulary goes what stood in no other request."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [list(tokens), SELDOM])
