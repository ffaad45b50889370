"""One customer on one page, trimmed to what the person may see."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers.models import Customer
from townline.customers.values import Contact
from townline.interactions.models import Handling, Interaction

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def known(**fields: str) -> Customer:
    with transaction():
        found = customers.identify(contact=Contact(**{"name": "Ada Resident", **fields}), at=NOON)
    assert found is not None
    return found


def page_of(client: Client, customer: Customer, **query: str) -> str:
    response = client.get(reverse("desk:customer", args=[customer.uuid]), query)
    assert response.status_code == 200
    return response.content.decode()


def enforcement_team() -> None:
    department = DepartmentFactory(code="bylaw", name_en="By-law", name_fr="Règlements")
    team = TeamFactory(code="bylaw", department=department)
    publish_service(
        code="illegal-dumping", visibility="enforcement", department_code=department.code, team_code=team.code
    )


def test_the_page_shows_requests_and_contacts_in_one_line_of_time(signed_in: SignIn) -> None:
    customer = known(email="ada@mail.example")
    request = submit(contact=Contact(name="Ada Resident", email="ada@mail.example"))
    user = UserFactory(role=Role.CSR)
    contact = Interaction.objects.create(
        customer=customer, channel="phone", purpose="information", language="en", occurred_at=NOON
    )
    Handling.objects.create(
        interaction=contact, handled_by_id=user.pk, started_at=NOON, summary="When is the pool open?"
    )
    html = page_of(signed_in(user), customer)
    assert request.customer_id == customer.pk
    assert "Pothole" in html
    assert "When is the pool open?" in html


def test_an_enforcement_case_is_not_on_the_page_of_who_complained(signed_in: SignIn) -> None:
    enforcement_team()
    submit()  # they are known from something else too
    request = submit(service_code="illegal-dumping")
    customer = Customer.objects.get()
    for role in (Role.CSR, Role.SUPERVISOR, Role.MANAGER):
        assert request.reference not in page_of(signed_in(UserFactory(role=role)), customer), role


def test_who_works_on_the_case_sees_it_marked_as_sealed(signed_in: SignIn) -> None:
    enforcement_team()
    request = submit(service_code="illegal-dumping")
    assert request.team is not None
    html = page_of(signed_in(member_of(request.team)), Customer.objects.get())
    assert f"/desk/requests/{request.reference}" in html
    assert "sealed: do not name it to others" in html


def test_a_worker_sees_only_customers_of_their_own_cases(signed_in: SignIn) -> None:
    request = submit()
    stranger = known(name="Bo Stranger", email="bo@mail.example")
    assert request.team is not None
    client = signed_in(member_of(request.team))
    assert (
        client.get(reverse("desk:customer", args=[Customer.objects.get(pk=request.customer_id).uuid])).status_code
        == 200
    )
    closed = client.get(reverse("desk:customer", args=[stranger.uuid]))
    assert closed.status_code == 403
    assert "bo@mail.example" not in closed.content.decode()


def test_a_merged_customer_is_shown_as_the_one_who_stays(signed_in: SignIn) -> None:
    old, kept = known(email="old@mail.example"), known(email="new@mail.example")
    submit(contact=Contact(name="Ada Resident", email="old@mail.example"))
    Customer.objects.filter(pk=old.pk).update(merged_into=kept)
    client = signed_in(UserFactory(role=Role.CSR))
    response = client.get(reverse("desk:customer", args=[old.uuid]))
    assert response.headers["Location"] == reverse("desk:customer", args=[kept.uuid])
    html = page_of(client, kept)
    assert "Pothole" in html
    assert "old@mail.example" in html


@pytest.mark.parametrize("before", ["yesterday", "2026-01-01", "2026-01-01T10:00:00"])
def test_a_page_of_the_past_that_names_no_moment_is_not_there(before: str, signed_in: SignIn) -> None:
    customer = known(email="ada@mail.example")
    client = signed_in(UserFactory(role=Role.CSR))
    assert client.get(reverse("desk:customer", args=[customer.uuid]), {"before": before}).status_code == 404


def test_the_page_runs_the_same_queries_with_one_line_of_each_kind_and_with_three(signed_in: SignIn) -> None:
    customer = known(email="ada@mail.example")
    user = UserFactory(role=Role.CSR)
    client = signed_in(user)

    def add_lines() -> None:
        submit(contact=Contact(name="Ada Resident", email="ada@mail.example"))
        for handled in (True, False):
            contact = Interaction.objects.create(
                customer=customer, channel="phone", purpose="information", language="en", occurred_at=NOON
            )
            if handled:
                Handling.objects.create(interaction=contact, handled_by_id=user.pk, started_at=NOON, summary="Pool?")

    def queries() -> int:
        page_of(client, customer)
        with CaptureQueriesContext(connection) as captured:
            page_of(client, customer)
        return len(captured)

    add_lines()
    with_one = queries()
    add_lines()
    add_lines()
    assert queries() == with_one
