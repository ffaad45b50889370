"""Every page of customers and places in a real browser, as tests/journeys/test_every_page.py judges pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.factories.accounts import viewer
from tests.factories.places import AddressFactory
from tests.journeys import browser
from tests.journeys.browser import DESK, window
from tests.journeys.test_every_page import LANGUAGES, Walk
from townline.accounts.models import Role
from townline.core.language import Text
from townline.customers import operations as customers
from townline.customers.models import Customer
from townline.customers.operations import Details, Speaking
from townline.customers.values import AlertKind, FormatWish, Kind
from townline.customers.values import Role as Relationship
from townline.privacy import operations as privacy
from townline.privacy.values import Method
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]


@LANGUAGES
def test_every_page_of_a_customer(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    customer, other, number = somebody(city)
    with window(chromium, live_server.url) as staff:
        staff.sign_in(city.staff[Role.MANAGER])
        walk = Walk(staff, language=language, inside=r"/desk/(customers|properties)", screen=DESK)
        walk.from_(
            "/desk/customers",
            "/desk/customers?q=somebody",
            "/desk/customers?q=zzzz",
            "/desk/customers/new",
            f"/desk/customers/{customer.uuid}",
            f"/desk/customers/{other.uuid}",
            f"/desk/customers/{customer.uuid}/relations?q=resident&other={other.uuid}",
            f"/desk/properties/{number}",
        )
    walk.end("customers")


def somebody(city: cities.City) -> tuple[Customer, Customer, int]:
    """With requests, a household, somebody to speak for, wishes, a warning, a code that waits."""
    at = timezone.now()
    contact = Text("privacy@city.example", "privacy@city.example")
    privacy.ship_notices(contact=contact, province="ON", at=at)
    csr = viewer(city.staff[Role.CSR])
    address = AddressFactory(number="7", text="7 Elm Street", search="7 elm street", street="Elm Street")
    details = Details(
        name="Dora Somebody", postal_address="7 Elm St", needs_interpreter=True, spoken_language="es",
        format_wish=FormatWish.LARGE_PRINT,
    )  # fmt: skip
    customer = customers.add_customer(details=details, by=csr, at=at)
    household = Details(kind=Kind.HOUSEHOLD, name="Household Somebody", postal_address="7 Elm Street")
    together = customers.add_customer(details=household, by=csr, at=at)
    request = city.requests[State.ASSIGNED]
    other = Customer.objects.get(pk=request.customer_id)
    point = customers.add_contact_point(
        customer=customer, kind="email", typed="dora@mail.example", label="home", by=csr, at=at
    )
    customers.ask_code(point=point, how="code_by_email", by=csr, at=at)  # type: ignore[arg-type]  # as the form says it
    customers.relate(customer=customer, other=together, role=Relationship.MEMBER_OF_HOUSEHOLD, by=csr, at=at)
    speaking = Speaking(Method.SPOKEN, timezone.localdate() + timedelta(days=30))
    customers.relate(customer=customer, other=other, role=Relationship.RELATIVE, speaking=speaking, by=csr, at=at)
    for about in (customer, address.pk):
        customers.raise_alert(
            about=about, kind=AlertKind.ANIMAL, text="A large dog.", expires_at=at + timedelta(days=9), by=csr, at=at
        )
    return customer, other, address.pk
