"""Requests, their notes and photos, and whom they follow, as the records office sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.core.files.storage import Storage
from django.db.models import Prefetch, Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.core.reference import said
from townline.privacy.holdings import Due, Held, HeldFile, LastUse, Person, Walk, Window, held_text
from townline.privacy.values import RetentionClass
from townline.service_requests.models import (
    Closure,
    Draft,
    Follower,
    FollowUp,
    MajorListener,
    Note,
    Photo,
    ServiceRequest,
    Task,
)
from townline.service_requests.operations.dispose import dispose
from townline.service_requests.permissions import ENFORCEMENT
from townline.service_requests.values import NoteVisibility
from townline.service_requests.workflow import OPEN

__all__ = ["WALKS", "about", "dispose", "held_about", "last_used"]

_LABELS = {
    "description": gettext_lazy("Description"),
    "answers": gettext_lazy("Answers"),
    "address": gettext_lazy("Address"),
    "postal_code": gettext_lazy("Postal code"),
    "place_description": gettext_lazy("Where, in words"),
    "lat": gettext_lazy("Latitude"),
    "long": gettext_lazy("Longitude"),
    "channel": gettext_lazy("Channel"),
    "preferred": gettext_lazy("How to answer"),
    "state": gettext_lazy("State"),
    "submitted_at": gettext_lazy("Received"),
    "closed_at": gettext_lazy("Closed"),
    "outcome": gettext_lazy("Outcome"),
    "status_notes": gettext_lazy("Last words to the customer"),
    "media_url": gettext_lazy("Picture elsewhere"),
}
_NOTE_LABELS = {
    "text": gettext_lazy("Words"),
    "author_label": gettext_lazy("Written by"),
    "visibility": gettext_lazy("Who may read it"),
}
_TASK_LABELS = {
    "title_en": gettext_lazy("Task"),
    "title_fr": gettext_lazy("Task in French"),
    "words_en": gettext_lazy("What the team must know"),
    "words_fr": gettext_lazy("What the team must know, in French"),
    "result": gettext_lazy("What was done"),
    "ended_by": gettext_lazy("Written by"),
}
_LISTENER_LABELS = {"language": gettext_lazy("Language"), "preferred": gettext_lazy("How to answer")}
_CLOSING_LABELS = {
    "measured": gettext_lazy("Measured"),
    "reason": gettext_lazy("Why it was closed"),
    "decision": gettext_lazy("Why it went back"),
    "audit_words": gettext_lazy("Found afterwards"),
    "completed_by_label": gettext_lazy("Closed by"),
    "decided_by_label": gettext_lazy("Decided by"),
    "audited_by_label": gettext_lazy("Looked at afterwards by"),
}
_FOLLOW_LABELS = {
    "language": gettext_lazy("Language"),
    "preferred": gettext_lazy("How to answer"),
    "role": gettext_lazy("Who they are to it"),
    "sees": gettext_lazy("How much they are told"),
    "ground": gettext_lazy("Why they may be told"),
    "reason": gettext_lazy("How you know"),
}
_FOLLOW_UP_LABELS = {
    "language": gettext_lazy("Language"),
    "channel": gettext_lazy("Channel"),
    "received_at": gettext_lazy("Received"),
    "answered_at": gettext_lazy("Answered"),
}
_MEDIA = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    """Requests with their photos, each note, what they follow, and forms half filled in that name them."""
    ids = [person.id for person in people]
    photos = Prefetch("photos", Photo.objects.order_by("id"))
    tasks = Prefetch("tasks", Task.objects.order_by("position"))
    closings = Prefetch("closures", Closure.objects.order_by("id"))
    notes = Prefetch("notes", Note.objects.order_by("written_at", "id"))
    rows = (
        ServiceRequest.objects.filter(customer_id__in=ids)
        .select_related("service")
        .prefetch_related(photos, notes, tasks, closings)
    )
    for row in rows.order_by("submitted_at", "id").iterator(chunk_size=200):
        yield from _request(row)
    follows = Follower.objects.filter(customer_id__in=ids).select_related("request").order_by("since_at", "id")
    for follow in follows:
        title = _("Follows request %(reference)s") % {"reference": said(follow.request.reference)}
        told = held_text(follow, _FOLLOW_LABELS)
        yield Held("service_requests", "follow", follow.request.uuid, title, told, follow.since_at)
    asked = FollowUp.objects.filter(customer_id__in=ids).select_related("request").order_by("received_at", "id")
    for again in asked:
        title = _("Asked again about request %(reference)s") % {"reference": said(again.request.reference)}
        told = held_text(again, _FOLLOW_UP_LABELS)
        yield Held("service_requests", "follow_up", again.request.uuid, title, told, again.received_at)
    heard = (
        MajorListener.objects.filter(customer_id__in=ids).select_related("update_of__major", "request").order_by("id")
    )
    for listener in heard:
        name = listener.update_of.major.name.in_(get_language() or "en")
        title = _("Was told of: %(name)s") % {"name": name}
        told = held_text(listener, _LISTENER_LABELS)
        yield Held("service_requests", "update", listener.request.uuid, title, told, listener.update_of.written_at)
    for draft in Draft.objects.filter(_names(people)).order_by("id"):
        text = ((_("What was typed"), str(draft.data)),)
        yield Held("service_requests", "draft", draft.uuid, _("Form half filled in"), text, draft.updated_at)


def _request(row: ServiceRequest) -> Iterable[Held]:
    service = row.service.name_fr if get_language() == "fr" else row.service.name_en
    title = _("Request %(reference)s: %(service)s") % {"reference": said(row.reference), "service": service}
    files = tuple(_file(photo) for photo in row.photos.all() if photo.file)
    text = held_text(row, _LABELS, without=("words",))
    names_others = bool(row.description or row.place_description or row.status_notes or files)
    yield Held(
        "service_requests", "request", row.uuid, title, text, row.submitted_at, files, third_parties=names_others
    )
    for task in row.tasks.all():
        title = _("Task of request %(reference)s") % {"reference": said(row.reference)}
        text = held_text(task, _TASK_LABELS)
        yield Held("service_requests", "task", row.uuid, title, text, task.created_at, third_parties=bool(task.result))
    for closure in row.closures.all():
        title = _("Closing of request %(reference)s") % {"reference": said(row.reference)}
        text = held_text(closure, _CLOSING_LABELS)
        yield Held("service_requests", "closing", row.uuid, title, text, closure.completed_at, third_parties=True)
    for note in row.notes.all():
        title = _("Note on request %(reference)s") % {"reference": said(row.reference)}
        text = held_text(note, _NOTE_LABELS)
        is_theirs = (
            note.from_customer and note.visibility == NoteVisibility.CUSTOMER
        )  # else a stranger told it to staff
        yield Held("service_requests", "note", row.uuid, title, text, note.written_at, third_parties=not is_theirs)


def _file(photo: Photo) -> HeldFile:
    name = photo.file.name or ""
    return HeldFile(
        name, _MEDIA.get(Path(name).suffix, "application/octet-stream"), partial(_bytes, photo.file.storage, name)
    )


def _bytes(storage: Storage, name: str) -> bytes:
    with storage.open(name) as file:
        found: bytes = file.read()
        return found


def _names(people: Sequence[Person]) -> Q:
    found = Q(pk=None)
    for trace in {trace for person in people for trace in person.traces}:
        found |= Q(data__icontains=trace)
    return found


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    by_id = {person.id: person.uuid for person in people}
    rows = ServiceRequest.objects.filter(customer_id__in=by_id).values_list(
        "customer_id", "visibility", "state", "closed_at", "updated_at", "uuid", "address"
    )
    for customer_id, visibility, state, closed_at, updated_at, uuid, address in rows:
        at, is_open = closed_at or updated_at, state in OPEN
        yield LastUse(by_id[customer_id or 0], _class(visibility), at, is_open, uuid, address)
    for customer_id, since_at, closed_at, state in Follower.objects.filter(customer_id__in=by_id).values_list(
        "customer_id", "since_at", "request__closed_at", "request__state"
    ):
        is_open = state in OPEN
        yield LastUse(by_id[customer_id], RetentionClass.SERVICE_REQUEST, max(since_at, closed_at or since_at), is_open)


def _class(visibility: str) -> RetentionClass:
    return RetentionClass.ENFORCEMENT if visibility == ENFORCEMENT else RetentionClass.SERVICE_REQUEST


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    if retention == RetentionClass.PHOTO:
        return _photos(Q(uuid__in=subjects))
    if retention in {RetentionClass.SERVICE_REQUEST, RetentionClass.ENFORCEMENT}:
        return _requests(_of_class(retention) & Q(uuid__in=subjects))
    return ()


def _past_requests(*, retention: RetentionClass, before: datetime, after: int, width: int) -> Window:
    last = ServiceRequest.objects.order_by("-id").values_list("id", flat=True).first() or 0
    over = Q(closed_at__lt=before) | Q(closed_at__isnull=True, updated_at__lt=before)
    rows = _requests(_of_class(retention) & ~Q(state__in=OPEN) & Q(id__gt=after, id__lte=after + width) & over)
    return Window(rows, after + width if after + width < last else None)


def _past_photos(*, before: datetime, after: int, width: int) -> Window:
    """Sooner than the request itself, if the schedule says so."""
    last = Photo.objects.order_by("-id").values_list("id", flat=True).first() or 0
    over = Q(request__closed_at__lt=before) | Q(request__closed_at__isnull=True, request__updated_at__lt=before)
    rows = _photos(~Q(request__state__in=OPEN) & Q(id__gt=after, id__lte=after + width) & over)
    return Window(rows, after + width if after + width < last else None)


def _of_class(retention: RetentionClass) -> Q:
    return Q(visibility=ENFORCEMENT) if retention == RetentionClass.ENFORCEMENT else ~Q(visibility=ENFORCEMENT)


def _requests(condition: Q) -> list[Due]:
    rows = ServiceRequest.objects.filter(condition, disposed_at__isnull=True).order_by("id")
    columns = rows.values_list("uuid", "closed_at", "updated_at", "reference", "customer__uuid", "address", "state")
    return [
        Due(uuid, closed_at or updated_at, reference, tuple(filter(None, (uuid, person))), address, state in OPEN)
        for uuid, closed_at, updated_at, reference, person, address, state in columns
    ]


def _photos(condition: Q) -> list[Due]:
    rows = Photo.objects.filter(condition, request__isnull=False).order_by("id")
    columns = rows.values_list(
        "uuid", "request__closed_at", "request__updated_at", "request__reference", "request__uuid",
        "request__customer__uuid", "request__address", "request__state",
    )  # fmt: skip
    return [
        Due(uuid, closed_at or updated_at, reference, tuple(filter(None, (request, person))), address, state in OPEN)
        for uuid, closed_at, updated_at, reference, request, person, address, state in columns
    ]


WALKS: Mapping[RetentionClass, Walk] = {
    RetentionClass.SERVICE_REQUEST: partial(_past_requests, retention=RetentionClass.SERVICE_REQUEST),
    RetentionClass.ENFORCEMENT: partial(_past_requests, retention=RetentionClass.ENFORCEMENT),
    RetentionClass.PHOTO: _past_photos,
}
