"""Whatever is sent, the answer is a document with a sensible status, never a 500."""

import json
from typing import Any
from urllib.parse import quote

import defusedxml.ElementTree as DefusedTree
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import KEY
from townline.service_requests.models import ServiceRequest

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ARGUMENTS = [
    "service_request_id", "service_code", "start_date", "end_date", "status", "page", "page_size", "updated_after", "updated_before",
    "extensions", "notes", "locale", "jurisdiction_id", "api_key", "callback",
]  # fmt: skip
FIELDS = [
    "service_code", "lat", "long", "address_string", "address_id", "email", "phone", "first_name", "last_name", "description",
    "media_url", "device_id", "account_id", "client_request_id", "attribute[where]", "attribute[marks][]", "attribute[size]",
    "attribute[since]", "attribute[]", "attribute[where][0]", "attribute", "locale",
]  # fmt: skip
LIKELY = st.sampled_from(
    [
        "", "0", "-1", "1", "1e400", "nan", "pothole", "graffiti", "open", "closed", "true", "fr", "2026-01-01T00:00:00Z",
        "9999-12-31T23:59:59-23:59", "0000-00-00T00:00:00Z", "43.86", "-78.84", "wires", "road", "http://127.0.0.1/", "http://[::1",
        "%00", "\x00", "\ud7ff\uffff", "'; DROP TABLE x; --", "%s %(x)s {0}", "]]>", "<b>", "&amp;", "999999999999999999999999",
        "http://a:b@c/", "a" * 6000,
    ]
)  # fmt: skip
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
WORDS = LIKELY | st.text(max_size=40) | st.characters(codec="utf-8")


def is_sound(answer: Any, suffix: str) -> None:
    assert answer.status_code < 500, answer.content
    body = json.loads(answer.content) if suffix == "json" else DefusedTree.fromstring(answer.content)
    if answer.status_code >= 400:
        assert len(body) >= 1


@MANY
@given(
    arguments=st.dictionaries(st.sampled_from(ARGUMENTS) | st.text(max_size=10), WORDS, max_size=5),
    suffix=st.sampled_from(["json", "xml"]),
)
def test_any_argument_of_a_list_gets_a_sound_answer(api: Client, arguments: dict[str, str], suffix: str) -> None:
    is_sound(api.get(f"/open311/v2/requests.{suffix}", arguments), suffix)


@MANY
@given(
    name=WORDS.filter(bool),
    noun=st.sampled_from(["requests", "services", "tokens", "media"]),
    suffix=st.sampled_from(["json", "xml"]),
)
def test_any_name_gets_a_sound_answer(api: Client, name: str, noun: str, suffix: str) -> None:
    is_sound(api.get(f"/open311/v2/{noun}/{quote(name, safe='')}.{suffix}"), suffix)


@MANY
@given(
    form=st.dictionaries(
        st.sampled_from(FIELDS) | st.text(max_size=10), WORDS | st.lists(WORDS, max_size=3), max_size=8
    ),
    suffix=st.sampled_from(["json", "xml"]),
)
def test_any_form_gets_a_sound_answer(api: Client, form: dict[str, Any], suffix: str) -> None:
    good = {"api_key": KEY, "service_code": "pothole", "lat": "43.86", "long": "-78.84", "attribute[where]": "road"}
    with transaction.atomic():
        answer = api.post(f"/open311/v2/requests.{suffix}", {**good, **form})
        is_sound(answer, suffix)
        if answer.status_code == 201:
            ServiceRequest.objects.update(words_released_at=timezone.now())
            is_sound(api.get(f"/open311/v2/requests.{suffix}?extensions=true&notes=true"), suffix)
        transaction.set_rollback(True)


@MANY
@given(body=st.binary(max_size=300))
def test_any_body_gets_a_sound_answer(api: Client, body: bytes) -> None:
    is_sound(
        api.generic("POST", "/open311/v2/requests.json", body, content_type="application/x-www-form-urlencoded"), "json"
    )


def exercise(operation: Any, seen: set[tuple[str, int]]) -> None:
    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def answers_as_described(case: Any) -> None:
        seen.add((operation.label, case.call_and_validate(checks=CHECKS).status_code))

    answers_as_described()


@pytest.mark.django_db(transaction=True)
def test_the_interface_is_what_openapi_says(city: None) -> None:
    """Every operation of the description, with arguments made from it: answers and their bodies fit."""
    schema = schemathesis.openapi.from_wsgi("/open311/v2/openapi.json", get_wsgi_application())
    seen: set[tuple[str, int]] = set()

    for found in schema.get_all_operations():
        exercise(found.ok(), seen)
    assert len({label for label, _ in seen}) == 7
    assert {("GET /services.{suffix}", 200), ("GET /requests.{suffix}", 200), ("POST /requests.{suffix}", 403)} <= seen


@pytest.mark.parametrize(
    ("path", "begins"), [("discovery.json", b"[{"), ("v2/requests.xml", b"<?xml"), ("v2/services.json", b"[{")]
)
def test_a_forged_host_is_refused_in_the_words_of_machines(path: str, begins: bytes) -> None:
    answer = Client().get(f"/open311/{path}", headers={"host": "evil.example"})
    assert (answer.status_code, answer.content[: len(begins)]) == (400, begins)
    assert b"evil" not in answer.content
