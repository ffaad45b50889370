"""Whose an item of mail is."""

from typing import Any
from uuid import UUID

from townline.core.errors import NotFound
from townline.desk.views.access import DeskRequest
from townline.desk.views.typed import uuid_in
from townline.interactions import queries
from townline.service_requests.permissions import may_see_customer
from townline.service_requests.queries import find_customers, visible_customer, visible_request, visible_requests

MOST = 8


def whose(request: DeskRequest, *, number: str, who: str) -> tuple[Any, UUID | None]:
    """The customer and the request behind a number; the customer who was picked."""
    if number.strip():
        try:
            cover = queries.cover_coded(code=number)
        except NotFound:
            asked = visible_request(reference=number, viewer=request.viewer)
            knows = may_see_customer(request=asked, viewer=request.viewer)
            return asked.customer if knows else None, asked.uuid
        return cover.customer, cover.subject
    if who:
        return visible_customer(uuid=uuid_in(who), viewer=request.viewer).customer, None
    return None, None


def people(request: DeskRequest, text: str) -> Any:
    if not text.strip():
        return []
    return find_customers(text=text, viewer=request.viewer, limit=MOST)


def request_about(request: DeskRequest, subject: UUID | None) -> Any:
    if subject is None:
        return None
    return visible_requests(viewer=request.viewer).filter(uuid=subject).select_related("service").first()
