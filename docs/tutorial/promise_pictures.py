"""Makes the pictures of keep-a-promise.md: walks through a running sample city as supervisor, manager and councillor.

    make run                                               (in another window)
    .venv/bin/python -m docs.tutorial.promise_pictures [http://localhost:8311]

It sends one form empty and changes nothing.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from docs.tutorial.make_pictures import Camera, desk
from tests.journeys import browser as chromium

PICTURES = Path(__file__).parent / "pictures" / "keep-a-promise"


def main() -> None:
    home = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8311"
    PICTURES.mkdir(parents=True, exist_ok=True)
    camera = Camera(PICTURES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.FLAGS)
        promise(desk(browser, home, "supervisor"), camera)
        approvals(desk(browser, home, "manager"), camera)
        council = desk(browser, home, "councillor")
        council.goto("/desk/council/")
        camera.take(council, "06-council")
        browser.close()


def promise(page: Page, camera: Camera) -> None:
    """One request of the team: its clock, who is told, and what it takes to end it."""
    page.goto("/desk/?tab=team")
    requests = page.eval_on_selector_all(
        "a[href*='/desk/requests/']", "links => links.map(a => a.getAttribute('href'))"
    )
    for address in dict.fromkeys(requests):
        page.goto(f"{address}/complete")
        if page.locator(".tl-doing button[type=submit]").count():
            break
    page.locator(".tl-doing button[type=submit]").first.click()
    camera.take(page, "03-missing")
    page.goto(f"{address}/promises")
    camera.take(page, "01-counted")
    page.goto("/desk/late")
    camera.take(page, "02-who-is-told")


def approvals(page: Page, camera: Camera) -> None:
    page.goto("/desk/approvals")
    camera.take(page, "04-approvals")
    page.goto("/desk/ageing/")
    camera.take(page, "05-due-and-late")


if __name__ == "__main__":
    main()
