"""Staff in a real browser: the button of the city's own sign-in leads to the desk, and no policy of ours stands in the way."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.factories.accounts import UserFactory
from tests.factories.city_provider import city_provider
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, window

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_city_s_own_account_opens_the_desk(
    chromium: Browser, live_server: Any, settings: Any, screen: dict[str, int]
) -> None:
    UserFactory(email="ada@city.example")
    with city_provider() as provider, window(chromium, live_server.url, screen=screen) as staff:
        staff.expected = re.compile(rf"{re.escape(provider.url)}|status of 403")
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.app()]}}
        provider.person = {"sub": "p-2", "email": "eve@city.example", "email_verified": True}
        staff.page.goto("/desk/")
        staff.check()
        staff.page.get_by_role("link", name="Sign in with Maple Harbour account").click()
        expect(staff.page.locator("h1")).to_have_text("You are not signed in")
        staff.check()
        staff.page.get_by_role("link", name="Back to sign in").click()
        provider.person = {"sub": "p-1", "email": "ada@city.example", "email_verified": True}
        staff.page.get_by_role("link", name="Sign in with Maple Harbour account").click()
        staff.page.wait_for_url("**/desk/**")
        staff.check()
