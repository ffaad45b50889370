"""Consents as the records office sees them: this room's own part of `holdings`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.privacy.holdings import Due, Held, LastUse, Person, Walk, Window, held_text
from townline.privacy.models import Consent
from townline.privacy.operations.dispose import dispose
from townline.privacy.values import RetentionClass

__all__ = ["WALKS", "about", "dispose", "held_about", "last_used"]

_LABELS = {
    "method": gettext_lazy("Given"),
    "given_at": gettext_lazy("Since"),
    "expires_at": gettext_lazy("Until"),
    "withdrawn_at": gettext_lazy("Taken back"),
    "evidence_note": gettext_lazy("Note"),
}
_ENDED = Coalesce(F("withdrawn_at"), F("expires_at"))


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    rows = Consent.objects.filter(person__in=[person.uuid for person in people]).select_related("scope")
    for row in rows.order_by("given_at", "id"):
        title = _("Consent: %(scope)s") % {"scope": row.scope.name.in_(get_language() or "en")}
        yield Held("privacy", "consent", row.uuid, title, held_text(row, _LABELS), row.given_at)


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    """A consent is used as long as it holds."""
    rows = Consent.objects.filter(person__in=[person.uuid for person in people])
    used = rows.annotate(used_at=Greatest(F("given_at"), _ENDED))
    for person, at in used.values_list("person", "used_at"):
        yield LastUse(person, RetentionClass.CONSENT, at)


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    return _due(Q(uuid__in=subjects)) if retention == RetentionClass.CONSENT else ()


def _past(*, before: datetime, after: int, width: int) -> Window:
    last = Consent.objects.order_by("-id").values_list("id", flat=True).first() or 0
    rows = _due(Q(id__gt=after, id__lte=after + width, ended_at__lt=before))
    return Window(rows, after + width if after + width < last else None)


def _due(condition: Q) -> list[Due]:
    """Only what has ended: a consent that holds has no last use yet."""
    rows = Consent.objects.annotate(ended_at=_ENDED).filter(condition, ended_at__isnull=False).order_by("id")
    return [
        Due(uuid, at, str(scope), (person,))
        for uuid, at, scope, person in rows.values_list("uuid", "ended_at", "scope_id", "person")
    ]


WALKS: Mapping[RetentionClass, Walk] = {RetentionClass.CONSENT: _past}
