from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from townline.ui.context import _in_the_other, page


def other(address: str) -> str:
    return _in_the_other(RequestFactory().get(address))


def test_other_language_is_the_same_page() -> None:
    assert [other(address) for address in ("/", "/services?q=a", "/fr/", "/fr/services?q=%C3%A9", "/desk/", "/staff/login/")] == [
        "/fr/", "/fr/services?q=a", "/", "/services?q=%C3%A9", "", "",
    ]  # fmt: skip


def test_the_city_is_called_by_its_setting_and_shortly_where_the_brand_file_says_so(
    settings: Any, tmp_path: Path
) -> None:
    settings.TOWNLINE_CITY = {"en": "Town of Elm", "fr": "Ville d’Orme"}
    colours = '[colours]\nmain = "#5b2a86"\nsecond = "#c2410c"\n'
    plain, short = tmp_path / "plain.toml", tmp_path / "short.toml"
    plain.write_text(colours)
    short.write_text('short_name = { en = "Elm", fr = "Orme" }\n' + colours)
    shown = []
    for file, language in ((plain, "en"), (short, "en"), (short, "fr")):
        settings.TOWNLINE_BRAND_FILE = str(file)
        with translation.override(language):
            site = page(RequestFactory().get("/"))["site"]
        shown.append((site.city, site.city_short))
    assert shown == [("Town of Elm", "Town of Elm"), ("Town of Elm", "Elm"), ("Ville d’Orme", "Orme")]


def test_pages_of_the_sign_in_know_the_city_although_they_bring_a_site_of_their_own() -> None:
    html = (
        engines["django"]
        .get_template("layouts/sign_in.html")
        .render({"site": None, "this_site": SimpleNamespace(city="City of Maple Harbour", language="fr")})
    )
    assert "City of Maple Harbour</title>" in html
    assert '<html lang="fr">' in html
