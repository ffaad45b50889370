"""What council offices did about people, as the records office sees it.

Constituency notes are not here: they are the councillor's own, in another custody. No search, copy or list of the City walks them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from townline.council.models import Behalf, Disclosure, Inquiry
from townline.council.operations.dispose import dispose
from townline.council.values import Purpose, Shown
from townline.privacy.holdings import Due, Held, LastUse, Person, Walk, Window, held_text
from townline.privacy.values import RetentionClass

__all__ = ["WALKS", "about", "dispose", "held_about", "last_used"]

_ROOM = "council"


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    """Each question about their requests, each time somebody was shown them, each office that spoke for them."""
    theirs = Q(request__customer__in=[person.id for person in people])
    for row in Inquiry.objects.filter(theirs).prefetch_related("messages").order_by("id"):
        text = [*held_text(row, {"title": _("Question")})]
        text += [pair for said in row.messages.all() for pair in held_text(said, {"words": _("Written")})]
        title = _("Question of a council office")
        yield Held(_ROOM, "inquiry", row.uuid, title, tuple(text), row.asked_at, third_parties=True)
    for shown in Disclosure.objects.filter(theirs).select_related("request", "councillor").order_by("id"):
        said = (
            (_("Shown to"), f"{shown.shown_to} ({shown.councillor.name})"),
            (_("What"), ", ".join(str(Shown(name).label) for name in shown.shown)),
            (_("Why"), str(Purpose(shown.purpose).label)),
        )
        yield Held(_ROOM, "disclosure", shown.request.uuid, _("Shown to a council office"), said, shown.at)
    for one in Behalf.objects.filter(theirs).select_related("request", "councillor").order_by("id"):
        office = ((_("Office of"), one.councillor.name),)
        yield Held(_ROOM, "behalf", one.request.uuid, _("A council office spoke for them"), office, one.since_at)


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    by_id = {person.id: person.uuid for person in people}
    rows = Inquiry.objects.filter(request__customer__in=by_id, disposed_at=None).select_related("request")
    for row in rows.order_by("id"):
        person = by_id[row.request.customer_id or 0] if row.request else None
        if person is not None:
            at = row.answered_at or row.asked_at
            yield LastUse(person, RetentionClass.COUNCIL, at, row.is_open, row.uuid)


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    return _due(Q(uuid__in=subjects)) if retention == RetentionClass.COUNCIL else ()


def _due(condition: Q) -> list[Due]:
    rows = Inquiry.objects.filter(condition, disposed_at=None).select_related("request__customer").order_by("id")
    return [Due(row.uuid, row.answered_at or row.asked_at, "", _people(row), is_open=row.is_open) for row in rows]


def _people(row: Inquiry) -> tuple[UUID, ...]:
    request = row.request
    if request is None:
        return ()
    return (request.uuid, *([request.customer.uuid] if request.customer else []))


def _past(*, before: datetime, after: int, width: int) -> Window:
    last = Inquiry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    rows = [
        row for row in _due(Q(id__gt=after, id__lte=after + width)) if row.last_used_at < before and not row.is_open
    ]
    return Window(rows, after + width if after + width < last else None)


WALKS: Mapping[RetentionClass, Walk] = {RetentionClass.COUNCIL: _past}
