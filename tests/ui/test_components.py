"""Every component renders with what its first line says it takes, in both languages, under the strict policy."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace as Row

import pytest
from django.template import engines
from django.utils import translation

from townline.core.language import Language
from townline.ui import branding

TEMPLATES = Path(branding.__file__).parent.parent / "templates"
NOW = dt.datetime(2026, 6, 9, 14, 0, tzinfo=dt.UTC)
AGO = NOW - dt.timedelta(hours=3)
STEPS = [
    Row(name="Received", state="done", date=AGO),
    Row(name="Reviewed", state="now", date=AGO, text="Belongs to Roads."),
    Row(name="Completed", state="next", date=""),
    Row(name="Closed", state="stopped", date=AGO),
]
ROWS = [Row(name="Where", value="12 Elm Street", change_url="/there"), Row(name="Photos", value=["one.jpg", "two.jpg"])]
ENTRIES = [
    Row(icon="note", what="Note", who="D. Okafor", at=AGO, text="Bring the plate.", kind="internal"),
    Row(icon="mail", what="Mail", who="", at=AGO, text="", kind="public"),
]
QUEUE = Row(url="/r", what="Light out", where="12 Elm Street", due=NOW, reference="418307265", uuid="u", facts=["Ward 3"],
            status="Reviewed", tone="calm", is_late=True, is_soon=False, is_current=True)  # fmt: skip
USES = {
    "button.html": 'with text="Send report" key="s" icon="check"',
    "back.html": 'with url="/"',
    "breadcrumbs.html": "",
    "banner.html": 'with tone="warn" title="Take care" text="Ice" link_url="/" link_text="More"',
    "alert.html": 'with text="Boil your water"',
    "training.html": "",
    "moved_clock.html": "",
    "open_contact.html": "",
    "stop.html": 'with text="Leave the place" phone="911" back_url="/"',
    "done.html": 'with title="Thank you" digits="418307265"',
    "reference.html": 'with digits="418307265" large=True',
    "summary_list.html": "",
    "track.html": "",
    "timeline.html": "",
    "ways.html": "",
    "search_box.html": 'with action="/" name="q" label="Find" text="Find" large=True',
    "table.html": 'with caption="Services"',
    "pagination.html": 'with previous_url="/1" next_url="/3" said="51 to 100"',
    "filters.html": 'with clear_url="/"',
    "queue_row.html": 'with pick="request"',
    "bulk_bar.html": 'with text="Assign" label="To"',
    "live_line.html": 'with url="/live" reload="/desk/"',
    "key_help.html": "",
    "rail.html": 'with sign_out_url="/out" language_url="/language"',
    "photo_strip.html": "",
    "kept_photos.html": "",
    "empty.html": 'with title="Nothing yet" text="Start" link_url="/" link_text="Report"',
    "messages.html": "",
    "honeypot.html": 'with name="website"',
    "map_pick.html": 'with lat_id="lat" lon_id="lon" address_id="address" lookup_url="/near"',
    "map_points.html": 'with points_url="/points" request_url="/requests/{reference}"',
    "map_place.html": 'with lat=43.4 lon=-80.5 words="12 Elm Street"',
    "map_script.html": "",
    "skip_link.html": "",
    "language_switch.html": "",
    "footer.html": "",
}
BY_TAG = {
    "tag.html",
    "progress.html",
    "error_summary.html",
    "field_label.html",
    "field_legend.html",
    "field_words.html",
    "map_words.html",
}


def context(language: str) -> dict[str, object]:
    site = Row(city="City of Maple Harbour", city_short="Maple Harbour", hours="", brand=Row(logo_url="/l.svg", phone="311"),
               brand_css_url="/brand.css", language=language, prefix="", other_language="fr", other_language_name="Français",
               other_language_url="/fr/", training=True, map_tiles_url="/tiles", at=NOW, alert="Boil your water")  # fmt: skip
    return {
        "site": site, "steps": STEPS, "rows": ROWS, "entries": ENTRIES, "row": QUEUE, "messages": [],
        "crumbs": [("/", "Start"), ("", "Here")], "items": [Row(url="/", name="Pothole", note="2 minutes", about="")],
        "columns": [{"name": "Service", "sort_url": "/", "sorted": "up"}, {"name": "Open", "number": True}],
        "filters": [{"words": "in Ward 3", "off_url": "/"}], "choices": [("1", "Crew 4")], "keys": [("a", "Assign")],
        "rail_items": [{"text": "Queue", "url": "/", "icon": "list", "count": 3, "is_current": True, "go": "q"}],
        "photos": [{"url": "/p.jpg", "full_url": "/P.jpg"}],
        "open_contact": {"who": "Ada", "url": "/", "started_at": NOW},
    }  # fmt: skip


def render(source: str, language: str = Language.ENGLISH) -> str:
    values = context(language)
    if "table.html" in source:
        values["rows"] = [[{"text": "Pothole", "url": "/"}, "128"]]
    with translation.override(language):
        return engines["django"].from_string("{% load ui %}" + source).render(values)


def test_uses_name_every_component() -> None:
    assert {path.name for path in (TEMPLATES / "components").glob("*.html")} == set(USES) | BY_TAG


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", USES)
def test_component_renders_under_the_strict_policy(name: str, language: str) -> None:
    page = render(f'{{% include "components/{name}" {USES[name]} %}}', language)
    assert page.strip() or name == "messages.html"
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", page)
    assert "{{" not in page
    assert "None" not in page


LAYOUTS = ["portal", "desk", "desk_list", "desk_record", "sign_in", "error"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_renders_under_the_strict_policy(name: str) -> None:
    with translation.override(Language.ENGLISH):
        page = engines["django"].get_template(f"layouts/{name}.html").render(context(Language.ENGLISH))
    assert page.count("<main") == 1
    assert 'href="#main"' in page
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)", page)


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_error_page_needs_no_context(code: str) -> None:
    page = engines["django"].get_template(f"{code}.html").render({})
    assert "<h1>" in page
    assert code[:3] in page


def test_track_says_each_state_in_words() -> None:
    page = render('{% include "components/track.html" %}')
    assert [word in page for word in ("done", "now", "still to come", "closed")] == [True] * 4


def test_tag_has_a_word_and_a_shape() -> None:
    page = render('{% tag "Late" "bad" %}')
    assert "#mark-diamond" in page
    assert "Late" in page


def test_progress_is_said_in_words() -> None:
    assert re.sub(r"<[^>]+>", "", render('{% progress 3 5 "Where is it?" %}')).strip() == "3 of 5: Where is it?"


def test_said_never_breaks() -> None:
    assert render('{{ "418307265"|said }}') == "418\u00a0307\u00a0265"


def test_every_icon_that_a_template_names_exists() -> None:
    symbols = set(
        re.findall(r'<symbol id="([^"]+)"', (TEMPLATES.parent / "static" / "icons.svg").read_text(encoding="utf-8"))
    )
    named = {
        name
        for path in TEMPLATES.parent.rglob("templates/**/*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert named - symbols == set()
