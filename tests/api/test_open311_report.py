"""POST requests."""

import time
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import defusedxml.ElementTree as DefusedTree
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.api.conftest import KEY
from townline.accounts.models import ApiKey
from townline.accounts.queries.keys import digest_of
from townline.core.reference import is_reference
from townline.events.models import Event
from townline.places import values
from townline.places.models import Address
from townline.service_requests.models import Photo, ServiceRequest

Report = Callable[..., Any]


def said(answer: Any) -> str:
    assert {frozenset(error) for error in answer.json()} == {frozenset({"code", "description"})}
    return " ".join(error["description"] for error in answer.json())


def test_report_answers_with_the_id(report: Report) -> None:
    answer = report()
    assert answer.status_code == 201
    (receipt,) = answer.json()
    assert is_reference(receipt["service_request_id"])
    assert {**receipt, "service_request_id": ""} == {
        "service_request_id": "",
        "service_notice": "Within five business days.",
        "account_id": None,
    }


def test_report_answers_in_xml(report: Report) -> None:
    root = DefusedTree.fromstring(report("xml").content)
    assert (root.tag, len(root), is_reference(root[0].findtext("service_request_id"))) == ("service_requests", 1, True)


def test_report_is_a_request_like_any_other(made: Callable[..., ServiceRequest]) -> None:
    request = made(first_name="Ada", last_name="Lovelace", email="Ada@mail.example", phone="613 555 0123")
    assert request.customer is not None
    assert (request.customer.name, request.channel, request.description) == (
        "Ada Lovelace",
        "open311",
        "It is on the wall.",
    )
    assert (request.address, request.block) == ("418 Maple Street", "400-499 Maple Street")
    event = Event.objects.get(subject=request.uuid)
    assert (event.type, event.actor_kind, event.actor_label) == (
        "service_request.submitted",
        "api_client",
        "Sample application",
    )


def test_report_without_a_contact_is_anonymous(made: Callable[..., ServiceRequest]) -> None:
    assert made().customer is None


@pytest.mark.parametrize("key", [None, "", "wrong", "x" * 5000, "a\x00b"])
def test_report_without_a_good_key_is_403(report: Report, key: str | None) -> None:
    for suffix in ("json", "xml"):
        assert report(suffix, api_key=key).status_code == 403
    assert "api_key" in said(report(api_key=key))


def test_a_key_that_was_withdrawn_stops(report: Report, settings: Any) -> None:
    settings.TOWNLINE_CACHE_SECONDS = 0
    assert report().status_code == 201
    ApiKey.objects.update(is_active=False)
    assert report().status_code == 403


def test_a_key_has_a_limit_a_minute(report: Report, settings: Any) -> None:
    settings.TOWNLINE_CACHE_SECONDS = 0
    ApiKey.objects.update(requests_per_minute=3)
    with time_machine.travel("2026-06-03T16:00:20Z", tick=False) as clock:
        assert [report(service_code="").status_code for _ in range(5)] == [400, 400, 400, 429, 429]
        answer = report()
        assert answer["Retry-After"] == "40"
        assert "3 requests a minute" in said(answer)
        clock.shift(timedelta(seconds=41))
        assert report(service_code="").status_code == 400


def test_service_code_is_needed_and_must_be_known(report: Report) -> None:
    assert [report(service_code=code).status_code for code in (None, "", "nothing", "noise", "garbage_bill")] == [
        400,
        400,
        404,
        404,
        404,
    ]
    assert said(report(service_code="noise")) == said(report(service_code="nothing")).replace("nothing", "noise")


def test_a_place_is_needed(report: Report) -> None:
    nowhere = {"lat": None, "long": None, "address_string": None}
    assert said(report(**nowhere)) == "Say where it is: lat and long, address_string, or address_id."
    assert said(report(long=None)) == "lat and long: send both or neither."
    assert report(**{**nowhere, "address_string": "418 Maple Street"}).status_code == 201
    for wrong in ("91", "north", "nan", "inf", "1e3", "４３"):
        assert said(report(lat=wrong)).startswith("lat: write degrees")
    assert "outside the city" in said(report(lat="10", long="10"))


def test_address_id_is_an_address_of_the_city(report: Report, made: Callable[..., ServiceRequest]) -> None:
    address = Address.objects.create(
        number="12", street="Oak Road", text="12 Oak Road", search="12 oak road", lat=43.9, long=-78.9
    )
    nowhere = {"lat": None, "long": None, "address_string": None}
    request = made(**nowhere, address_id=str(address.pk))
    assert (request.address, request.lat, request.long) == ("12 Oak Road", 43.9, -78.9)
    for wrong in ("0", "x", "9" * 30):
        assert "address_id" in said(report(**nowhere, address_id=wrong))


