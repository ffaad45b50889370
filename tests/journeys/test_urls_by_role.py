"""Every address opened as everybody, against the one table of tests/architecture/permissions.toml."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.architecture import urls
from tests.factories.accounts import UserFactory
from tests.factories.service_requests import submit
from tests.journeys.everybody import NAMED, TABLE, client_of, path_of, session_of, taken_back
from townline.accounts.models import Role
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db

EVERYBODY = ["nobody", *Role.values]
SIGN_IN = "/staff/login/"
OPEN = {"anyone", "token", "key"}


@dataclass
class City:
    request: ServiceRequest
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[City]:
    """One for all addresses: each test takes back what it has changed."""
    with django_db_blocker.unblock(), taken_back():
        yield City(submit(), {role: session_of(UserFactory(role=role)) for role in Role.values})


def open_as(session: str | None, path: str) -> tuple[int, str]:
    """What GET answers, or POST where a page is only for sending."""
    client = client_of(session)
    with taken_back():
        response = client.get(path)
        if response.status_code == 405:
            response = client.post(path)
    for close in response._resource_closers:  # a file that is not read to its end
        close()
    return response.status_code, response.headers.get("Location", "")


@pytest.mark.parametrize("name", NAMED)
def test_every_address_lets_in_exactly_those_whom_the_table_names(city: City, name: str) -> None:
    allowed, path = set(TABLE[name]), path_of(name, request=city.request)
    wrong = []
    for who in EVERYBODY:
        status, location = open_as(city.sessions.get(who), path)
        sent_away = SIGN_IN in location and name != "account_login"
        may = bool(allowed & OPEN) or who in allowed or ("signed_in" in allowed and who != "nobody")
        may = may or ("staff" in allowed and who in urls.STAFF)
        refused = status == 403 or sent_away
        if status >= 500 or ("signing_in" not in allowed and refused == may):
            wrong.append(f"{who}: {status} {location}")
    assert wrong == []
