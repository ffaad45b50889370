"""The door to one customer."""

from uuid import UUID

from townline.desk.views.access import DeskRequest
from townline.service_requests import queries as service_requests
from townline.service_requests.queries import VisibleCustomer


def seen(request: DeskRequest, uuid: UUID) -> VisibleCustomer:
    return service_requests.visible_customer(uuid=uuid, viewer=request.viewer)