@pytest.mark.parametrize(
    ("typed", "street", "words"),
    [
        ("418 Maple Street", "418 Maple Street", ""),
        ("12, rue des Érables", "12 rue des Érables", ""),
        ("1234 5th Street", "1234 5th Street", ""),
        ("16A St. John's Rd", "16A St. John's Rd", ""),
        ("King St E / Parliament St", "King St E / Parliament St", ""),
        ("Oak Road and Elm Avenue", "Oak Road and Elm Avenue", ""),
        ("418 Maple Street, ask for Bob", "418 Maple Street", "418 Maple Street, ask for Bob"),
        ("418 Maple Street Unit 3", "418 Maple Street", "418 Maple Street Unit 3"),
        ("behind my house, call 613 555 0123", "", "behind my house, call 613 555 0123"),
        ("613 555 0123", "", "613 555 0123"),
        ("the park by the river where Ann sits", "", "the park by the river where Ann sits"),
    ],
)
def test_what_the_public_sees_of_an_address_is_the_street_not_the_words(
    made: Callable[..., ServiceRequest], typed: str, street: str, words: str
) -> None:
    request = made(address_string=typed)
    assert (request.address, request.place_description) == (street, words)


def attributes(**changes: Any) -> dict[str, Any]:
    return {"service_code": "pothole", "attribute[where]": "road", **changes}


def test_attributes_of_every_datatype_are_kept(made: Callable[..., ServiceRequest]) -> None:
    request = made(
        **attributes(**{
            "attribute[where]": "sidewalk",
            "attribute[size]": "12,5",
            "attribute[since]": "2026-01-15T10:00:00Z",
            "attribute[marks][]": ["wet", "deep"],
            "attribute[words]": "two\nlines",
            "attribute[sign]": "Stop",
        })
    )  # fmt: skip
    assert request.answers == {
        "where": "sidewalk",
        "size": "12.5",
        "since": "2026-01-15T10:00:00+00:00",
        "marks": ["wet", "deep"],
        "words": "two\nlines",
        "sign": "Stop",
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"attribute[where]": None}, "attribute[where]: Answer this question."),
        ({"attribute[where]": "moon"}, "attribute[where]: Choose one of the answers in the list."),
        ({"attribute[where]": ["road", "sidewalk"]}, "attribute[where]: Choose one answer only."),
        ({"attribute[where]": "sidewalk"}, "attribute[sign]: Answer this question."),
        ({"attribute[size]": "large"}, "attribute[size]: Write a number, for example 12."),
        (
            {"attribute[since]": "soon"},
            "attribute[since]: Write a date such as 2026-06-12, with a time if you know it.",
        ),
        ({"attribute[marks][]": ["wet", "dry"]}, "attribute[marks]: Choose one of the answers in the list."),
        ({"attribute[words]": "x" * 4001}, "attribute[words]: Write at most 4000 characters."),
        ({"attribute[where]": "wires"}, "Stay away and call 911."),
        ({"email": "ada"}, "email: Write an e-mail address like name@example.com."),
        ({"phone": "12"}, "phone: Write a telephone number like 613 555 0123."),
        ({"description": "x" * 4001}, "description: write at most 4000 characters; these are 4001."),
        ({"address_string": "x" * 301}, "address_string: write at most 300 characters; these are 301."),
        ({"media_url": "photo.jpg"}, "media_url: write a full web address, like https://photos.example.org/1.jpg."),
        ({"client_request_id": "x" * 81}, "client_request_id: write at most 80 characters; these are 81."),
        ({"description": "a\x00b"}, "An argument has a zero character in it. Remove it."),
    ],
)
def test_what_is_wrong_is_400_with_the_argument_and_the_reason(
    report: Report, changes: dict[str, Any], sentence: str
) -> None:
    answer = report(**attributes(**changes))
    assert (answer.status_code, said(answer)) == (400, sentence)


def test_a_report_that_is_refused_leaves_nothing(report: Report) -> None:
    assert report(**attributes(**{"attribute[where]": "moon"})).status_code == 400
    assert (ServiceRequest.objects.count(), Event.objects.count()) == (0, 0)


def test_several_faults_are_said_at_once(report: Report) -> None:
    answer = report(**attributes(**{"attribute[where]": "moon", "attribute[size]": "x"}))
    assert [error["code"] for error in answer.json()] == ["400", "400"]


def test_attributes_that_are_not_asked_are_left_out_and_named(report: Report) -> None:
    answer = report(**attributes(**{"attribute[colour]": "red", "attribute[hint]": "yes"}))
    assert answer.status_code == 201
    assert "We left out what this service does not ask: colour, hint." in answer.json()[0]["service_notice"]


