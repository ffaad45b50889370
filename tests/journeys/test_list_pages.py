"""Every list page runs the same number of queries with one row and with three."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.catalog import publish_service
from tests.factories.service_requests import submit
from townline.accounts.models import Role
from townline.catalog import queries as catalog
from townline.customers.values import Contact

pytestmark = pytest.mark.django_db


def add_request() -> None:
    """Another person asks for the same service."""
    name = uuid4().hex[:8]
    submit(contact=Contact(name=name, email=f"{name}@mail.example"))


def add_service() -> None:
    publish_service(code=f"service-{uuid4().hex[:8]}")


# The page's url name, who opens it, and what adds a row.
LISTS: dict[str, tuple[str, Callable[[], None]]] = {
    "desk:queue": (Role.MANAGER, add_request),
    "portal:requests": ("nobody", add_request),
    "portal:points": ("nobody", add_request),
    "portal:services": ("nobody", add_service),
}


def queries_of(client: Client, path: str) -> int:
    catalog.catalogue()  # kept in the process: not part of the page
    client.get(path)  # so is what the first page of a process looks up once
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
def test_list_page_runs_the_same_queries_with_one_row_and_with_three(name: str) -> None:
    who, add_row = LISTS[name]
    client = Client()
    if who != "nobody":
        client.force_login(UserFactory(role=who), backend="townline.accounts.backends.StaffBackend")
    path = reverse(name)
    add_row()
    with_one = queries_of(client, path)
    add_row()
    add_row()
    assert queries_of(client, path) == with_one
