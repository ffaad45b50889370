"""The doors to a picture: for the form it belongs to, for the public, for the private link, for staff."""

from uuid import UUID

from django.db.models import Q

from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.privacy.reading import What, saw
from townline.service_requests import permissions
from townline.service_requests.models import Photo, PhotoState, ServiceRequest
from townline.service_requests.queries.told import end_of_merges
from townline.service_requests.queries.visible import PrivateView, private_request, visible_requests
from townline.service_requests.values import NoteVisibility, Sees

_RELEASED = Q(released_at__isnull=False, state=PhotoState.READY)


def photos_of_draft(*, draft: UUID) -> list[Photo]:
    return list(Photo.objects.filter(draft=draft, request=None).order_by("id"))


def released_photos(*, request: ServiceRequest) -> list[Photo]:
    """What staff let the public see."""
    return list(Photo.objects.filter(_RELEASED, request=request).order_by("id"))


def photos_for_reporter(*, request: ServiceRequest) -> list[Photo]:
    """The customer's own, and of the City's those that were released. None of somebody else who asked about it."""
    asked = Q(follow_up__note__visibility=NoteVisibility.CUSTOMER)
    here = asked & (Q(follow_up__page__isnull=True) | Q(follow_up__became=request))
    own = Q(is_evidence=False) & (Q(follow_up__isnull=True) | here)
    theirs = Q(own | _RELEASED, request=request) | asked & Q(follow_up__page=request)
    return list(Photo.objects.filter(theirs).order_by("id"))


def photos_of_view(*, view: PrivateView) -> list[Photo]:
    """Behind a private link: as much as whoever holds it may see."""
    if view.sees is Sees.STEPS:
        return []
    work = end_of_merges(request=view.request)
    shown = photos_for_reporter(request=view.request) if view.sees_all else released_photos(request=view.request)
    return shown + (released_photos(request=work) if work.pk != view.request.pk else [])


def draft_photo(*, uuid: UUID, draft: UUID) -> Photo:
    return _only(Photo.objects.filter(uuid=uuid, draft=draft).first())


def public_photo(*, uuid: UUID) -> Photo:
    """Raises NotFound for a picture that was not released, or of a request that is not public."""
    return _only(Photo.objects.filter(_RELEASED, uuid=uuid, request__visibility="public").first())


def private_photo(*, uuid: UUID, token: str) -> Photo:
    """By the private link. Raises NotFound."""
    view = private_request(token=token)
    allowed = photos_of_view(view=view)
    return _only(next((photo for photo in allowed if photo.uuid == uuid), None))


def visible_photo(*, uuid: UUID, viewer: Viewer) -> Photo:
    """For staff who may open the request, or who took the picture for one. Raises NotFound."""
    photo = (
        Photo.objects.select_related("request__customer")
        .filter(uuid=uuid, request__in=visible_requests(viewer=viewer))
        .first()
    )
    photo = _only(photo)
    request = photo.request
    _note_read(photo, viewer)
    if request and not photo.is_evidence and request.visibility == permissions.ENFORCEMENT:
        # A complainant's picture shows where the complainant stood.
        return _only(photo if permissions.may_see_customer(request=request, viewer=viewer) else None)
    return photo


def _note_read(photo: Photo, viewer: Viewer) -> None:
    request = photo.request
    if request is not None:
        knows = request.customer is not None and permissions.may_see_customer(request=request, viewer=viewer)
        saw(people=[request.customer.uuid] if request.customer and knows else [], subject=request.uuid, what=What.PHOTO)


def _only(photo: Photo | None) -> Photo:
    if photo is None or photo.state != PhotoState.READY:
        raise NotFound
    return photo
