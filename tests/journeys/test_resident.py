"""A resident in a real browser: find, report, follow; both languages, with and without scripts, phone and desk."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories.catalog import POTHOLE, publish_service
from tests.factories.pictures import picture_bytes
from tests.factories.places import AddressFactory, AreaFactory, square
from tests.factories.service_requests import request_in, submit
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, check_page, listen
from townline.notifications.queries import opt_out_token
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Photo, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
ELM = (43.45, -80.5)  # in the middle of the tiles


@dataclass(frozen=True)
class Says:
    """The words of the pages in one language."""

    prefix: str
    what: str
    service: str
    small: str
    send: str
    done: str
    none_of_these: str


ENGLISH = Says(
    "", "hole in the raod", "Pothole", "A plate", "Send report", "We have your report", "None of these: go on"
)
FRENCH = Says(
    "/fr",
    "nid de poul",
    "Nid-de-poule",
    "Une assiette",
    "Envoyer",
    "Nous avons votre signalement",
    "Aucune de celles-ci : poursuivre",
)


@pytest.fixture
def city(tiles: None) -> None:
    """One street in one ward, with a pothole on it that somebody has reported already."""
    publish_service(keywords={"en": ["hole in the road"], "fr": ["nid de poule"]}, questions=POTHOLE["questions"])
    AreaFactory(code="3", name_en="Ward 3", name_fr="Quartier 3", geometry=square(west=-80.6, south=43.4, size=0.2))
    AddressFactory(
        text="12 Elm Street", search="12 elm street", number="12", street="Elm Street", lat=ELM[0], long=ELM[1]
    )
    submit(location=Location(ELM[0] + 0.0002, ELM[1], "20 Elm Street"))


def open_page(context: BrowserContext, faults: list[str], home: str) -> Page:
    page = context.new_page()
    listen(page, faults, home=home)
    return page


@pytest.mark.parametrize(("says", "screen", "scripts"), browser.ways(ENGLISH, FRENCH))
def test_a_resident_reports_a_pothole(
    chromium: Browser, live_server: Any, city: None, says: Says, screen: dict[str, int], scripts: bool
) -> None:
    faults: list[str] = []
    context = chromium.new_context(base_url=live_server.url, viewport=screen, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = open_page(context, faults, live_server.url)
    main = page.locator("main")

    def go_on() -> None:
        check_page(page, scripts=scripts)
        main.locator("form button.tl-button:not([name]):not([type=button])").last.click()

    page.goto(f"{says.prefix}/")
    check_page(page, scripts=scripts)
    page.locator("#search-q").fill(says.what)
    page.locator("#search-q").press("Enter")
    check_page(page, scripts=scripts)
    main.get_by_role("link", name=says.service).first.click()
    check_page(page, scripts=scripts)
    main.locator("a.tl-button--start").click()

    main.get_by_label(says.small).check()
    go_on()
    page.locator("#id_description").fill("Deep, in front of the school.")
    page.locator("#id_photos").set_input_files(
        {"name": "hole.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(at=ELM)}
    )
    go_on()
    main.locator("button[name=photo]").click()  # the place where the photo was taken
    expect(page.locator("#id_address")).to_have_value("12 Elm Street")
    go_on()
    expect(main).to_contain_text("1-99 Elm Street")
    check_page(page, scripts=scripts)
    main.get_by_role("button", name=says.none_of_these).click()
    main.locator("input[value=email]").check()
    go_on()
    page.locator("#id_name").fill("Ada")
    page.locator("#id_email").fill("ada")
    go_on()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.locator("#id_email").fill("ada@mail.example")
    go_on()
    expect(main).to_contain_text("12 Elm Street")
    check_page(page, scripts=scripts)
    page.wait_for_timeout(2_100)  # as long as a fast reader needs
    main.get_by_role("button", name=says.send).click()

    expect(main.locator("h1")).to_have_text(says.done)
    check_page(page, scripts=scripts)
    request = ServiceRequest.objects.latest("id")
    said = "\u00a0".join([request.reference[:3], request.reference[3:6], request.reference[6:]])
    expect(main.locator(".tl-reference--large")).to_have_text(said)
    assert (request.address, request.ward and request.ward.code, request.language) == (
        "12 Elm Street",
        "3",
        says.prefix[1:] or "en",
    )
    service_requests.prepare_photo(photo_id=Photo.objects.get().pk)

    main.locator("a[href*='/track/']").first.click()
    expect(main).to_contain_text("Deep, in front of the school.")
    expect(main.locator(".tl-photos img")).to_be_visible()
    check_page(page, scripts=scripts)
    page.goto(f"{says.prefix}/requests")
    expect(main.get_by_role("link", name=says.service)).to_have_count(2)
    check_page(page, scripts=scripts)
    page.goto(f"{says.prefix}/requests/{request.reference}")
    assert "Deep, in front" not in main.inner_text()
    check_page(page, scripts=scripts)
    context.close()
    assert faults == []


@pytest.mark.parametrize(("prefix", "screen"), [("", PHONE), ("/fr", DESK)], ids=["phone-en", "desk-fr"])
def test_the_pages_beside_the_way_bear_axe_too(
    chromium: Browser, live_server: Any, city: None, prefix: str, screen: dict[str, int]
) -> None:
    asked, done, declined = (
        request_in(state, location=Location(*ELM, "12 Elm Street"))
        for state in (State.WAITING_FOR_CUSTOMER, State.CONFIRMED, State.DECLINED)
    )

    def link(request: ServiceRequest) -> str:
        return f"/track/{queries.track_token(uuid=request.uuid, customer_id=request.customer_id)}"

    faults: list[str] = []
    context = chromium.new_context(base_url=live_server.url, viewport=screen)  # type: ignore[arg-type]
    page = open_page(context, faults, live_server.url)
    for path in (
        "/find?q=zzqx",
        "/find?q=418307266",
        "/services",
        "/services/pothole",
        f"{link(asked)}",
        f"{link(done)}",
        f"{link(declined)}",
        f"{link(done)}/not-resolved",
        f"{link(asked)}/withdraw",
        f"/requests/{asked.reference}/follow",
        f"/requests/{declined.reference}",
        "/requests?status=open&ward=3&from=2026-01-01&service=pothole",
        "/requests?status=open&ward=3&until=2020-01-01",
        f"/messages/{opt_out_token(customer_id=asked.customer_id or 0)}/stop",
    ):
        page.goto(prefix + path)
        check_page(page, scripts=True)
    page.goto(f"{prefix}/report/pothole/question/size")
    page.locator("input[value=car]").check()
    page.locator("main form button").click()
    check_page(page, scripts=True)  # the hazard
    page.goto(f"{prefix}/report/pothole/question/size")
    page.locator("input[value=small]").check()
    page.locator("main form button").click()
    page.locator("#id_photos").set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"})
    page.locator("main button[name=add]").click()
    check_page(page, scripts=True)  # a refused file
    page.locator("main form button:not([name])").last.click()
    page.locator("#id_address").fill("12 elm")
    page.locator("main button[name=find]").click()
    check_page(page, scripts=True)  # the addresses that were found
    context.close()
    assert faults == []


def test_a_point_on_the_map_brings_its_address_and_ward(chromium: Browser, live_server: Any, city: None) -> None:
    faults: list[str] = []
    context = chromium.new_context(
        base_url=live_server.url,
        viewport=PHONE,
        geolocation={"latitude": ELM[0], "longitude": ELM[1]},
        permissions=["geolocation"],  # type: ignore[arg-type]
    )
    page = open_page(context, faults, live_server.url)
    page.goto("/report/pothole/question/size")
    page.get_by_label("A plate").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".maplibregl-canvas")).to_be_visible()
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator("#id_address")).to_have_value("12 Elm Street")
    expect(page.locator("[data-map-said]")).to_contain_text("Ward 3")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/near")
    context.close()
    assert faults == []
