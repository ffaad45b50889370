import pytest
from django.test import Client

from tests.factories.catalog import publish_service
from tests.factories.service_requests import submit

pytestmark = pytest.mark.django_db
SERVICES = {
    "pothole": ("Pothole", "Nid-de-poule", ["hole in the road"], ["nid de poule"]),
    "garbage-missed": ("Garbage not picked up", "Ordures non ramassées", ["garbage missed"], ["poubelle pas ramassée"]),
    "street-light": ("Street light out", "Lampadaire éteint", ["streetlight out"], ["lumière de rue"]),
}


@pytest.fixture(autouse=True)
def city() -> None:
    for code, (en, fr, words_en, words_fr) in SERVICES.items():
        publish_service(
            code=code,
            name={"en": en, "fr": fr},
            keywords={"en": words_en, "fr": words_fr},
            summary={"en": f"{en}.", "fr": f"{fr}."},
            questions=[],
        )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("nid de poul", "pothole"),
        ("garbage not picked up", "garbage-missed"),
        ("streetlite out", "street-light"),
        ("my garbge was not piked up", "garbage-missed"),
        ("POTHOLE!!", "pothole"),
        ("poubelle pas ramassee", "garbage-missed"),
    ],
)
def test_find_puts_the_meant_service_first(client: Client, typed: str, code: str) -> None:
    page = client.get("/find", {"q": typed}).content.decode()
    main = page[page.index("<main") :]
    assert main.index(f"/services/{code}") == main.index("/services/")


def test_find_works_in_either_language_on_a_page_of_the_other(client: Client) -> None:
    page = client.get("/fr/find", {"q": "pothole"}).content.decode()
    assert "Ceci semble correspondre" in page
    assert "Nid-de-poule" in page


def test_find_lists_everything_and_the_telephone_when_it_knows_nothing(client: Client) -> None:
    page = client.get("/find", {"q": "zzqx"}).content.decode()
    assert "We found nothing for “zzqx”" in page
    assert all(f"/services/{code}" in page for code in SERVICES)
    assert "311" in page


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "\x00", "'" * 500, "…", "q" * 3000])
def test_find_bears_anything(client: Client, typed: str) -> None:
    response = client.get("/find", {"q": typed})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("address", ["/find?q=", "/follow?reference="])
def test_a_reference_leads_to_its_page_however_it_is_typed(client: Client, address: str) -> None:
    number = submit().reference
    said = f"{number[:3]} {number[3:6]}-{number[6:]}"
    assert client.get(address + said)["Location"] == f"/requests/{number}"


@pytest.mark.parametrize("address", ["/find?q=", "/follow?reference="])
def test_a_mistyped_reference_is_told_as_such(client: Client, address: str) -> None:
    number = submit().reference
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    page = client.get(address + wrong).content.decode()
    assert "That number has a mistake in it" in page
    assert f'value="{wrong}"' in page


def test_a_private_reference_looks_like_one_that_does_not_exist(client: Client) -> None:
    publish_service(code="noise", visibility="enforcement")
    private = submit(service_code="noise").reference
    nobody = submit()
    number = nobody.reference
    nobody.delete()
    pages = [client.get(f"/requests/{found}") for found in (private, number)]
    assert [page.status_code for page in pages] == [404, 404]
    first, second = (page.content.decode() for page in pages)
    assert first.replace(f"{private[:3]} {private[3:6]} {private[6:]}", "N") == (
        second.replace(f"{number[:3]} {number[3:6]} {number[6:]}", "N").replace(number, private)
    )
    assert "Private requests open by the link" in first


def test_start_shows_the_most_used_services_first(client: Client) -> None:
    for _ in range(2):
        submit(service_code="street-light", answers={})
    page = client.get("/").content.decode()
    assert page.index("/services/street-light") < page.index("/services/pothole")


def test_services_are_listed_by_topic_and_by_letter_in_the_readers_language(client: Client) -> None:
    page = client.get("/fr/services").content.decode()
    assert "Rues" in page
    assert "Lampadaire éteint" in page
    assert 'id="letter-L"' in page
