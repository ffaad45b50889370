"""Every list page runs the same number of queries with one row and with three."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import HOUR, NOON
from tests.factories.places import AreaFactory
from tests.factories.service_requests import request_in, submit
from tests.interactions.test_mail import PDF
from townline.accounts import operations as accounts
from townline.accounts.models import Membership, Role, User
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.core.actor import SYSTEM
from townline.customers import operations as customer_operations
from townline.customers import queries as customers
from townline.customers.operations import Details
from townline.customers.values import Contact, Kind
from townline.customers.values import Role as Relationship
from townline.events.models import Delivery
from townline.events.operations import dispatch_pending
from townline.interactions import operations as interactions
from townline.interactions.values import Caller, Notes, WrapUp
from townline.routing import operations as routing
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def add_request() -> None:
    """Another person asks for the same service."""
    name = uuid4().hex[:8]
    submit(contact=Contact(name=name, email=f"{name}@mail.example"))


def add_service() -> None:
    publish_service(code=f"service-{uuid4().hex[:8]}")


def add_setting() -> None:
    """One more of everything that settings list."""
    code = f"x-{uuid4().hex[:8]}"
    service = publish_service(code=code)
    team = TeamFactory(code=code)
    member_of(team)
    AreaFactory(code=code)
    values = {"service_code": service.code, "team_id": team.pk, "question_code": "size", "answer": "large"}
    routing.save_rule(rule=None, values=values, by=SYSTEM, at=NOON)
    alert = {"text_en": code, "text_fr": code, "starts_at": NOON, "ends_at": NOON + HOUR}
    catalog_operations.save_alert(alert=None, values=alert, by=SYSTEM, at=NOON)
    accounts.make_api_key(name=code, contact="", by=SYSTEM, at=NOON)
    group = {"code": code, "name_en": code, "name_fr": code}
    catalog_operations.save_group(group=None, values=group, by=SYSTEM, at=NOON)
    accounts.save_department(department=None, values=group, by=SYSTEM, at=NOON)


def add_call() -> None:
    """Somebody without e-mail is declined: a call waits."""
    request_in(State.DECLINED, contact=Contact(name=uuid4().hex[:8], phone="+14165550123"))
    dispatch_pending(at=timezone.now())


def add_failed_event() -> None:
    submit()
    Delivery.objects.update(state="failed")


def add_customer() -> None:
    """Somebody called Resident, with all that stands on a customer's page: a request, a relation, a warning."""
    request = submit(contact=Contact(name=f"Ada Resident {uuid4().hex[:6]}", email=f"{uuid4().hex[:8]}@mail.example"))
    csr = viewer(UserFactory(role=Role.CSR))
    customer = customers.customer_by_id(customer_id=request.customer_id or 0)
    assert customer is not None
    household = Details(kind=Kind.HOUSEHOLD, name="Household")
    other = customer_operations.add_customer(details=household, by=csr, at=NOON)
    customer_operations.relate(customer=customer, other=other, role=Relationship.RELATIVE, by=csr, at=NOON)


def add_contact() -> None:
    """A contact wrapped up by each of the staff, with a promise, and somebody to be reached."""
    customer = submit(contact=Contact(name=uuid4().hex[:8], email="ada@mail.example")).customer
    for user in User.objects.filter(role__in=[Role.CSR, Role.SUPERVISOR]):
        Membership.objects.get_or_create(team=TeamFactory(), user=user)
        by = viewer(user)
        contact = interactions.start(channel="phone", caller=Caller(), customer=customer, by=by, at=NOON)
        notes = Notes(promised="Call back", promised_by=NOON.date())
        said = WrapUp("information", "answered", "no")
        interactions.wrap_up(contact=contact, notes=notes, said=said, by=by, at=NOON)
        interactions.open_outreach(customer=customer, subject=None, reason="Which lane", by=by, at=NOON)


def add_open_contact() -> None:
    """A colleague has not wrapped up."""
    by = viewer(member_of(TeamFactory(), role=Role.CSR))
    Membership.objects.get_or_create(team=TeamFactory(), user=User.objects.get(role=Role.SUPERVISOR))
    interactions.start(channel="phone", caller=Caller(), customer=None, by=by, at=NOON)


@pytest.fixture(autouse=True)
def scans_of_its_own(settings: Any, tmp_path: Path) -> None:
    """What a test scans lies in no folder that another test looks through."""
    settings.MEDIA_ROOT = str(tmp_path)


def add_mail() -> None:
    """One item filed, one to be sorted."""
    by = viewer(UserFactory(role=Role.CSR))
    request = submit(contact=Contact(name=uuid4().hex[:8], email="ada@mail.example"))
    files = [SimpleUploadedFile(f"{uuid4().hex}.pdf", PDF) for _ in range(2)]
    delivery = interactions.Delivery("mail", NOON.date(), "")
    done = interactions.scan_in(files=files, delivery=delivery, by=by, at=NOON)
    interactions.file_item(item=done.to_sort[0], customer=request.customer, subject=None, about="", by=by, at=NOON)


SETTINGS = ("services", "groups", "departments", "teams", "people", "rules", "areas", "alerts", "keys", "texts")
# The page's url name, who opens it, and what adds a row.
LISTS: dict[str, tuple[str, Callable[[], None]]] = {
    "desk:queue": (Role.MANAGER, add_request),
    **{f"desk:settings_{name}": (Role.ADMINISTRATOR, add_setting) for name in SETTINGS},
    "desk:messages": (Role.CSR, add_call),
    "desk:contacts": (Role.CSR, add_contact),
    "desk:contacts_team": (Role.SUPERVISOR, add_open_contact),
    "desk:mail": (Role.CSR, add_mail),
    "desk:customers": (Role.CSR, add_customer),
    "desk:deliveries": (Role.ADMINISTRATOR, add_failed_event),
    "portal:requests": ("nobody", add_request),
    "portal:points": ("nobody", add_request),
    "portal:services": ("nobody", add_service),
}


# Pages that list nothing until somebody looks for it.
SEARCHED = {"desk:customers": "?q=resident"}


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
    path = reverse(name) + SEARCHED.get(name, "")
    add_row()
    with_one = queries_of(client, path)
    add_row()
    add_row()
    assert queries_of(client, path) == with_one
