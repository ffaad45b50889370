"""Access and correction files as the records office itself sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.privacy.holdings import Due, Held, LastUse, Person, Walk, Window, held_text
from townline.privacy.values import RetentionClass
from townline.records_office.models import AccessRequest, CorrectionRequest
from townline.records_office.operations.dispose_files import dispose
from townline.records_office.values import CLOSED, CorrectionState

__all__ = ["WALKS", "about", "dispose", "held_about", "last_used"]

_ACCESS = {
    "asked": gettext_lazy("Asked"),
    "received_at": gettext_lazy("Received"),
    "state": gettext_lazy("State"),
    "decision": gettext_lazy("Decision"),
}
_CORRECTION = {"wrong": gettext_lazy("What is wrong"), "right": gettext_lazy("What it should say")}
_USED = Coalesce(F("sent_at"), F("decided_at"), F("received_at"))
_DECIDED = Coalesce(F("decided_at"), F("received_at"))
MOST = 2_000  # files a night: a city gets some hundred a year


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    uuids = [person.uuid for person in people]
    for row in AccessRequest.objects.filter(person__in=uuids).order_by("received_at"):
        title = _("Access request %(number)s") % {"number": row.number}
        yield Held("records_office", "access_request", row.uuid, title, held_text(row, _ACCESS), row.received_at)
    for one in CorrectionRequest.objects.filter(person__in=uuids).order_by("received_at"):
        title = _("Correction %(number)s") % {"number": one.number}
        yield Held("records_office", "correction", one.uuid, title, held_text(one, _CORRECTION), one.received_at)


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    about_them = Q(person__in=[person.uuid for person in people])
    for due in (*_access(about_them), *_corrections(about_them)):
        person = due.about[0]
        yield LastUse(person, RetentionClass.ACCESS_REQUEST, due.last_used_at, due.is_open, due.subject)


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    if retention != RetentionClass.ACCESS_REQUEST:
        return ()
    return [*_access(Q(uuid__in=subjects)), *_corrections(Q(uuid__in=subjects))]


def _past(*, before: datetime, after: int, width: int) -> Window:
    """There are few: all of them at once, without those that are emptied already."""
    rows = [*_access(Q(used_at__lt=before)), *_corrections(Q(used_at__lt=before))]
    return Window(rows, None)


def _access(condition: Q) -> list[Due]:
    rows = AccessRequest.objects.annotate(used_at=_USED).filter(condition).exclude(name="").order_by("id")[:MOST]
    return [Due(row.uuid, row.used_at, row.number, (row.person,), is_open=row.state not in CLOSED) for row in rows]


def _corrections(condition: Q) -> list[Due]:
    rows = CorrectionRequest.objects.annotate(used_at=_DECIDED).filter(condition).exclude(name="").order_by("id")[:MOST]
    open_ = CorrectionState.RECEIVED
    return [Due(row.uuid, row.used_at, row.number, (row.person,), is_open=row.state == open_) for row in rows]


WALKS: Mapping[RetentionClass, Walk] = {RetentionClass.ACCESS_REQUEST: _past}
