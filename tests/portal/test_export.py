"""Every public request as one file, and nothing else."""

import csv
import io

import pytest
from django.test import Client

from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.places.values import Location
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations import EXPORTS

pytestmark = pytest.mark.django_db


def rows_of(address: str) -> list[dict[str, str]]:
    response = Client().get(address)
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_export_has_the_public_requests_without_the_words_of_residents() -> None:
    request = submit()
    publish_service(code="noise", visibility="enforcement")
    submit(service_code="noise")
    (row,) = rows_of("/requests.csv")
    assert (row["service_request_id"], row["status_description"], row["address"], row["description"]) == (
        request.reference,
        "open",
        "400-499 Maple Street",
        "",
    )


def test_export_speaks_french_under_its_french_address() -> None:
    submit()
    (row,) = rows_of("/fr/requests.csv")
    assert (row["status_notes"], row["requested_datetime"][-1]) == ("Reçue", "Z")


@pytest.mark.parametrize("words", ["=HYPERLINK(0)", "+1", "-1", "@x", "\tx"])
def test_released_words_are_no_formula_in_a_spreadsheet(words: str) -> None:
    made = submit()
    ServiceRequest.objects.filter(pk=made.pk).update(description=words, words_released_at=NOON)
    (row,) = rows_of("/requests.csv")
    assert row["description"] == f" {words}"


def test_every_public_place_is_as_exact_as_a_block() -> None:
    request = submit(
        location=Location(lat=43.70123456, long=-79.30123456, address="418 Maple Street", postal_code="K0K 1A7")
    )
    (row,) = rows_of("/requests.csv")
    points = Client().get("/requests/points.json").json()["points"]
    (one,) = Client().get(f"/open311/v2/requests/{request.reference}.json").json()
    page = Client().get(f"/requests/{request.reference}").content.decode()
    assert (row["lat"], row["long"]) == ("43.701", "-79.301")
    assert points[0][:2] == [-79.301, 43.701]
    assert (one["lat"], one["long"], one["zipcode"]) == (43.701, -79.301, "K0K")
    assert "43.7012" not in page


def test_export_is_given_to_one_address_twenty_times_an_hour() -> None:
    submit()
    client = Client()
    answers = [client.get("/requests.csv", REMOTE_ADDR="203.0.113.7") for _ in range(EXPORTS.per_address + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    last = answers[-1]
    assert last.status_code == 429
    assert 0 < int(last.headers["Retry-After"]) <= 3601
    assert "It is here again after" in last.content.decode()
    assert client.get("/requests.csv", REMOTE_ADDR="198.51.100.7").status_code == 200
