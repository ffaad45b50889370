"""Complaints, compliments and restrictions as the records office sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.complaints.models import Complaint, Praise, Restriction
from townline.complaints.operations.dispose import dispose
from townline.complaints.values import RestrictionState, State
from townline.core.reference import said
from townline.privacy.holdings import Due, Held, LastUse, Person, Walk, Window, held_text
from townline.privacy.values import RetentionClass

__all__ = ["WALKS", "about", "dispose", "held_about", "last_used"]

_LABELS = {
    "words": gettext_lazy("Words"),
    "wants": gettext_lazy("What should happen"),
    "stage": gettext_lazy("Stage"),
    "state": gettext_lazy("State"),
    "received_at": gettext_lazy("Received"),
    "answer": gettext_lazy("Answer"),
}
_ROOM = "complaints"


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    """Each complaint with what was written and decided, each compliment, each restriction."""
    ids = [person.id for person in people]
    for row in Complaint.objects.filter(customer__in=ids).prefetch_related("updates", "decisions").order_by("id"):
        text = [*held_text(row, _labels(row))]
        text += [pair for update in row.updates.all() for pair in held_text(update, {"words": _("Written")})]
        text += [pair for decision in row.decisions.all() for pair in held_text(decision, {"finding": _("Finding")})]
        title = _("Complaint %(reference)s") % {"reference": said(row.reference)}
        yield Held(_ROOM, "complaint", row.uuid, title, tuple(text), row.received_at, third_parties=True)
    for praise in Praise.objects.filter(customer__in=ids).order_by("id"):
        title = f"{praise.get_kind_display()} {said(praise.reference)}"
        text_of = held_text(praise, _labels(praise))
        yield Held(_ROOM, "praise", praise.uuid, title, text_of, praise.received_at, third_parties=True)
    for one in Restriction.objects.filter(customer__in=ids).order_by("id"):
        yield Held(
            _ROOM, "restriction", one.uuid, _("Restriction"), held_text(one, {}), one.asked_at, third_parties=True
        )


def _labels(row: Complaint | Praise) -> dict[str, object]:
    return {name: label for name, label in _LABELS.items() if hasattr(row, name)}


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    by_id = {person.id: person.uuid for person in people}
    theirs = Q(customer__in=by_id)
    for row in Complaint.objects.filter(theirs).order_by("id"):
        is_open = row.state == State.OPEN
        yield LastUse(by_id[row.customer_id or 0], RetentionClass.COMPLAINT, row.stage_since_at, is_open, row.uuid)
    for praise in Praise.objects.filter(theirs).order_by("id"):
        at = praise.answered_at or praise.received_at
        yield LastUse(by_id[praise.customer_id or 0], RetentionClass.COMPLAINT, at, subject=praise.uuid)
    for one in Restriction.objects.filter(theirs).order_by("id"):
        is_open = one.state in {RestrictionState.PROPOSED, RestrictionState.IN_FORCE}
        at = one.ended_at or one.asked_at
        yield LastUse(by_id[one.customer_id], RetentionClass.COMPLAINT, at, is_open, one.uuid)


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    if retention != RetentionClass.COMPLAINT:
        return ()
    meant = Q(uuid__in=subjects)
    return [*_complaints(meant), *_praise(meant), *_restrictions(meant)]


def _complaints(condition: Q) -> list[Due]:
    rows = Complaint.objects.filter(condition, disposed_at=None).select_related("customer").order_by("id")
    return [
        Due(row.uuid, row.stage_since_at, row.reference, _people(row), is_open=row.state == State.OPEN) for row in rows
    ]


def _praise(condition: Q) -> list[Due]:
    rows = Praise.objects.filter(condition, disposed_at=None).select_related("customer").order_by("id")
    return [Due(row.uuid, row.answered_at or row.received_at, row.reference, _people(row)) for row in rows]


def _restrictions(condition: Q) -> list[Due]:
    rows = Restriction.objects.filter(condition).select_related("customer").order_by("id")
    ongoing = {RestrictionState.PROPOSED, RestrictionState.IN_FORCE}
    return [
        Due(row.uuid, row.ended_at or row.asked_at, "", (row.customer.uuid,), is_open=row.state in ongoing)
        for row in rows
    ]


def _people(row: Complaint | Praise) -> tuple[UUID, ...]:
    return tuple(one for one in (row.customer.uuid if row.customer else None, row.request) if one)


def _past(*, before: datetime, after: int, width: int) -> Window:
    """The three tables side by side: the same stretch of numbers of each."""
    tables = (Complaint.objects, Praise.objects, Restriction.objects)
    last = max(table.order_by("-id").values_list("id", flat=True).first() or 0 for table in tables)
    here = Q(id__gt=after, id__lte=after + width)
    rows = [*_complaints(here & ~Q(state=State.OPEN)), *_praise(here), *_restrictions(here)]
    due = [row for row in rows if row.last_used_at < before and not row.is_open]
    return Window(due, after + width if after + width < last else None)


WALKS: Mapping[RetentionClass, Walk] = {RetentionClass.COMPLAINT: _past}
