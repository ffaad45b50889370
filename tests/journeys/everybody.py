"""Everybody signed in once for all addresses, and what an address is named after."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.architecture import urls
from townline.accounts.models import User
from townline.service_requests.models import ServiceRequest

TABLE = urls.table()
ADDRESSES = {address.name: address for address in urls.addresses(urls.all_patterns())}
MACHINES = {name for name in ADDRESSES if name.startswith("open311:")}
NAMED = sorted(name for name in TABLE if name in ADDRESSES and not name.startswith("nameless") and name not in MACHINES)


def path_of(name: str, *, request: ServiceRequest) -> str:
    """An address with arguments that point at the request where one is named, else at nothing."""
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


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def client_of(session: str | None) -> Client:
    client = Client(raise_request_exception=True)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens in it has not happened; also around all tests of a file."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
