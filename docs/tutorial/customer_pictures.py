"""Makes the pictures of one-customer.md: walks through a running sample city as CSR, supervisor, privacy officer, records clerk.

    make run                                               (in another window)
    .venv/bin/python -m docs.tutorial.customer_pictures [http://localhost:8311]

It writes a contact, joins two records and opens an access request, so run it on a sample city only.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from docs.tutorial.make_pictures import Camera, desk
from tests.journeys import browser as chromium

PICTURES = Path(__file__).parent / "pictures" / "one-customer"
NUMBER = "705-555-0142"
SAID = "Asks whether the garbage is collected on the holiday. It is, a day later."


def main() -> None:
    home = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8311"
    PICTURES.mkdir(parents=True, exist_ok=True)
    camera = Camera(PICTURES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.FLAGS)
        call(desk(browser, home, "csr"), camera)
        person = join_and_undo(desk(browser, home, "supervisor"), camera)
        rights(browser, home, person, camera)
        clerk = desk(browser, home, "records")
        clerk.goto("/desk/records/")
        camera.take(clerk, "10-disposal")
        browser.close()


def call(page: Page, camera: Camera) -> None:
    """The telephone rings: who is it?"""
    page.goto(f"/desk/contacts/new?phone={NUMBER}")
    if page.locator("[data-wrap-up]").count():  # one that was left open comes first
        wrap_up(page)
        page.goto(f"/desk/contacts/new?phone={NUMBER}")
    camera.take(page, "01-who")
    page.locator("input[name=who]").first.check()
    page.get_by_role("button", name="Start the contact").click()
    page.locator("[data-wrap-up]").wait_for()
    page.locator("textarea").first.fill(SAID)
    choose(page)
    camera.take(page, "02-wrap-up")
    wrap_up(page)


def choose(page: Page) -> None:
    """One of each group: three keys."""
    for group in page.locator("[data-wrap-up] fieldset").all():
        group.locator("input").first.check()


def wrap_up(page: Page) -> None:
    choose(page)
    page.locator("[data-wrap-up-send]").click()
    page.wait_for_load_state()


def join_and_undo(page: Page, camera: Camera) -> str:
    """Two records of one customer; returns the address of their page."""
    page.goto("/desk/duplicates")
    camera.take(page, "03-duplicates")
    page.locator(".tl-card a").first.click()
    camera.take(page, "04-side-by-side")
    person = str(page.locator("th a").first.get_attribute("href"))
    page.get_by_role("button", name="One customer: join them").click()
    page.goto(person)
    camera.take(page, "05-one-page", settle=1)
    page.goto("/desk/merges")
    page.locator("input[name=reason]").first.fill("Two sisters with one address.")
    camera.take(page, "06-undo")
    page.get_by_role("button", name="Undo").first.click()
    return person


def rights(browser: Browser, home: str, person: str, camera: Camera) -> None:
    """Who looked at me, and what is kept about me?"""
    page = desk(browser, home, "privacy")
    page.goto(person.replace("/desk/customers/", "/desk/privacy/reads/people/"))
    camera.take(page, "07-who-looked")
    page.goto("/desk/access-requests/")
    page.locator(".tl-card a").first.click()
    camera.take(page, "08-access-request")
    records = page.locator("td a")
    records.nth(min(1, records.count() - 1)).click()
    words = page.locator("td.tl-lines").nth(1).inner_text().split()[0]
    page.locator("#words").fill(words)
    page.locator("#code-one").select_option("14(1)")
    page.locator("#bars button[value=words]").click()
    page.wait_for_load_state()
    camera.take(page, "09-bar")


if __name__ == "__main__":
    main()
