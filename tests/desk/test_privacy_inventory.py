"""The data inventory and the privacy impact export: made from what is declared and configured, in both languages."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from tests.factories.accounts import UserFactory
from tests.factories.privacy import notice, officer, ship
from townline.accounts.models import Role
from townline.desk.presenters.privacy import ROOMS
from townline.privacy import operations as privacy
from townline.privacy import queries
from townline.privacy.declarations import declared
from townline.privacy.queries import words_of
from townline.privacy.values import Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.WORKER), backend="townline.accounts.backends.StaffBackend")
    return client


@pytest.fixture
def lecteur(client: Client) -> Client:
    user = UserFactory(role=Role.PRIVACY_OFFICER, language="fr")
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client


def rows_of(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def page_of(client: Client, path: str) -> str:
    return str(client.get(path).content.decode())


def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get("/desk/privacy/impact.json").content)
    return found


def section(client: Client, code: str) -> dict[str, Any]:
    return next(part for part in document(client)["sections"] if part["code"] == code)


def test_inventory_lists_every_personal_field_once(reader: Client) -> None:
    listed = {(row["Record"], row["Field"]) for row in rows_of(reader.get("/desk/privacy/inventory.csv"))}
    personal = [field for field in declared() if field.is_personal]
    assert listed == {(field.model if field.room in ROOMS else field.table, field.column) for field in personal}


@pytest.mark.parametrize(
    ("query", "column", "value"),
    [
        ("room=customers", "Part", "Customers"),
        ("purpose=safety", "Purpose", "Keep staff and the public safe"),
        ("sensitivity=public", "Sensitivity", "Public"),
    ],
)
def test_inventory_is_filtered(reader: Client, query: str, column: str, value: str) -> None:
    rows = rows_of(reader.get(f"/desk/privacy/inventory.csv?{query}"))
    assert rows
    assert {row[column] for row in rows} == {value}
    page = page_of(reader, f"/desk/privacy/inventory?{query}")
    assert f"{rows[0]['Record']}.{rows[0]['Field']}" in page
    assert f"{len(rows)} field" in page


def test_inventory_shows_everything_for_a_filter_that_does_not_exist(reader: Client) -> None:
    everything = rows_of(reader.get("/desk/privacy/inventory.csv"))
    assert rows_of(reader.get("/desk/privacy/inventory.csv?room=moon&purpose=%00")) == everything


def test_inventory_speaks_french(lecteur: Client) -> None:
    rows = rows_of(lecteur.get("/desk/privacy/inventory.csv?purpose=safety"))
    assert {row["Fin"] for row in rows} == {"Protéger le personnel et le public"}


def test_inventory_says_why_a_field_holds_nothing(reader: Client) -> None:
    assert "every civic address of the city; who lives there is not kept here" in page_of(
        reader, "/desk/privacy/inventory"
    ).replace("&#x27;", "'")


@pytest.mark.parametrize(("province", "law"), [("ON", "MFIPPA"), ("AB", "Protection of Privacy Act (Alberta)")])
def test_impact_names_the_law_of_the_province(reader: Client, settings: Any, province: str, law: str) -> None:
    settings.TOWNLINE_PROVINCE = province
    assert law in json.dumps(section(reader, "purposes"))


def test_impact_has_every_purpose_that_a_field_has(reader: Client) -> None:
    said = {row[0] for row in section(reader, "purposes")["tables"][0]["rows"]}
    assert said == {str(Purpose(field.declaration.purpose).label) for field in declared() if field.declaration}


def test_impact_shows_the_notices_in_force(reader: Client) -> None:
    ship()
    found = queries.current_notice(code="portal-report")
    assert found is not None
    assert found.words.text.en in json.dumps(section(reader, "collection"), ensure_ascii=False)


def test_impact_says_that_shipped_words_wait_for_the_clerk_until_somebody_publishes(reader: Client) -> None:
    ship()

    def waiting() -> list[str]:
        return [point for point in section(reader, "open")["points"] if "Report on the website" in point]

    assert len(waiting()) == 1
    row, by = notice(), officer()
    shipped = queries.versions_of(notice=row)[0]
    privacy.save_draft(notice=row, words=words_of(shipped), by=by, at=shipped.changed_at)
    privacy.publish_notice(notice=row, by=by, at=shipped.changed_at)
    assert waiting() == []


def test_impact_follows_the_settings(reader: Client, settings: Any) -> None:
    settings.TOWNLINE_REQUIRE_SECOND_FACTOR = []
    assert any("without a second factor" in point for point in section(reader, "open")["points"])
    settings.TOWNLINE_PUBLIC_POINT_DECIMALS = 2
    assert "to 2 decimals" in json.dumps(section(reader, "flows"))
    settings.TOWNLINE_OIDC = {**settings.TOWNLINE_OIDC, "SERVER_URL": "https://signin.city.example"}
    assert "https://signin.city.example" in json.dumps(section(reader, "flows"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_impact_is_a_page_a_tagged_pdf_and_a_document_with_the_same_sections(client: Client, language: str) -> None:
    ship()
    user = UserFactory(role=Role.MANAGER, language=language)
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    made = document(client)
    assert made["lang"] == language
    page = page_of(client, "/desk/privacy/impact")
    for part in made["sections"]:
        assert f'id="{part["code"]}"' in page
    pdf = client.get("/desk/privacy/impact.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert b"pdfuaid:part" in pdf.content


def test_start_leads_to_the_first_part(reader: Client) -> None:
    assert reader.get("/desk/privacy/")["Location"] == "/desk/privacy/inventory"
