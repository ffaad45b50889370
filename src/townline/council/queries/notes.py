"""Constituency notes, for the office whose they are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.council import permissions
from townline.council.models import HandOver, Note, Office


def notes(*, viewer: Viewer, words: str = "") -> QuerySet[Note]:
    """Raises NotAllowed for everybody but the office, NotLetIn for an assistant."""
    rows = Note.objects.filter(permissions.own_notes(viewer))
    if words.strip():
        rows = rows.filter(Q(about__icontains=words.strip()) | Q(words__icontains=words.strip()))
    return rows.order_by("-changed_at", "-id")


def note(*, uuid: UUID, viewer: Viewer) -> Note:
    """Raises NotAllowed, NotLetIn, NotFound."""
    found = notes(viewer=viewer).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def hand_over(*, uuid: UUID) -> HandOver:
    """What waits for a councillor whose term is over. Raises NotFound."""
    found = HandOver.objects.filter(uuid=uuid).select_related("councillor").first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where the link to the notes goes, and until when it holds."""

    uuid: UUID
    email: str
    remove_at: datetime


def hand_over_of(*, councillor_id: int) -> Waiting:
    """For the mail. Raises NotFound."""
    row = HandOver.objects.filter(councillor=councillor_id).first()
    if row is None:
        raise NotFound
    office = Office.objects.filter(councillor=councillor_id).first()
    return Waiting(row.uuid, office.hand_over_email if office else "", row.remove_at)
