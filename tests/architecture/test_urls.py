from django.http import HttpResponse
from django.urls import include, path

from tests.architecture import urls
from townline.accounts.permissions import Capability
from townline.desk.views.access import DeskRequest, staff_page


def page(_request: object) -> HttpResponse:
    return HttpResponse()


PLANTED = [path("requests/", include(([path("", page, name="list"), path("secret", page)], "desk")))]


def test_every_url_is_in_the_permission_table() -> None:
    """If not: add it to tests/architecture/permissions.toml with the roles that may open it."""
    assert urls.unlisted(urls.all_patterns(), listed=urls.table()) == []


def test_permission_table_names_only_urls_that_exist() -> None:
    assert urls.gone(urls.all_patterns(), listed=urls.table()) == []


def test_permission_table_names_only_known_roles() -> None:
    assert urls.strangers(urls.table()) == []


def test_staff_pages_let_in_whom_the_table_names() -> None:
    assert urls.disagreements(urls.all_patterns(), listed=urls.table()) == []


def test_unlisted_finds_a_url_and_one_without_a_name() -> None:
    assert urls.unlisted(PLANTED, listed={}) == ["desk:list", "nameless requests/secret"]


def test_gone_finds_a_url_that_was_removed() -> None:
    assert urls.gone(PLANTED, listed={"desk:list": ["csr"], "desk:old": ["csr"]}) == ["desk:old"]


def test_strangers_finds_a_role_that_does_not_exist() -> None:
    assert urls.strangers({"desk:list": ["janitor", "csr"]}) == ["desk:list: janitor"]


def test_disagreements_finds_a_page_that_lets_in_others_and_one_without_a_door() -> None:
    @staff_page(Capability.READ_LOG)
    def log(_request: DeskRequest) -> HttpResponse:
        return HttpResponse()

    planted = [path("desk/", include(([path("log", log, name="log"), path("open", page, name="open")], "desk")))]
    assert urls.disagreements(planted, listed={"desk:log": ["auditor"], "desk:open": ["csr"]}) == [
        "desk:log: lets in administrator, auditor, manager",
        "desk:open: a page of the desk without its door",
    ]
