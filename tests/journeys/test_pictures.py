"""The main pages as people see them: three widths, light and dark, both languages. TOWNLINE_PICTURES=folder keeps the pictures.

A machine judges what it can: nothing wider than the screen, no text cut off, no control on another one, enough contrast.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.factories.city import City
from tests.journeys import browser, looks
from tests.journeys.browser import Window, window
from townline.accounts.models import Role
from townline.service_requests.workflow import State

pytestmark = [
    *browser.in_browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.timeout(300),
]
SCREENS = {360: 740, 900: 1000, 1280: 900}
KEPT_IN = os.environ.get("TOWNLINE_PICTURES", "")


@pytest.fixture(params=SCREENS, ids=lambda width: f"{width} px")
def screen(request: pytest.FixtureRequest) -> dict[str, int]:
    return {"width": request.param, "height": SCREENS[request.param]}


@pytest.fixture(params=["light", "dark"])
def person(
    request: pytest.FixtureRequest, chromium: Browser, live_server: Any, tiles: None, screen: dict[str, int]
) -> Iterator[Window]:
    more = {"color_scheme": request.param, "reduced_motion": "reduce"}
    with window(chromium, live_server.url, screen=screen, **more) as opened:
        opened.name = f"{screen['width']}-{request.param}"  # type: ignore[attr-defined]  # of the pictures
        yield opened


def judge(person: Window, addresses: dict[str, str], *, language: str) -> None:
    wrong = []
    for title, address in addresses.items():
        answer = person.page.goto(address)
        assert answer is not None
        assert answer.ok, f"{address}: {answer.status}"
        person.page.wait_for_load_state("load")
        wrong += [f"{address}: {fault}" for fault in browser.sticking_out(person.page)]
        wrong += looks.faults(person.page)
        wrong += filter(None, [browser.accessibility(person.page)])
        if KEPT_IN:
            name = f"{title}-{language}-{person.name}.png"  # type: ignore[attr-defined]
            person.page.screenshot(path=Path(KEPT_IN) / name, full_page=True)
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_of_residents(person: Window, language: str) -> None:
    city = cities.build(language=language)
    person.context.add_cookies([{"name": "townline_reports", "value": city.cookie(), "url": person.home}])
    prefix = "/fr" if language == "fr" else ""
    pages = {name: prefix + address for name, address in of_residents(city).items()}
    judge(person, pages, language=language)


def of_residents(city: City) -> dict[str, str]:
    return {
        "start": "/",
        "find": "/find?q=hole+in+raod",
        "services": "/services",
        "service": "/services/pothole",
        "question": "/report/pothole/question/size",
        "details": "/report/pothole/details",
        "place": "/report/pothole/place",
        "contact": "/report/pothole/contact",
        "check": "/report/pothole/check",
        "stop": "/report/wires/stop",
        "done": f"/track/{city.token(State.SUBMITTED)}/done",
        "track": f"/track/{city.token(State.COMPLETED)}",
        "requests": "/requests",
        "request": f"/requests/{city.requests[State.COMPLETED].reference}",
        "nothing": "/requests?q=nothing+like+this",
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_of_staff(person: Window, language: str) -> None:
    city = cities.build(language=language)
    person.expected = re.compile(r"/live")
    person.sign_in(city.staff[Role.SUPERVISOR])
    judge(person, of_staff(city), language=language)
    person.sign_in(city.staff[Role.ADMINISTRATOR])
    judge(person, OF_ADMINISTRATORS, language=language)


def test_the_track_of_a_record_stands_on_one_line(chromium: Browser, live_server: Any, tiles: None) -> None:
    city = cities.build(language="fr")
    with window(chromium, live_server.url, screen={"width": 1280, "height": 900}) as staff:
        staff.expected = re.compile(r"/live")
        staff.sign_in(city.staff[Role.SUPERVISOR])
        staff.page.goto(f"/desk/requests/{city.requests[State.COMPLETED].reference}")
        tops = "steps => steps.map(step => step.getBoundingClientRect().top)"
        assert len(set(staff.page.eval_on_selector_all(".tl-track--line .tl-track__step", tops))) == 1


def of_staff(city: City) -> dict[str, str]:
    submitted, assigned = city.requests[State.SUBMITTED].reference, city.requests[State.ASSIGNED].reference
    return {
        "my-work": "/desk/",
        "queue": "/desk/?tab=all",
        "record": f"/desk/requests/{submitted}",
        "record-assigned": f"/desk/requests/{assigned}",
        "complete": f"/desk/requests/{assigned}/complete",
        "assign": f"/desk/requests/{submitted}/assign",
        "search": "/desk/search?q=ada",
        "intake": "/desk/requests/new",
        "me": "/desk/me",
    }


OF_ADMINISTRATORS = {
    "settings": "/desk/settings/",
    "settings-services": "/desk/settings/services",
    "settings-service": "/desk/settings/services/pothole",
    "settings-edit": "/desk/settings/services/pothole/change",
    "settings-people": "/desk/settings/people",
    "settings-text": "/desk/settings/texts",
    "settings-areas": "/desk/settings/areas",
    "messages": "/desk/messages",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_of_signing_in(person: Window, language: str) -> None:
    person.context.add_cookies([{"name": "django_language", "value": language, "url": person.home}])
    pages = {"sign-in": "/staff/login/", "password": "/staff/password/reset/", "closed": "/staff/inactive/"}
    judge(person, pages, language=language)
