from django.http import HttpResponse
from django.urls import get_resolver, include, path

from tests.architecture import urls


def page(_request: object) -> HttpResponse:
    return HttpResponse()


PLANTED = [path("requests/", include(([path("", page, name="list"), path("secret", page)], "desk")))]


def test_every_url_is_in_the_permission_table() -> None:
    """If not: add it to tests/architecture/permissions.toml with the roles that may open it."""
    assert urls.unlisted(get_resolver().url_patterns, listed=urls.table()) == []


def test_permission_table_names_only_urls_that_exist() -> None:
    assert urls.gone(get_resolver().url_patterns, listed=urls.table()) == []


def test_permission_table_names_only_known_roles() -> None:
    assert urls.strangers(urls.table()) == []


def test_unlisted_finds_a_url_and_one_without_a_name() -> None:
    assert urls.unlisted(PLANTED, listed={}) == ["desk:list", "nameless requests/secret"]


def test_gone_finds_a_url_that_was_removed() -> None:
    assert urls.gone(PLANTED, listed={"desk:list": ["csr"], "desk:old": ["csr"]}) == ["desk:old"]


def test_strangers_finds_a_role_that_does_not_exist() -> None:
    assert urls.strangers({"desk:list": ["janitor", "csr"]}) == ["desk:list: janitor"]
