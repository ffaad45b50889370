"""Makes the pictures of first-request.md: walks through a running sample city as a resident and as staff.

    make run                                               (in another window)
    .venv/bin/python -m docs.tutorial.make_pictures [http://localhost:8311]

It reports a pothole, so run it on a sample city only. Mail is held for a minute; the walk waits for it. Import Kansas City
first (see first-request.md) for the last pictures.
"""

import html
import io
import json
import re
import sys
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.journeys import browser as chromium
from townline.commands.sample_city.pictures import picture
from townline.commands.sample_city.sign_ins import PASSWORD

FOLDER = Path(__file__).parent / "pictures"
PICTURES = FOLDER / "first-request"
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1280, "height": 800}
MOST_BYTES = 150_000
IMPORTED = "water-leak"  # what the mapping makes of a service of Kansas City
WORDS = "Deep hole by the curb. Cyclists swerve into the traffic to avoid it."
QUESTION = "Is the hole on the side of the school or of the park?"
ANSWER = "On the side of the park, right after the crossing."
DONE = "We cut out the edges and filled the hole with hot mix on Tuesday."


class Camera:
    """Takes a picture of what a person sees, small enough for a repository."""

    def __init__(self, folder: Path = PICTURES) -> None:
        self.folder = folder
        self.taken: list[Path] = []

    def take(self, page: Page, name: str, *, of: Locator | None = None, settle: float = 0.4) -> None:
        page.wait_for_timeout(settle * 1000)
        page.evaluate("document.activeElement?.blur?.()")
        self.keep((of or page).screenshot(), name)

    def keep(self, shot: bytes, name: str) -> None:
        path = (FOLDER if name == "overview" else self.folder) / f"{name}.png"
        image = Image.open(io.BytesIO(shot)).convert("RGB")
        for colours in (256, 128, 64, 32):
            image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
            if path.stat().st_size <= MOST_BYTES:
                break
        print(f"{path.name}: {path.stat().st_size // 1000} kB")
        self.taken.append(path)


def phone(browser: Browser, home: str) -> Page:
    return browser.new_context(base_url=home, viewport=PHONE, device_scale_factor=2).new_page()  # type: ignore[arg-type]


def desk(browser: Browser, home: str, who: str) -> Page:
    page = browser.new_context(base_url=home, viewport=DESK, device_scale_factor=1.5).new_page()  # type: ignore[arg-type]
    page.goto("/desk/")
    page.locator("input[name=login]").fill(f"{who}@maple-harbour.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url("**/desk/**")
    return page


def report(page: Page, camera: Camera) -> str:
    """As a resident, on a phone; returns the reference."""
    go_on = page.get_by_role("button", name="Continue", exact=True)
    page.goto("/")
    page.locator("#search-q").fill("hole in the raod")
    camera.take(page, "01-start")
    page.locator("#search-q").press("Enter")
    camera.take(page, "02-found")
    page.locator("main").get_by_role("link", name="Pothole").first.click()
    page.locator("main a.tl-button--start").click()
    page.get_by_label("In a bicycle lane").check()
    camera.take(page, "03-question")
    go_on.click()
    page.get_by_label("Like a car tire").check()
    go_on.click()
    page.get_by_label("No", exact=True).check()
    go_on.click()
    page.locator("#id_description").fill(WORDS)
    go_on.click()
    place(page, camera)
    if page.url.endswith("/near"):
        page.get_by_role("button", name="None of these").click()
    page.locator("input[value=email]").check()
    go_on.click()
    page.locator("#id_name").fill("Ada Tremblay")
    page.locator("#id_email").fill("ada.tremblay@mail.example")
    go_on.click()
    page.wait_for_timeout(2_500)  # nobody reads faster
    camera.take(page, "05-check")
    page.get_by_role("button", name="Send report").click()
    page.wait_for_url("**/done")
    camera.take(page, "06-done")
    said = page.locator(".tl-reference--large").inner_text()
    return re.sub(r"\D", "", said)


def place(page: Page, camera: Camera) -> None:
    """A point on the map; its address is filled in."""
    canvas = page.locator("canvas")
    canvas.wait_for()
    page.wait_for_timeout(3_000)
    canvas.scroll_into_view_if_needed()
    for _ in range(2):
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(600)
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.55})
    expect(page.locator("#id_address")).not_to_have_value("", timeout=15_000)
    page.locator("#id_address").scroll_into_view_if_needed()
    camera.take(page, "04-place", settle=1.5)
    page.locator("main form button.tl-button:not([name]):not([type=button])").last.click()


def ask(page: Page, camera: Camera, reference: str) -> None:
    """As staff: the queue, the request, a question to the customer."""
    page.goto("/desk/?tab=all&sort=newest")
    camera.take(page, "07-queue")
    page.goto(f"/desk/requests/{reference}")
    camera.take(page, "08-record", settle=3)
    page.locator("[data-key=r]").click()
    page.locator("[data-key=u]").click()
    page.locator("textarea[name=question]").fill(QUESTION)
    camera.take(page, "09-ask", settle=1)
    page.locator(".tl-doing button[type=submit]").click()


