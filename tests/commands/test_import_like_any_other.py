"""Imported requests are found, mapped, listed and served over Open311 like any other."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from tests.commands.import_files import MAPPINGS, csv_file, real
from tests.commands.test_import_counts import head_of
from tests.commands.test_import_requests import bring
from tests.factories.accounts import UserFactory
from townline.accounts import queries as accounts
from townline.accounts.models import Role
from townline.commands.importing.mapping import load_mapping
from townline.service_requests import queries
from townline.service_requests.models import ServiceRequest

NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(tmp_path: Path) -> ServiceRequest:
    bring(csv_file(tmp_path, {"Number": "2020-00417", "State": "Done", "Closed": "03/05/2020 01:00 PM"}))
    return ServiceRequest.objects.get()


def test_open311_serves_it_by_both_numbers(client: Client, imported: ServiceRequest) -> None:
    for number in (imported.reference, imported.source_id):
        answer = client.get(f"/open311/v2/requests/{number}.json")
        (found,) = json.loads(answer.content)
        assert (found["service_request_id"], found["status"], found["service_name"]) == (
            imported.reference,
            "closed",
            "Pothole",
        )
        assert (found["lat"], found["long"], found["address"]) == (43.9, -78.86, "1-99 Alder St")
        assert found["updated_datetime"].startswith("2020-03-05")


def test_open311_lists_it_and_its_service(client: Client, imported: ServiceRequest) -> None:
    services = json.loads(client.get("/open311/v2/services.json").content)
    assert [(service["service_code"], service["group"]) for service in services] == [("pothole", "Imported")]
    address = (
        "/open311/v2/requests.json?service_code=pothole&start_date=2020-03-01T00:00:00Z&end_date=2020-03-31T00:00:00Z"
    )
    listed = json.loads(client.get(address).content)
    assert [request["service_request_id"] for request in listed] == [imported.reference]


def test_portal_lists_maps_and_shows_it(client: Client, imported: ServiceRequest) -> None:
    assert imported.reference in client.get(f"/requests/{imported.reference}").content.decode().replace(
        "\u00a0", ""
    ).replace(" ", "")
    assert client.get("/requests").status_code == 200
    points = json.loads(client.get("/requests/points.json").content)["points"]
    assert [point[:3] for point in points] == [[-78.86, 43.9, imported.reference]]


def test_old_number_opens_it_for_the_public(client: Client, imported: ServiceRequest) -> None:
    answer = client.get("/follow", {"reference": "2020-00417"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/requests/{imported.reference}")


@pytest.mark.parametrize("text", ["2020-00417", "alder", "bakery"])
def test_desk_search_finds_it(imported: ServiceRequest, text: str) -> None:
    viewer = accounts.viewer_of(user=UserFactory(role=Role.CSR), at=NOW)
    found = queries.search(viewer=viewer, text=text)
    assert imported.reference in str(found)


@pytest.mark.parametrize("mapping", [name for name in MAPPINGS if name != "montreal"])
def test_head_of_each_real_file_is_served_and_mapped(client: Client, tmp_path: Path, mapping: str) -> None:
    bring(head_of(real(MAPPINGS[mapping]), tmp_path), mapping=load_mapping(mapping))
    request = ServiceRequest.objects.filter(lat__isnull=False).order_by("-submitted_at").first()
    assert request is not None
    (served,) = json.loads(client.get(f"/open311/v2/requests/{request.source_id}.json").content)
    assert served["service_request_id"] == request.reference
    assert served["service_name"] == request.service.name_en
    points = json.loads(client.get("/requests/points.json").content)["points"]
    assert request.reference in {point[2] for point in points}
    assert client.get(f"/requests/{request.reference}").status_code == 200
    assert client.get("/requests").status_code == 200


def test_french_file_without_places_is_listed_and_served(client: Client, tmp_path: Path) -> None:
    bring(head_of(real(MAPPINGS["montreal"]), tmp_path), mapping=load_mapping("montreal"))
    request = ServiceRequest.objects.order_by("-submitted_at").first()
    assert request is not None
    (served,) = json.loads(client.get(f"/open311/v2/requests/{request.reference}.json").content)
    assert served["service_name"] == request.service.name_fr
    assert client.get(f"/fr/requests/{request.reference}").status_code == 200
    assert client.get("/fr/requests").status_code == 200
