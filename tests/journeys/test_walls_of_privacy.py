"""The walls around people: who may see whom, that each look is written down, that what was taken out is gone."""

import io
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tests.architecture import urls
from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.accounts.values import Viewer
from townline.customers.models import Customer
from townline.customers.values import Contact
from townline.interactions import operations as interactions
from townline.privacy.models import ReadEntry
from townline.records_office import operations as records_office
from townline.records_office.legal.redaction import occurrences, proposed
from townline.records_office.models import AccessRequest
from townline.records_office.operations import Asked
from townline.records_office.packages import covered
from townline.records_office.queries import legal_hold

pytestmark = pytest.mark.django_db
ADDRESSES = {address.name: address for address in urls.addresses(urls.all_patterns())}
ZEBULON = Contact(name="Zebulon Quillfeather", email="zebulon@mail.example", phone="416 555 0199")
NAME = "Quillfeather"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client


def reads_of(customer: Customer) -> int:
    return ReadEntry.objects.filter(person=customer.uuid).count()


def known(**changes: Any) -> Customer:
    customer = submit(contact=ZEBULON, **changes).customer
    assert customer is not None
    return customer


def sealed_case(**changes: Any) -> Any:
    """An enforcement case of another department; its complainant is known to the city by nothing else."""
    publish_service(code="noise", visibility="enforcement", questions=[])
    return submit(service_code="noise", answers={}, contact=ZEBULON, **changes)


def outsider(role: str) -> User:
    team = TeamFactory(code="water", department=DepartmentFactory(code="water", name_en="Water", name_fr="Eau"))
    return member_of(team, role=role)


# -- each look is written down --------------------------------------------------------------------
def _search_mail(client: Client, customer: Customer) -> Any:
    return client.post(reverse("desk:mail_cover_new"), {"find": NAME})


def _relation(client: Client, customer: Customer) -> Any:
    page = Customer.objects.create(name="Somebody Else", created_at=NOON)
    return client.get(reverse("desk:customer_relations", args=[page.uuid]), {"q": NAME})


def _reach(client: Client, customer: Customer) -> Any:
    by = viewer(User.objects.get(pk=client.session["_auth_user_id"]))
    made = interactions.open_outreach(customer=customer, subject=None, reason="Ask her.", by=by, at=NOON)
    return client.get(reverse("desk:reach", args=[made.uuid]))


def _to_reach(client: Client, customer: Customer) -> Any:
    by = viewer(User.objects.get(pk=client.session["_auth_user_id"]))
    interactions.open_outreach(customer=customer, subject=None, reason="Ask her.", by=by, at=NOON)
    return client.get(reverse("desk:contacts"))


@pytest.mark.parametrize("look", [_search_mail, _relation, _reach, _to_reach])
def test_a_name_in_a_list_is_a_read(look: Callable[[Client, Customer], Any]) -> None:
    customer = known()
    client = signed_in(member_of(TeamFactory(), role=Role.SUPERVISOR))
    page = look(client, customer).content.decode()
    assert NAME in page.replace("Quillfeather&quot;", "")
    assert reads_of(customer) > 0
