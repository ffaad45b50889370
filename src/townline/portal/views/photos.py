"""Pictures, each through the door that is open to the asker; the media folder itself is served to nobody."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from townline.accounts import queries as accounts
from townline.core.errors import NotFound
from townline.portal.views.drafts import begun
from townline.service_requests import queries

if TYPE_CHECKING:
    from townline.service_requests.models import Photo


@require_safe
def photo(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """For everybody what staff released; for staff what they may open."""
    try:
        return _file(request, queries.public_photo(uuid=uuid), "public, max-age=300")
    except NotFound:
        pass
    if not request.user.is_authenticated or accounts.lacks_second_factor(user=request.user):
        raise Http404
    try:
        viewer = accounts.viewer_of(user=request.user, at=timezone.now())
        return _file(request, queries.visible_photo(uuid=uuid, viewer=viewer), "private, max-age=300")
    except NotFound:
        raise Http404 from None


@require_safe
def private_photo(request: HttpRequest, token: str, uuid: UUID) -> HttpResponseBase:
    try:
        return _file(request, queries.private_photo(uuid=uuid, token=token), "private, no-store")
    except NotFound:
        raise Http404 from None


@require_safe
def draft_photo(request: HttpRequest, code: str, uuid: UUID) -> HttpResponseBase:
    """Of the report that this browser is filling in."""
    number = begun(request).get(code)
    if number is None:
        raise Http404
    try:
        return _file(request, queries.draft_photo(uuid=uuid, draft=number), "private, no-store")
    except NotFound:
        raise Http404 from None


def _file(request: HttpRequest, found: "Photo", caching: str) -> HttpResponseBase:
    stored = found.thumbnail if "small" in request.GET and found.thumbnail else found.file
    try:
        response = FileResponse(stored.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = caching
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
