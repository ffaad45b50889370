"""A request is taken for a caller: the place on the map by keys, photos, and all of it without scripts."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Route, expect

from tests.factories.accounts import UserFactory
from tests.factories.catalog import publish_service
from tests.factories.pictures import picture_bytes
from tests.factories.places import AddressFactory
from tests.journeys import browser
from tests.journeys.browser import PHONE, window
from townline.accounts.models import Role
from townline.service_requests.models import Photo, ServiceRequest

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]


def test_place_of_a_caller_is_set_on_the_map_by_keys(chromium: Browser, live_server: Any, tiles: None) -> None:
    publish_service()
    address = AddressFactory(
        text="12 Elm Street", search="12 elm street", number="12", street="Elm Street", lat=43.45, long=-80.5
    )
    with window(chromium, live_server.url) as staff:
        staff.sign_in(UserFactory(role=Role.CSR))
        page = staff.page
        page.goto("/desk/requests/new?service=pothole")
        page.locator("input[value=small]").check()
        expect(page.locator("canvas")).to_be_attached()  # the scripts are there, the map perhaps not yet
        page.locator("#id_address").type("12 elm")
        expect(page.locator("#spots input")).to_be_checked()
        expect(page.locator("#id_lat")).to_have_value(f"{address.lat:.6f}")
        expect(page.locator("[data-map=pick]:not([aria-busy])")).to_be_visible(
            timeout=60_000
        )  # a slow machine draws late
        page.locator("canvas").focus()
        page.keyboard.press("Shift+ArrowUp")
        expect(page.locator("#spots input")).not_to_be_checked()
        expect(page.locator("#id_address")).to_have_value("12 Elm Street")
        staff.check()
        page.locator("#id_photos").set_input_files(
            {"name": "hole.jpeg", "mimeType": "image/jpeg", "buffer": picture_bytes()}
        )
        page.locator("#id_email").fill("ada@mail.example")
        page.locator("#id_email").press("Enter")
        expect(page.locator(".tl-messages")).to_be_visible()
    request = ServiceRequest.objects.get()
    assert request.lat is not None
    assert 0.00002 < request.lat - address.lat < 0.00009
    assert (request.address, Photo.objects.filter(request=request).count()) == ("12 Elm Street", 1)


def test_late_answer_about_an_address_leaves_the_point_of_the_map(
    chromium: Browser, live_server: Any, tiles: None
) -> None:
    AddressFactory(
        text="12 Elm Street", search="12 elm street", number="12", street="Elm Street", lat=43.45, long=-80.5
    )
    with window(chromium, live_server.url) as staff:
        staff.sign_in(UserFactory(role=Role.CSR))
        page, held = staff.page, list[Route]()

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**" + reverse("desk:intake_addresses"), hold)
        page.goto("/desk/requests/new")
        expect(page.locator("[data-map=pick]:not([aria-busy]) canvas")).to_be_visible(timeout=60_000)
        with page.expect_request("**" + reverse("desk:intake_addresses")):
            page.locator("#id_address").fill("12 elm")
        page.locator("canvas").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#id_lat")).not_to_have_value("")
        point = page.locator("#id_lat").input_value()
        held[0].continue_()
        expect(page.locator("#spots input")).not_to_be_checked()
        expect(page.locator("#id_lat")).to_have_value(point)
        page.locator("#spots input").check()
        expect(page.locator("#id_lat")).to_have_value("43.450000")
        page.unroute("**" + reverse("desk:intake_addresses"))
        page.locator("#id_address").fill("nowhere that is known")
        expect(page.locator("#id_lat")).to_have_value("")  # crews do not go where another address was


def test_a_call_with_photos_is_taken_without_scripts(chromium: Browser, live_server: Any) -> None:
    publish_service()
    AddressFactory(text="12 Elm Street", search="12 elm street", number="12", street="Elm Street")
    with window(chromium, live_server.url, screen=PHONE, scripts=False) as staff:
        staff.sign_in(UserFactory(role=Role.CSR))
        page = staff.page
        page.goto("/desk/requests/new?service=pothole")
        page.locator("input[value=small]").check()
        picture = {"name": "hole.jpeg", "mimeType": "image/jpeg", "buffer": picture_bytes()}
        page.locator("#id_photos").set_input_files([picture, picture])
        page.locator("button[value=photos]").click()
        page.locator("button[name=remove]").first.click()
        expect(page.locator("button[name=remove]")).to_have_count(1)
        page.locator("#id_address").fill("12 elm")
        page.locator("button[value=look]").last.click()
        page.locator("#spots input").check()
        page.locator("#id_email").fill("ada@mail.example")
        page.locator(".tl-button[value=send]").click()
        expect(page.locator(".tl-messages")).to_be_visible()
    request = ServiceRequest.objects.get()
    assert (request.address, Photo.objects.filter(request=request).count()) == ("12 Elm Street", 1)
