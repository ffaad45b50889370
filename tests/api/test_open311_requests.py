"""GET requests and GET one request."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import defusedxml.ElementTree as DefusedTree
import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.service_requests import written_again
from townline.service_requests.models import Note, Photo, ServiceRequest
from townline.service_requests.queries import open311
from townline.service_requests.workflow import CLOSED, ENDED

Made = Callable[..., ServiceRequest]
LIST = "/open311/v2/requests.json"


def ids(api: Client, **arguments: str) -> list[str]:
    answer = api.get(LIST, arguments)
    assert answer.status_code == 200, answer.content
    return [request["service_request_id"] for request in answer.json()]


def errors(api: Client, **arguments: str) -> str:
    answer = api.get(LIST, arguments)
    assert answer.status_code == 400
    assert {frozenset(error) for error in answer.json()} == {frozenset({"code", "description"})}
    return " ".join(error["description"] for error in answer.json())


def change(request: ServiceRequest, **fields: Any) -> ServiceRequest:
    """Puts values into the row without its story: what is tested here is how they are written."""
    state = fields.get("state")
    if state:
        fields |= {"completed_at": request.submitted_at}
        fields["closed_at"] = request.submitted_at + timedelta(hours=2) if state in CLOSED else None
        fields |= {"source": "elsewhere"} if state in ENDED else {}  # another system's closings need no evidence
    if fields.keys() & {"state", "submitted_at", "source"}:
        return ServiceRequest.objects.get(pk=written_again(request, **fields).pk)
    ServiceRequest.objects.filter(pk=request.pk).update(**fields)
    return ServiceRequest.objects.get(pk=request.pk)


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def w3c(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_request_has_all_fields_of_the_standard(api: Client, made: Made) -> None:
    request = made()
    found = api.get(LIST).json()[0]
    assert found == {
        "service_request_id": request.reference,
        "status": "open",
        "status_notes": "Received",
        "service_name": "Graffiti",
        "service_code": "graffiti",
        "description": None,
        "agency_responsible": "Works & Roads",
        "service_notice": None,
        "requested_datetime": w3c(request.submitted_at),
        "updated_datetime": w3c(request.updated_at),
        "expected_datetime": w3c(request.promised_at or request.submitted_at),
        "address": "400-499 Maple Street",
        "address_id": None,
        "zipcode": None,
        "lat": 43.86,
        "long": -78.84,
        "media_url": None,
    }


def test_a_request_says_the_same_in_xml_alone_and_listed(api: Client, made: Made) -> None:
    request = change(made(), words_released_at=timezone.now(), description="A & B <3\nsecond line\x0b")
    listed = api.get(LIST).json()[0]
    for path in ("/open311/v2/requests.xml", f"/open311/v2/requests/{request.reference}.xml"):
        answer = api.get(path)
        assert answer["Content-Type"] == "text/xml; charset=utf-8"
        root = DefusedTree.fromstring(answer.content)
        found = {child.tag: child.text for child in root.find("request")}
        said = {name: None if value is None else str(value) for name, value in listed.items()}
        assert found == {**said, "description": "A & B <3\nsecond line"}
    assert api.get(f"/open311/v2/requests/{request.reference}.json").json() == [listed]


def test_words_and_pictures_of_residents_wait_for_release(api: Client, made: Made, settings: Any) -> None:
    settings.TOWNLINE_SITE_URL = "https://city.example"
    request = made(description="My neighbour <b>Bob</b> did it.", media_url="https://photos.example.org/1.jpg")
    photo = Photo.objects.create(request=request, state="ready", file="photos/a.jpg", added_at=timezone.now())
    found = api.get(LIST).json()[0]
    assert (found["description"], found["media_url"]) == (None, None)
    assert b"Bob" not in api.get("/open311/v2/requests.xml").content
    change(request, words_released_at=timezone.now())
    Photo.objects.update(released_at=timezone.now())
    found = api.get(LIST).json()[0]
    assert found["description"] == "My neighbour Bob did it."
    assert found["media_url"].endswith(f"/open311/v2/media/{photo.uuid}.jpg")


def test_media_is_served_only_when_released(api: Client, made: Made, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8picture")
    photo = Photo.objects.create(request=made(), state="ready", file="a.jpg", added_at=timezone.now())
    path = f"/open311/v2/media/{photo.uuid}.jpg"
    assert api.get(path).status_code == 404
    Photo.objects.update(released_at=timezone.now())
    answer = api.get(path)
    assert (answer.content, answer["Content-Type"]) == (b"\xff\xd8picture", "image/jpeg")
    change(photo.request, visibility="private")  # type: ignore[arg-type]
    assert api.get(path).status_code == 404


@pytest.mark.parametrize("visibility", ["private", "enforcement"])
def test_what_is_not_public_never_appears(api: Client, made: Made, visibility: str) -> None:
    request = change(made(), visibility=visibility, source="old", source_id="SR-1")
    assert ids(api) == []
    assert ids(api, service_request_id=request.reference) == []
    for name in (request.reference, "SR-1"):
        assert api.get(f"/open311/v2/requests/{name}.json").status_code == 404


def test_a_request_of_a_service_that_became_private_disappears(api: Client, made: Made) -> None:
    request = made()
    request.service.visibility = "private"
    request.service.save()
    assert ids(api) == []


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [
        ("submitted", "open", "Received"),
        ("reviewed", "open", "Reviewed"),
        ("assigned", "open", "Work assigned"),
        ("waiting_for_customer", "open", "We asked a question and wait for the answer"),
        ("completed", "open", "Work done, being checked"),
        ("confirmed", "closed", "Completed"),
        ("declined", "closed", "Closed: the City cannot do this"),
        ("merged", "closed", "Closed: joined with an earlier report of the same problem"),
        ("cancelled", "closed", "Closed: withdrawn by the person who asked"),
    ],
)
def test_status_is_open_or_closed_and_the_notes_say_the_step(
    api: Client, made: Made, state: str, status: str, words: str
) -> None:
    request = change(made(), state=state)
    found = api.get(LIST).json()[0]
    assert (found["status"], found["status_notes"]) == (status, words)
    assert ids(api, status=status) == [request.reference]
    assert ids(api, status="closed" if status == "open" else "open") == []
    assert ids(api, status="open,closed") == [request.reference]
    if status == "closed":
        assert found["updated_datetime"] == w3c(request.closed_at or request.updated_at)


def test_french_is_spoken_when_asked(api: Client, made: Made) -> None:
    made()
    found = api.get(LIST, {"locale": "fr"}).json()[0]
    assert (found["service_name"], found["agency_responsible"]) == ("Graffiti (fr)", "Travaux")
    assert found["status_notes"] != "Received"


def test_the_newest_comes_first_and_old_ones_only_when_asked(api: Client, made: Made) -> None:
    one, two, old = made(), made(), made()
    change(one, submitted_at=days_ago(3))
    change(old, submitted_at=days_ago(120))
    assert ids(api) == [two.reference, one.reference]
    assert ids(api, start_date=w3c(days_ago(130)), end_date=w3c(days_ago(110))) == [old.reference]
    assert ids(api, start_date=w3c(days_ago(130))) == [old.reference]
    assert ids(api, end_date=w3c(days_ago(100))) == [old.reference]


def test_end_date_and_start_date_limit_requested_datetime(api: Client, made: Made) -> None:
    one, two = change(made(), submitted_at=days_ago(5)), change(made(), submitted_at=days_ago(2))
    assert ids(api, start_date=w3c(days_ago(3))) == [two.reference]
    assert ids(api, start_date=w3c(days_ago(6)), end_date=w3c(days_ago(4))) == [one.reference]
    # An unescaped plus sign of the zone arrives as a space.
    later = (days_ago(4) + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%S 02:00")
    assert ids(api, start_date=w3c(days_ago(6)), end_date=later) == [one.reference]


def test_service_code_takes_several(api: Client, made: Made) -> None:
    wall, light = made(), made(service_code="street_light")
    assert ids(api, service_code="graffiti") == [wall.reference]
    assert set(ids(api, service_code="graffiti, street_light")) == {wall.reference, light.reference}
    assert ids(api, service_code="noise") == ids(api, service_code="nothing") == []
    assert len(api.get(f"{LIST}?service_code=graffiti&service_code=street_light").json()) == 2


def test_service_request_id_overrides_all_other_arguments(api: Client, made: Made) -> None:
    one, two = change(made(), submitted_at=days_ago(400)), made()
    made()
    named = f"{one.reference},{two.reference},999999999"
    assert set(ids(api, service_request_id=named, status="closed", start_date="never", page="x")) == {
        one.reference,
        two.reference,
    }


def test_empty_arguments_are_none(api: Client, made: Made) -> None:
    made()
    empty = dict.fromkeys(
        (
            "service_request_id",
            "service_code",
            "status",
            "start_date",
            "end_date",
            "page",
            "page_size",
            "jurisdiction_id",
        ),
        "",
    )
    assert len(ids(api, **empty)) == 1


def test_at_most_1000_are_listed(api: Client, made: Made) -> None:
    first = made()
    rows = [
        ServiceRequest(**{
            **{f.attname: getattr(first, f.attname) for f in ServiceRequest._meta.concrete_fields if f.name not in {"id", "uuid"}},
            "reference": str(100_000_000 + number),
        })
        for number in range(1_004)
    ]  # fmt: skip
    ServiceRequest.objects.bulk_create(rows)
    assert len(ids(api)) == 1_000
    assert len(ids(api, page_size="1000", page="2")) == 5
    assert len(ids(api, updated_after="2020-01-01T00:00:00Z")) == 1_000


def test_dates_are_refused_with_the_reason(api: Client) -> None:
    for wrong in (
        "yesterday",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-13-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "2026-01-01T00:00:00+25:00",
    ):
        assert (
            errors(api, start_date=wrong) == "start_date: write a date with its time zone, like 2026-01-31T00:00:00Z."
        )
    assert "90 days" in errors(api, start_date="2026-01-01T00:00:00Z", end_date="2026-04-02T00:00:00Z")
    assert "before" in errors(api, start_date="2026-02-01T00:00:00Z", end_date="2026-01-01T00:00:00Z")
    assert ids(api, start_date="2026-01-01T00:00:00Z", end_date="2026-04-01T00:00:00Z") == []


def test_every_fault_is_said_at_once(api: Client) -> None:
    answer = api.get(LIST, {"status": "broken", "start_date": "x", "page": "0"})
    assert [error["description"].partition(":")[0] for error in answer.json()] == ["status", "start_date", "page"]


def test_pages_follow_each_other(api: Client, made: Made) -> None:
    made_ids = [made().reference for _ in range(5)][::-1]
    assert ids(api, page_size="2") == made_ids[:2]
    assert ids(api, page_size="2", page="3") == made_ids[4:]
    answer = api.get(LIST, {"page_size": "2", "status": "open"})
    assert answer["Link"] == '</open311/v2/requests.json?page_size=2&status=open&page=2>; rel="next"'
    assert "page_size" in errors(api, page_size="1001")


def test_updated_after_finds_old_requests_that_changed(api: Client, made: Made) -> None:
    old, new = made(), made()
    change(old, submitted_at=days_ago(500), updated_at=days_ago(1))
    change(new, submitted_at=days_ago(3), updated_at=days_ago(2))
    assert ids(api, updated_after=w3c(days_ago(4))) == [new.reference, old.reference]
    assert ids(api, updated_after=w3c(days_ago(4)), updated_before=w3c(days_ago(1.5))) == [new.reference]
    assert ids(api, updated_after=w3c(days_ago(0.5))) == []


def test_extensions_and_notes_come_only_when_asked(api: Client, made: Made) -> None:
    request = made()
    Note.objects.create(request=request, text="Seen & noted", visibility="public", written_at=timezone.now())
    Note.objects.create(request=request, text="Secret", visibility="internal", written_at=timezone.now())
    Note.objects.create(request=request, text="For you only", visibility="customer", written_at=timezone.now())
    path = f"/open311/v2/requests/{request.reference}"
    plain, more = api.get(f"{path}.json").json()[0], api.get(f"{path}.json?extensions=true&notes=true").json()[0]
    assert set(more) - set(plain) == {"extended_attributes", "notes"}
    assert more["extended_attributes"] == {"step": "received", "channel": "open311", "ward": "1"}
    assert [(n["type"], n["summary"], n["description"]) for n in more["notes"]] == [
        ("submitted", "Received", None),
        ("note", None, "Seen & noted"),
    ]
    root = DefusedTree.fromstring(api.get(f"{path}.xml?extensions=true&notes=true").content)[0]
    assert root.find("extended_attributes").findtext("ward") == "1"
    assert [n.findtext("description") for n in root.find("notes")] == ["", "Seen & noted"]


def test_extensions_can_be_switched_off(api: Client, made: Made, settings: Any) -> None:
    settings.OPEN311_EXTENSIONS = False
    made(), made()
    found = api.get(LIST, {"extensions": "true", "notes": "true", "page_size": "1", "page": "x", "locale": "fr"}).json()
    assert (len(found), found[0]["service_name"], "notes" in found[0]) == (2, "Graffiti", False)


def test_one_is_found_by_the_number_of_the_old_system(api: Client, made: Made) -> None:
    request = change(made(), source="lagan", source_id="2011-00451")
    assert api.get("/open311/v2/requests/2011-00451.json").json()[0]["service_request_id"] == request.reference


@pytest.mark.parametrize("name", ["418307265", "000000000", "nothing", "%00", "a.b", "９"])
def test_an_unknown_one_is_404_with_errors(api: Client, name: str) -> None:
    for suffix in ("json", "xml"):
        answer = api.get(f"/open311/v2/requests/{name}.{suffix}")
        assert answer.status_code in {404, 400}
        assert b"description" in answer.content


def test_a_token_is_never_known(api: Client) -> None:
    answer = api.get("/open311/v2/tokens/123.json")
    assert (answer.status_code, answer.json()[0]["code"]) == (404, "404")


def test_reading_is_open_to_other_sites_and_writing_is_not(api: Client, report: Callable[..., Any]) -> None:
    assert api.get(LIST)["Access-Control-Allow-Origin"] == "*"
    options = api.options(LIST)
    assert (options.status_code, options["Allow"]) == (204, "GET, POST, HEAD, OPTIONS")
    assert options["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_head_has_the_length_of_get(api: Client, made: Made) -> None:
    made()
    got, head = api.get(LIST), api.head(LIST)
    assert (head.content, head["Content-Length"]) == (b"", str(len(got.content)))


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused_with_errors(api: Client, method: str) -> None:
    answer = getattr(api, method)(LIST)
    assert (answer.status_code, answer["Allow"], answer.json()[0]["code"]) == (405, "GET, POST, HEAD, OPTIONS", "405")


@pytest.mark.parametrize(
    "path", ["/open311/", "/open311/v2/requests", "/open311/v2/requests.html", "/open311/v3/services.json"]
)
def test_an_unknown_address_is_404_with_errors(api: Client, path: str) -> None:
    answer = api.get(path)
    assert (answer.status_code, b"description" in answer.content) == (404, True)


def test_lists_cost_one_statement_whatever_their_length(
    api: Client, made: Made, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[str] = []
    fetch = open311.fetched_bytes
    monkeypatch.setattr(open311, "fetched_bytes", lambda sql, values: (statements.append(sql), fetch(sql, values))[1])
    made(), made()
    with django_assert_num_queries(0):  # the list does not use Django's cursors
        api.get(LIST, {"extensions": "true", "notes": "true"})
    assert len(statements) == 1


def test_a_list_by_ids_takes_the_numbers_of_the_old_system_too(api: Client, made: Made) -> None:
    imported = change(made(), source="lagan", source_id="2011-00451")
    ours, other = made(), made()
    assert set(ids(api, service_request_id=f"2011-00451,{ours.reference}")) == {imported.reference, ours.reference}
    assert ids(api, service_request_id=f"{imported.reference},2011-00451") == [imported.reference]
    change(other, source="lagan", source_id=ours.reference)  # an old number that is a reference today names today's
    assert ids(api, service_request_id=ours.reference) == [ours.reference]
    change(imported, visibility="private")
    assert ids(api, service_request_id="2011-00451") == []