def work(boss: Page, crew: Page, reference: str) -> None:
    """The crew completes it with what the rule asks for; somebody else approves it."""
    boss.goto(f"/desk/requests/{reference}")
    boss.locator("[data-key=a]").click()
    whole_team = boss.locator("select[name=to] optgroup[label='Road repair, west'] option").first
    boss.locator("select[name=to]").select_option(whole_team.get_attribute("value"))
    boss.locator(".tl-doing button[type=submit]").click()
    crew.goto(f"/desk/requests/{reference}/complete")
    crew.locator("input[value=fixed]").check()
    crew.locator("input[name=size][value=medium]").check()
    crew.locator("textarea[name=words]").fill(DONE)
    crew.locator("input[name=measured]").fill("depth 0 cm")
    image, _thumbnail = picture(group="", variant=1)
    crew.locator("input[name=photos]").set_input_files({"name": "done.jpg", "mimeType": "image/jpeg", "buffer": image})
    crew.locator(".tl-doing button[type=submit]").click()
    crew.locator(".tl-messages").wait_for()
    boss.goto(f"/desk/approvals?reference={reference}")
    boss.locator("[data-pick]").check()
    boss.locator("[data-key=v]").click()


def mail_about(page: Page, reference: str, subject: str) -> None:
    """Opens the newest mail about the request whose subject has these words, when it has come."""
    said = f"{reference[:3]} {reference[3:6]} {reference[6:]}"
    until = time.monotonic() + 150
    while time.monotonic() < until:
        page.goto("/desk/sent-mail")
        for link in page.locator("main a").all():
            words = link.inner_text().replace("\u00a0", " ")
            if said in words and subject.lower() in words.lower():
                link.click()
                return
        page.wait_for_timeout(3_000)
    sys.exit(f"No mail “{subject}” about {said} has come.")


def walk(browser: Browser, home: str, camera: Camera) -> str:
    resident, staff = phone(browser, home), desk(browser, home, "supervisor")
    reference = report(resident, camera)
    resident.get_by_role("link", name="Open your request").click()
    private = resident.url
    ask(staff, camera, reference)
    resident.goto(private)
    camera.take(resident, "10-question")
    resident.locator("#answer textarea").fill(ANSWER)
    resident.get_by_role("button", name="Send answer").click()
    work(staff, desk(browser, home, "worker"), reference)
    mail_about(staff, reference, "completed")
    camera.take(staff, "11-mail")
    resident.goto(private)
    camera.take(resident, "12-track", settle=1)
    resident.get_by_role("link", name="This is not resolved").click()
    resident.locator("textarea").first.fill("The filling has sunk already: the hole is back.")
    camera.take(resident, "13-not-resolved")
    resident.get_by_role("button", name="Open it again").click()
    camera.take(resident, "14-reopened")
    staff.goto(f"/desk/requests/{reference}")
    camera.take(staff, "15-reopened-desk", settle=2)
    return reference


def map_and_machines(browser: Browser, home: str, camera: Camera, reference: str) -> None:
    """The same request over Open311; the public map; the points of Kansas City, once it is imported.

    Of real places only numbers of points are shown: no public record stands in our documentation.
    """
    page = browser.new_context(base_url=home, viewport=DESK, device_scale_factor=1.5).new_page()  # type: ignore[arg-type]
    record = page.context.request.get(f"/open311/v2/requests/{reference}.json").json()
    page.set_content(
        "<title>Open311</title><pre style='float: left'>" + html.escape(json.dumps(record, indent=2)) + "</pre>"
    )
    camera.take(page, "16-open311", of=page.locator("pre"))
    page.goto("/requests")
    camera.take(page, "17-map", of=page.locator(".tl-map__stage"), settle=4)
    page.goto(f"/requests?service={IMPORTED}")
    if page.locator(".tl-requests li").count():
        camera.take(page, "18-kansas-city", of=page.locator(".tl-map__stage"), settle=4)
    else:
        print("Kansas City is not imported: no picture of it.")


def overview(camera: Camera) -> None:
    """The resident's phone beside the desk, for the README."""
    left, right = (Image.open(PICTURES / f"{name}.png").convert("RGB") for name in ("01-start", "08-record"))
    height = 720
    parts = [
        image.resize((round(image.width * height / image.height), height), Image.Resampling.LANCZOS)
        for image in (left, right)
    ]
    sheet = Image.new("RGB", (sum(part.width for part in parts) + 72, height + 48), (226, 230, 229))
    across = 24
    for part in parts:
        sheet.paste(part, (across, 24))
        across += part.width + 24
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    camera.keep(buffer.getvalue(), "overview")


def main() -> None:
    home = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8311"
    PICTURES.mkdir(parents=True, exist_ok=True)
    camera = Camera()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.FLAGS)
        reference = walk(browser, home, camera)
        map_and_machines(browser, home, camera, reference)
        browser.close()
    overview(camera)


if __name__ == "__main__":
    main()
