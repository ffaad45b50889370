"""Every address opened as everybody, against the one table of tests/architecture/permissions.toml."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.architecture import urls
from tests.factories.accounts import UserFactory
from tests.factories.service_requests import submit
from townline.accounts.models import Role

pytestmark = pytest.mark.django_db

TABLE = urls.table()
ADDRESSES = {address.name: address for address in urls.addresses(urls.all_patterns())}
MACHINES = {name for name in ADDRESSES if name.startswith("open311:")}
NAMED = sorted(name for name in TABLE if name in ADDRESSES and not name.startswith("nameless") and name not in MACHINES)
EVERYBODY = ["nobody", *Role.values]
SIGN_IN = "/staff/login/"
OPEN = {"anyone", "token", "key"}


def path_of(name: str) -> str:
    """An address with arguments that point at a request that exists where one is named, else at nothing."""
    request = submit()
    known = {
        "reference": request.reference,
        "code": "pothole",
        "step": "check",
        "uuid": str(request.uuid),
        "provider_id": "city",
        "uidb36": "1",
        "rest": "nothing",
        "suffix": "json",
    }
    given = ADDRESSES[name].arguments
    for default in ("1", str(uuid4()), "no-such-thing"):
        try:
            return reverse(name, kwargs={argument: known.get(argument, default) for argument in given})
        except NoReverseMatch:
            continue
    pytest.fail(f"{name} needs arguments that this test does not know: {sorted(given)}")


def open_as(who: str, name: str) -> tuple[int, str]:
    """What GET answers, or POST where a page is only for sending."""
    client = Client(raise_request_exception=True)
    if who != "nobody":
        client.force_login(UserFactory(role=who), backend="townline.accounts.backends.StaffBackend")
    path = path_of(name)
    response = client.get(path)
    if response.status_code == 405:
        response = client.post(path)
    for close in response._resource_closers:  # a file that is not read to its end
        close()
    return response.status_code, response.headers.get("Location", "")


@pytest.mark.parametrize("name", NAMED)
def test_every_address_lets_in_exactly_those_whom_the_table_names(name: str) -> None:
    allowed = set(TABLE[name])
    wrong = []
    for who in EVERYBODY:
        status, location = open_as(who, name)
        sent_away = SIGN_IN in location and name != "account_login"
        may = bool(allowed & OPEN) or who in allowed or ("signed_in" in allowed and who != "nobody")
        may = may or ("staff" in allowed and who in urls.STAFF)
        refused = status == 403 or sent_away
        if status >= 500 or ("signing_in" not in allowed and refused == may):
            wrong.append(f"{who}: {status} {location}")
    assert wrong == []
