"""Whom a viewer may connect with a request, and who stays hidden because a sealed case alone tells of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.interactions import queries as interactions
from townline.service_requests import permissions
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.queries.visible import visible_requests


def told_to(viewer: Viewer) -> QuerySet[ServiceRequest]:
    """Requests that the viewer may open and connect with who asked."""
    return visible_requests(viewer=viewer).filter(permissions.may_know_customer(viewer))


def subjects_open_to(*, viewer: Viewer, named: str = "subject") -> "QuerySet[Any, Any]":
    """For rows of other rooms, one by one: may the viewer open the request in that column and know who asked?"""
    return told_to(viewer).filter(uuid=OuterRef(named)).values("uuid")


def sealed_away(*, groups: Mapping[int, Sequence[int]], viewer: Viewer) -> frozenset[int]:
    """Those who complained in a case that is sealed to the viewer, and of whom the viewer may know nothing else.

    That such a person stands in our books at all would say that they complained. `groups` has the ids of all rows that are
    one customer. Who answers access requests must find everybody.
    """
    if viewer.can(Capability.HANDLE_ACCESS_REQUESTS):
        return frozenset()
    everybody = {number for group in groups.values() for number in group}
    cases = ServiceRequest.objects.filter(customer__in=everybody, visibility=permissions.ENFORCEMENT)
    sealed = set(cases.exclude(permissions.may_know_customer(viewer)).values_list("customer", flat=True))
    if not sealed:
        return frozenset()
    known = _known(everybody, viewer)
    return frozenset(
        one for one, group in groups.items() if sealed.intersection(group) and not known.intersection(group)
    )


def _known(ids: set[int], viewer: Viewer) -> set[int | None]:
    """By a request, by following one, or by a contact, each of them open to the viewer."""
    requests = told_to(viewer)
    followers = Follower.objects.filter(customer__in=ids, request__in=requests.values("pk"))
    contacts = interactions.visible_contacts(viewer=viewer, subjects=subjects_open_to(viewer=viewer))
    return {
        *requests.filter(customer__in=ids).values_list("customer", flat=True),
        *followers.values_list("customer", flat=True),
        *contacts.filter(customer__in=ids).values_list("customer", flat=True),
    }
