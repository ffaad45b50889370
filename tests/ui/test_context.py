from django.test import RequestFactory

from townline.ui.context import _in_the_other


def other(address: str) -> str:
    return _in_the_other(RequestFactory().get(address))


def test_other_language_is_the_same_page() -> None:
    assert [other(address) for address in ("/", "/services?q=a", "/fr/", "/fr/services?q=%C3%A9", "/desk/", "/staff/login/")] == [
        "/fr/", "/fr/services?q=a", "/", "/services?q=%C3%A9", "", "",
    ]  # fmt: skip
