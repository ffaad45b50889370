"""Correction requests and breach files."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from townline.core.errors import NotFound
from townline.privacy.reading import What, saw
from townline.records_office.models import AffectedPerson, BreachFile, CorrectionRequest
from townline.records_office.values import CorrectionState


def corrections() -> QuerySet[CorrectionRequest]:
    """Those to decide first, the first due first; then the decided, the newest first."""
    return CorrectionRequest.objects.annotate(is_open=Q(state=CorrectionState.RECEIVED)).order_by(
        "-is_open", "due_at", "-decided_at"
    )


def correction(*, uuid: UUID) -> CorrectionRequest:
    """Raises NotFound."""
    found = CorrectionRequest.objects.filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    saw(people=[found.person], subject=found.uuid, what=What.ACCESS_REQUEST)
    return found


def statements_of(*, people: Sequence[UUID]) -> list[CorrectionRequest]:
    """What a person disagrees with, in their words: shown wherever their record is."""
    rows = CorrectionRequest.objects.filter(person__in=people, state=CorrectionState.REFUSED)
    return list(rows.exclude(statement="").order_by("-decided_at"))


def breaches() -> QuerySet[BreachFile]:
    """The newest first, with how many people are on the list and how many wait to be told."""
    waiting = Q(people__told_at__isnull=True, people__left_out="", people__isnull=False)
    return BreachFile.objects.annotate(affected=Count("people"), waiting=Count("people", filter=waiting)).order_by(
        "-discovered_at"
    )


def breach(*, uuid: UUID) -> BreachFile:
    """Raises NotFound."""
    found = breaches().filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def affected(*, breach: BreachFile) -> list[AffectedPerson]:
    """Those who wait to be told first."""
    people = list(breach.people.order_by("told_at", "-reads", "id"))
    people.sort(key=lambda one: bool(one.told_at or one.left_out))
    saw(people=[one.person for one in people], subject=breach.uuid, what=What.ACCESS_REQUEST)
    return people
