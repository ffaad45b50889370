"""Which requests a person may connect with a customer: what rooms below need to know before they show a contact about one."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.service_requests import permissions
from townline.service_requests.models import ServiceRequest


def subjects_open_to(*, viewer: Viewer) -> "QuerySet[Any, UUID]":
    """The uuids, as a query to be put into another one: never read it by itself."""
    if not viewer.can(Capability.SEE_CUSTOMERS):
        return ServiceRequest.objects.none().values_list("uuid", flat=True)
    known = permissions.may_see(viewer) & permissions.may_know_customer(viewer)
    return ServiceRequest.objects.filter(known).values_list("uuid", flat=True)
