"""Makes the pictures of report-as-a-resident.md from a running system: `python docs/tutorial/resident_pictures.py [address]`."""

import io
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page, sync_playwright

ADDRESS = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8311"
FOLDER = Path(__file__).parent / "pictures"
PHONE = {"width": 390, "height": 780}
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        walk(browser.new_context(viewport=PHONE, device_scale_factor=2).new_page())
        browser.close()


def walk(page: Page) -> None:
    addresses = near_others(page)
    page.goto(f"{ADDRESS}/")
    page.locator("#search-q").fill("nid de poul")
    keep(page, "1-start")
    page.locator("#search-q").press("Enter")
    keep(page, "2-find")
    page.goto(f"{ADDRESS}/services/pothole")
    keep(page, "3-service")
    page.locator("a.tl-button--start").click()
    keep(page, "4-question")
    page.locator("input[value=driving_lane]").check()
    go_on(page)
    page.locator("input[value=tire]").check()
    go_on(page)
    page.locator("input[value=no]").check()
    go_on(page)
    page.locator("#id_description").fill("Deep hole in the lane by the crossing. Cyclists swerve into traffic.")
    page.locator("#id_photos").set_input_files({"name": "hole.jpg", "mimeType": "image/jpeg", "buffer": hole()})
    page.locator("button[name=add]").click()
    page.wait_for_timeout(6_000)  # until the job has made the copy
    page.reload()
    keep(page, "5-photos", whole=True)
    go_on(page)
    for address in addresses:
        page.goto(f"{ADDRESS}/report/pothole/place")
        page.locator("#id_address").fill(address)
        page.locator("button[name=find]").click()
        if page.locator("#id_chosen_0").is_visible():
            keep(page, "6-address", whole=True)
            page.locator("#id_chosen_0").check()
            page.locator(".tl-found button").click()
        if page.url.endswith("/near"):
            break
    page.goto(f"{ADDRESS}/report/pothole/place")
    page.wait_for_timeout(2_500)
    keep(page, "7-place", whole=True)
    go_on(page)
    if page.url.endswith("/near"):
        keep(page, "8-near", whole=True)
        go_on(page)
    page.locator("input[value=email]").check()
    keep(page, "9-contact")
    go_on(page)
    page.locator("#id_name").fill("Ada Resident")
    page.locator("#id_email").fill("ada@mail.example")
    go_on(page)
    keep(page, "10-check", whole=True)
    page.wait_for_timeout(2_200)
    go_on(page)
    keep(page, "11-done", whole=True)
    page.locator("main a[href*='/track/']").first.click()
    page.wait_for_timeout(2_500)
    keep(page, "12-track", whole=True)


def near_others(page: Page) -> list[str]:
    """Addresses in blocks where somebody has reported a pothole already."""
    page.goto(f"{ADDRESS}/requests?service=pothole&status=open")
    places = [text.split(",")[0] for text in page.locator(".tl-requests li p:first-of-type").all_inner_texts()]
    blocks = [place for place in places if place[:1].isdigit()][:12]
    return [block.partition("-")[0] + " " + block.partition(" ")[2] for block in blocks]


def go_on(page: Page) -> None:
    page.locator("main form button.tl-button:not([name]):not([type=button])").last.click()
    page.wait_for_load_state()


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    page.wait_for_timeout(300)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    picture.quantize(128).save(FOLDER / f"{name}.png", optimize=True)


def hole() -> bytes:
    """An invented photo: grey asphalt, a dark hole."""
    image = Image.effect_noise((1_600, 1_200), 60).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.ellipse((480, 380, 1_150, 860), fill=(38, 36, 34))
    draw.ellipse((560, 450, 1_050, 800), fill=(22, 20, 19))
    buffer = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(4)).save(buffer, "JPEG")
    return buffer.getvalue()


if __name__ == "__main__":
    main()
