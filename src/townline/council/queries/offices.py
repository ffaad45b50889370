"""Offices: who sits for which ward, who works for whom, how each likes it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.council.models import NoteReader, Office
from townline.council.permissions import office_of
from townline.council.queries.rules import settings
from townline.places import queries as places

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from townline.accounts.models import User
    from townline.places.models import Area, CouncilTerm
    from townline.service_requests.models import ServiceRequest


def office(*, viewer: Viewer) -> Office:
    """As it is kept; as shipped where nothing was said yet."""
    councillor = office_of(viewer)
    return Office.objects.filter(councillor=councillor).first() or Office(councillor_id=councillor)


def ward_of(*, viewer: Viewer, at: datetime) -> "Area | None":
    """The ward of the office; None where the councillor sits for the whole city, or has no term yet."""
    term = term_of(viewer=viewer, at=at)
    return term.area if term else None


def term_of(*, viewer: Viewer, at: datetime) -> "CouncilTerm | None":
    return places.term_of(user_id=office_of(viewer), on=timezone.localtime(at).date())


def assistants_of(*, councillor_id: int) -> "QuerySet[User]":
    return accounts.all_users().filter(works_for=councillor_id, is_active=True)


def note_readers(*, viewer: Viewer) -> set[int]:
    return set(NoteReader.objects.filter(councillor=office_of(viewer)).values_list("assistant_id", flat=True))


def told_of_address_of(*, user: "User") -> str:
    """Who hears, beside the old address, that this account of an office signs in with another one; empty for nobody.

    The councillor at their own address, outside the City; of an assistant who reads the notes the councillor.
    """
    if user.works_for is not None:
        reads = NoteReader.objects.filter(assistant=user.pk, councillor=user.works_for_id).exists()
        return user.works_for.email if reads else ""
    kept = Office.objects.filter(councillor=user.pk).first()
    return kept.hand_over_email if kept else ""


def councillors_to_name(*, request: "ServiceRequest", on: date) -> list[str]:
    """Who sits for the ward of a new request. Nobody unless the city wants it; nobody, ever, where it is enforcement."""
    if request.visibility == "enforcement" or request.ward_id is None or not settings().names_councillors:
        return []
    return [term.person.name for term in places.terms_on(on=on, area_id=request.ward_id).filter(person__is_active=True)]
