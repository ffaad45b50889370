"""A photo of a task."""

from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.jpeg import AN_HOUR, jpeg
from townline.service_requests.queries import tasks as queries


@require_safe
@staff_page()
def photo(request: DeskRequest, uuid: UUID, photo: UUID, size: str) -> HttpResponseBase:
    found = queries.task_photo(uuid=uuid, photo=photo, viewer=request.viewer)
    return jpeg(found, size=size, kept=AN_HOUR)
