"""A city with three services and a key, as an application sees it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from townline.accounts.models import ApiKey, Department, Team
from townline.accounts.operations import quota
from townline.accounts.queries.keys import digest_of
from townline.api.open311 import keys
from townline.catalog import documents
from townline.catalog import queries as catalog
from townline.catalog.models import Group, Service, ServiceVersion, Stamp
from townline.events import operations as events
from townline.places.models import Area
from townline.service_requests.models import ServiceRequest

KEY = "sample-city"
CITY = {"type": "Polygon", "coordinates": [[[-79.2, 43.7], [-78.5, 43.7], [-78.5, 44.2], [-79.2, 44.2], [-79.2, 43.7]]]}


def both(text: str) -> dict[str, str]:
    return {"en": text, "fr": f"{text} (fr)"}


def choice(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "name": both(key.title()), **more}


QUESTIONS: list[dict[str, Any]] = [
    {"code": "where", "datatype": "singlevaluelist", "label": both("Where is it?"), "required": True,
     "choices": [choice("road"), choice("sidewalk"), choice("wires", stop=both("Stay away and call 911."))]},
    {"code": "size", "datatype": "number", "label": both("How big?"), "help": both("In centimetres.")},
    {"code": "since", "datatype": "datetime", "label": both("Since when?")},
    {"code": "marks", "datatype": "multivaluelist", "label": both("What else?"), "choices": [choice("wet"), choice("deep")]},
    {"code": "words", "datatype": "text", "label": both("Tell more")},
    {"code": "sign", "datatype": "string", "label": both("Which sign?"), "required": True,
     "condition": {"question": "where", "values": ["sidewalk"]}},
    {"code": "hint", "datatype": "statement", "label": both("We look within a day.")},
]  # fmt: skip


def definition(code: str, **more: Any) -> dict[str, Any]:
    plain = {"code": code, "name": both(code.replace("_", " ").title()), "summary": both("We fix it."), "group_code": "roads",
             "department_code": "works", "team_code": "crew", "when": both("Within five business days."),
             "keywords": {"en": ["hole", "bump"], "fr": ["trou"]}}  # fmt: skip
    return {**plain, **more}


@pytest.fixture
def add_service(db: None) -> Callable[..., Service]:
    department, _ = Department.objects.get_or_create(
        code="works", defaults={"name_en": "Works & Roads", "name_fr": "Travaux"}
    )
    team, _ = Team.objects.get_or_create(
        code="crew", department=department, defaults={"name_en": "Crew", "name_fr": "Équipe"}
    )
    group, _ = Group.objects.get_or_create(code="roads", defaults={"name_en": "Roads", "name_fr": "Rues"})

    def add(code: str, **more: Any) -> Service:
        document = documents.write(definition=documents.read(document=definition(code, **more)))
        service = Service.objects.create(
            code=code, group=group, department=department, team=team, name_en=document["name"]["en"], name_fr=document["name"]["fr"],
            visibility=document["visibility"], definition=document, changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        ServiceVersion.objects.create(service=service, number=1, definition=document, published_at=service.changed_at)
        Stamp.objects.all().delete()
        Stamp.objects.create(changed_at=timezone.now())
        catalog.forget()
        return service

    return add


@pytest.fixture
def city(add_service: Callable[..., Service], settings: Any) -> Iterator[None]:
    settings.TOWNLINE_CACHE_SECONDS = 0  # what one test kept is not true in the next
    events.make_partitions(on=timezone.now().date())
    Area.objects.create(
        kind="ward", code="1", name_en="Ward 1", name_fr="Quartier 1", geometry=CITY, effective_from="2020-01-01"
    )
    add_service("pothole", questions=QUESTIONS)
    add_service("graffiti")
    add_service("street_light")
    add_service("noise", visibility="enforcement")
    add_service("garbage_bill", visibility="private")
    ApiKey.objects.create(name="Sample application", digest=digest_of(KEY), requests_per_minute=1_000)
    keys._known.clear()
    quota.forget_leases()
    yield
    keys._known.clear()
    catalog.forget()


@pytest.fixture
def api(city: None, settings: Any) -> Client:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return Client(raise_request_exception=False)


@pytest.fixture
def report(api: Client) -> Callable[..., Any]:
    """Send a report; arguments replace or, with None, remove those of a good one."""

    def send(suffix: str = "json", **changes: Any) -> Any:
        form = {"api_key": KEY, "service_code": "graffiti", "lat": "43.86", "long": "-78.84", "address_string": "418 Maple Street",
                "description": "It is on the wall.", **changes}  # fmt: skip
        return api.post(
            f"/open311/v2/requests.{suffix}", {name: value for name, value in form.items() if value is not None}
        )

    return send


@pytest.fixture
def made(report: Callable[..., Any]) -> Callable[..., ServiceRequest]:
    def make(**changes: Any) -> ServiceRequest:
        answer = report(**changes)
        assert answer.status_code == 201, answer.content
        return ServiceRequest.objects.get(reference=answer.json()[0]["service_request_id"])

    return make
