from types import SimpleNamespace

from django.template import engines
from django.test import RequestFactory

from townline.ui.context import _in_the_other


def other(address: str) -> str:
    return _in_the_other(RequestFactory().get(address))


def test_other_language_is_the_same_page() -> None:
    assert [other(address) for address in ("/", "/services?q=a", "/fr/", "/fr/services?q=%C3%A9", "/desk/", "/staff/login/")] == [
        "/fr/", "/fr/services?q=a", "/", "/services?q=%C3%A9", "", "",
    ]  # fmt: skip


def test_pages_of_the_sign_in_know_the_city_although_they_bring_a_site_of_their_own() -> None:
    page = (
        engines["django"]
        .get_template("layouts/sign_in.html")
        .render({"site": None, "this_site": SimpleNamespace(city="City of Maple Harbour", language="fr")})
    )
    assert "City of Maple Harbour</title>" in page
    assert '<html lang="fr">' in page
