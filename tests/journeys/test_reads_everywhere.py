"""No page of the desk shows a name that the log of reads does not have: every address, as everybody who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.urls import reverse

from tests.architecture import urls
from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from tests.journeys.everybody import ADDRESSES, NAMED, TABLE, client_of, path_of, session_of, taken_back
from townline.accounts.models import Role, User
from townline.customers.values import Contact
from townline.interactions import operations as interactions
from townline.interactions.values import Caller
from townline.privacy.models import ReadEntry
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
DESK = [name for name in NAMED if name.startswith("desk:")]
ZEBULON = Contact(name="Zebulon Quillfeather", email="zebulon@mail.example", phone="416 555 0199")
ASKED = {
    "q": "Quillfeather",
    "find": "Quillfeather",
    "phone": "416 555 0199",
    "name": "Quillfeather",
    "text": "Quillfeather",
}
# They show what the person who looks has typed or made themselves.
OWN = {"desk:sent_mail", "desk:sent_mail_one"}


def addresses_of(name: str, request: ServiceRequest) -> list[str]:
    """The address with what is known of Zebulon: his request, his page, his contact."""
    assert request.customer is not None
    given = ADDRESSES[name].arguments
    found = [path_of(name, request=request)]
    if given == {"reference"}:
        found = [reverse(name, args=[request.reference])]
    if given == {"uuid"}:
        found += [reverse(name, args=[uuid]) for uuid in (request.customer.uuid, request.uuid)]
    return found


def reader(role: str) -> User:
    return member_of(TeamFactory(), role=role) if role in {Role.WORKER, Role.SUPERVISOR} else UserFactory(role=role)


@dataclass
class City:
    request: ServiceRequest
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[City]:
    """One for all addresses: Zebulon has asked for something, and is on the telephone."""
    with django_db_blocker.unblock(), taken_back():
        request, sessions = submit(contact=ZEBULON), {}
        for role in Role.values:
            user = reader(role)
            sessions[role] = session_of(user)
            if role in {Role.CSR, Role.SUPERVISOR}:
                caller = Caller(phone="+14165550199", email="", name="Zebulon Quillfeather", language="en")
                interactions.start(
                    channel="phone", caller=caller, customer=request.customer, by=viewer(user), at=NOON, began_at=None
                )
        yield City(request, sessions)


@pytest.mark.parametrize("name", sorted(set(DESK) - OWN))
def test_a_page_that_names_somebody_leaves_a_row(city: City, name: str) -> None:
    allowed = set(TABLE[name])
    roles = [role for role in Role.values if role in allowed or (role in urls.STAFF and allowed & {"staff", "anyone"})]
    silent = []
    for role, path in product(roles, addresses_of(name, city.request)):
        with taken_back():
            before = ReadEntry.objects.count()
            response = client_of(city.sessions[role]).get(path, ASKED)
            is_page = response.status_code == 200 and not response.streaming
            names_him = is_page and "Zebulon" in response.content.decode(errors="replace")
            if names_him and ReadEntry.objects.count() == before:
                silent.append(f"{role} {path}")
    assert silent == []
