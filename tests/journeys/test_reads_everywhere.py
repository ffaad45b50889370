"""No page of the desk shows a name that the log of reads does not have: every address, as everybody who may open it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture import urls
from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from tests.journeys.test_urls_by_role import ADDRESSES, NAMED, TABLE, path_of
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
    found = [path_of(name)]
    if given == {"reference"}:
        found = [reverse(name, args=[request.reference])]
    if given == {"uuid"}:
        found += [reverse(name, args=[uuid]) for uuid in (request.customer.uuid, request.uuid)]
    return found


def reader(role: str) -> User:
    return member_of(TeamFactory(), role=role) if role in {Role.WORKER, Role.SUPERVISOR} else UserFactory(role=role)


@pytest.mark.parametrize("name", sorted(set(DESK) - OWN))
def test_a_page_that_names_somebody_leaves_a_row(name: str) -> None:
    request = submit(contact=ZEBULON)
    assert request.customer is not None
    allowed = set(TABLE[name])
    roles = [role for role in Role.values if role in allowed or (role in urls.STAFF and allowed & {"staff", "anyone"})]
    silent = []
    for role in roles:
        user = reader(role)
        if role in {Role.CSR, Role.SUPERVISOR}:
            caller = Caller(phone="+14165550199", email="", name="Zebulon Quillfeather", language="en")
            interactions.start(
                channel="phone", caller=caller, customer=request.customer, by=viewer(user), at=NOON, began_at=None
            )
        client = Client()
        client.force_login(user, backend="townline.accounts.backends.StaffBackend")
        for path in addresses_of(name, request):
            before = ReadEntry.objects.count()
            response = client.get(path, ASKED)
            if response.status_code != 200 or response.streaming:
                continue
            names_him = "Zebulon" in response.content.decode(errors="replace")
            if names_him and ReadEntry.objects.count() == before:
                silent.append(f"{role} {path}")
    assert silent == []
