import json

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.catalog import publish_service
from tests.factories.places import AreaFactory
from tests.factories.service_requests import request_in, submit
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def lines(client: Client, query: str = "") -> int:
    page = client.get(f"/requests{query}")
    assert page.status_code == 200
    return page.content.decode().count('<h3><a href="/requests/')


def test_filters_stand_in_the_address(client: Client) -> None:
    AreaFactory(code="3", name_en="Ward 3")
    publish_service(code="tree", name={"en": "Tree", "fr": "Arbre"})
    submit()
    submit(service_code="tree")
    request_in(State.CONFIRMED)
    counts = {
        "": 3,
        "?service=tree": 1,
        "?group=streets": 3,
        "?ward=3": 3,
        "?status=open": 2,
        "?status=closed": 1,
        "?from=2026-06-03&until=2026-06-03": 3,
        "?until=2026-06-02": 0,
        "?service=tree&status=closed": 0,
    }
    assert {query: lines(client, query) for query in counts} == counts


@pytest.mark.parametrize(
    "query", ["?service=nothing", "?ward=9&status=odd&from=yesterday", "?after=x", "?from=9999-12-31&until=0001-01-01"]
)
def test_an_address_cut_short_still_shows_a_list(client: Client, query: str) -> None:
    submit()
    lines(client, query)


def test_each_filter_can_be_taken_off_alone(client: Client) -> None:
    publish_service()
    page = client.get("/requests?service=pothole&status=open").content.decode()
    assert 'href="/requests?status=open"' in page
    assert 'href="/requests?service=pothole"' in page


def test_the_list_goes_on_on_the_next_page_with_its_filters(client: Client) -> None:
    for _ in range(32):
        submit()
    page = client.get("/requests?status=open").content.decode()
    following = page.split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    assert following.startswith("/requests?status=open&after=")
    assert lines(client) == 30
    assert client.get(following).content.decode().count('<h3><a href="/requests/') == 2


def test_the_points_are_those_of_the_list_in_the_readers_language(client: Client) -> None:
    request = submit()
    request_in(State.CONFIRMED)
    found = json.loads(client.get("/fr/requests/points.json?status=open").content)["points"]
    assert found == [[-79.3, 43.7, request.reference, "Nid-de-poule", "Reçue", "400-499 Maple Street"]]


def test_the_lookup_of_a_point_says_the_ward_or_that_it_is_outside(client: Client) -> None:
    AreaFactory(name_en="Ward 3")
    assert client.get("/places/lookup.json?lat=43.7&lon=-79.3").json() == {"address": "", "ward": "Ward 3"}
    assert client.get("/places/lookup.json?lat=10&lon=10").json() == {"outside": True}
    assert client.get("/places/lookup.json?lat=x&lon=10").status_code == 400
    assert client.get("/places/lookup.json?lat=nan&lon=10").status_code == 400


def test_the_start_page_asks_once_in_a_while_what_is_used_most(
    client: Client, django_assert_num_queries: object
) -> None:
    publish_service()
    cache.clear()
    client.get("/")
    with django_assert_num_queries(2):  # type: ignore[operator]  # the alert, and whether the catalogue has changed
        client.get("/")


@pytest.mark.parametrize(
    "address",
    [
        "/requests/%00", "/fr/requests/%00/follow", "/follow?reference=%00", "/find?q=123456789%00", "/requests?until=9999-12-31",
        "/requests?from=0001-01-01&until=0001-01-01", "/requests/points.json?until=9999-12-31", "/requests?after=%00-1",
        "/requests?after=99999999999999999-999999999999999999", "/track/%00", "/messages/%00/stop", "/requests?ward=%00",
    ],
)  # fmt: skip
def test_no_address_breaks_the_public_pages(client: Client, address: str) -> None:
    assert client.get(address).status_code in {200, 302, 404}