def test_a_description_of_4000_characters_is_taken_line_breaks_and_all(made: Callable[..., ServiceRequest]) -> None:
    assert len(made(description=("x" * 1999 + "\r\n") * 2).description) == 3999


def test_client_request_id_makes_twice_the_same_as_once(report: Report) -> None:
    first, again = report(client_request_id="a-1"), report("xml", client_request_id="a-1")
    other = report(client_request_id="a-2")
    assert (
        DefusedTree.fromstring(again.content)[0].findtext("service_request_id") == first.json()[0]["service_request_id"]
    )
    assert other.json() != first.json()
    assert ServiceRequest.objects.count() == 2


def test_client_request_ids_of_two_applications_do_not_meet(report: Report) -> None:
    ApiKey.objects.create(name="Other", digest=digest_of("other"))
    assert report(client_request_id="a-1").json() != report(client_request_id="a-1", api_key="other").json()


def test_jurisdiction_of_another_city_is_404(report: Report, settings: Any) -> None:
    settings.OPEN311_JURISDICTION = "city.example"
    assert report(jurisdiction_id="other.example").status_code == 404


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"api_key": "sample-city"}', "application/json"),
        (b"", "application/x-www-form-urlencoded"),
        (b"%FF%FE=%00&=&&&=", "application/x-www-form-urlencoded"),
        (b"api_key=sample-city", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"api_key=sample-city", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"&".join(b"a%d=1" % n for n in range(2_000)), "application/x-www-form-urlencoded"),
        (b"x", ""),
    ],
)
def test_bodies_that_are_no_form_get_errors(api: Client, body: bytes, content_type: str) -> None:
    answer = api.generic("POST", "/open311/v2/requests.json", body, content_type=content_type)
    assert answer.status_code in {400, 403}
    assert answer.json()[0]["description"]


def test_a_body_that_is_too_large_gets_errors(api: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    body = urlencode({"api_key": KEY, "description": "x" * 2_000})
    answer = api.post("/open311/v2/requests.json", body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json()[0]["code"]) == (413, "413")


def test_a_report_is_promised_in_business_days(made: Callable[..., ServiceRequest]) -> None:
    request = made()
    assert request.due_at is not None
    assert request.due_at - timezone.now() > timedelta(days=5)


def picture(name: str = "hole.jpg") -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (60, 40), "red").save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


def test_pictures_can_be_sent_along(made: Callable[..., ServiceRequest], settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    request = made(**{"media": picture(), "media[]": picture("second.jpg")})
    assert Photo.objects.filter(request=request).count() == 2


def test_a_file_that_is_no_picture_is_refused(report: Report, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    answer = report(media=SimpleUploadedFile("hole.jpg", b"MZ\x90", "image/jpeg"))
    assert (answer.status_code, said(answer).startswith("media: “hole.jpg”")) == (400, True)


def test_pictures_of_a_report_that_is_refused_or_repeated_are_not_kept(
    report: Report, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    assert report(service_code="pothole", media=picture()).status_code == 400
    assert report(media=[picture(), SimpleUploadedFile("x.jpg", b"x")]).status_code == 400
    assert Photo.objects.count() == 0
    for _ in range(2):
        report(client_request_id="a-1", media=picture())
    assert Photo.objects.filter(request__isnull=False).count() == Photo.objects.count() == 1


def test_pictures_are_an_extension(made: Callable[..., ServiceRequest], settings: Any) -> None:
    settings.OPEN311_EXTENSIONS = False
    assert not Photo.objects.filter(request=made(media=picture())).exists()


@pytest.mark.parametrize(
    "typed", ["a.'-" * 75, "1 " + "a'" * 149, "a b c d e & " * 25, "and " * 75, "1e " * 100, "1 " + " " * 298]
)
def test_no_address_takes_long_to_read(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "LONGEST_STREET", 300)
    began = time.thread_time()
    values.street_in(typed)
    assert time.thread_time() - began < 0.05


@pytest.mark.parametrize("field", ["status", "state", "status_notes", "outcome", "closed_at", "source", "visibility"])
def test_a_report_says_nothing_of_its_own_end(made: Callable[..., ServiceRequest], field: str) -> None:
    request = made(**{field: "closed"})
    assert (request.state, request.status_notes, request.closed_at, request.source, request.visibility) == (
        "submitted", "", None, "", "public",
    )  # fmt: skip


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_client_changes_nothing_that_was_reported(
    api: Client, made: Callable[..., ServiceRequest], method: str
) -> None:
    request = made()
    answer = getattr(api, method)(f"/open311/v2/requests/{request.reference}.json", {"status": "closed"})
    request.refresh_from_db()
    assert (answer.status_code, request.state) == (405, "submitted")
