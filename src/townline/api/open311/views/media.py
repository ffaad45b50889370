"""Pictures of public requests that staff have released."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from townline.api.open311.door import door
from townline.api.open311.refusals import not_found
from townline.service_requests.queries import open311
from townline.service_requests.queries.open311 import Suffix


@door("GET")
def show(request: HttpRequest, *, suffix: Suffix, photo: UUID) -> HttpResponse:
    picture = open311.released_picture(photo=photo)
    if picture is None:
        raise not_found(_("There is no public picture at this address."))
    response = HttpResponse(picture, content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=300"
    return response
