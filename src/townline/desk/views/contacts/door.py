"""The door to one contact, and where to go on after it."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from townline.desk.views.access import DeskRequest
from townline.interactions import queries
from townline.service_requests.queries import subjects_open_to


def door(request: DeskRequest, uuid: UUID) -> Any:
    """The contact, if this person may open it."""
    return queries.visible_contact(uuid=uuid, viewer=request.viewer, subjects=subjects_open_to(viewer=request.viewer))


def then_of(request: DeskRequest) -> str:
    """Where to go on afterwards, if it is a page of the desk."""
    asked = request.POST.get("then", "") or request.GET.get("then", "")
    if asked.startswith(reverse("desk:queue")) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return ""


def with_then(url: str, request: DeskRequest) -> str:
    then = then_of(request)
    return f"{url}?{urlencode({'then': then})}" if then else url
