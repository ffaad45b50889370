"""A photo of a request."""

from uuid import UUID

from django.http import FileResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from townline.desk.views.access import DeskRequest, staff_page
from townline.service_requests import queries


@require_safe
@staff_page()
def photo(request: DeskRequest, uuid: UUID, size: str) -> HttpResponseBase:
    found = queries.visible_photo(uuid=uuid, viewer=request.viewer)
    file = found.thumbnail if size == "small" and found.thumbnail else found.file
    return FileResponse(file.open("rb"), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})
