"""What the public may read and see of a request."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.desk.views.access import DeskRequest, staff_page
from townline.service_requests import operations as service_requests
from townline.service_requests import queries


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def words(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Lets the public read the resident's words, or takes that back."""
    found = queries.visible_request(reference=reference, viewer=request.viewer)
    service_requests.release_words(request=found, release="release" in request.POST, by=request.viewer, at=request.at)
    return redirect("desk:request", reference)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def release_photo(request: DeskRequest, reference: str, uuid: UUID) -> HttpResponseBase:
    photo = queries.visible_photo(uuid=uuid, viewer=request.viewer)
    service_requests.release_photo(photo=photo, release="release" in request.POST, by=request.viewer, at=request.at)
    return redirect("desk:request", reference)
