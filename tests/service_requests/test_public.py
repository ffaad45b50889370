import json
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import request_in, submit, supervisor_of
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import ServiceRequest
from townline.service_requests.queries import PublicFilters
from townline.service_requests.workflow import PUBLIC_WORDS, State

pytestmark = pytest.mark.django_db
STEPS = {state.value: str(words) for state, words in PUBLIC_WORDS.items()}


def points(**filters: object) -> list[list[object]]:
    body = queries.points_json(filters=PublicFilters(**filters), names="name_en", steps=STEPS)  # type: ignore[arg-type]
    found: list[list[object]] = json.loads(body)["points"]
    return found


def test_points_say_when_there_are_more_than_the_map_takes() -> None:
    older, newer = submit(), submit()

    def answer(limit: int) -> tuple[set[object], bool]:
        body = json.loads(queries.points_json(filters=PublicFilters(), names="name_en", steps=STEPS, limit=limit))
        assert body["limit"] == limit
        return {point[2] for point in body["points"]}, body["more"]

    assert answer(1) == ({newer.reference}, True)
    assert answer(2) == ({newer.reference, older.reference}, False)


def references(page: object) -> list[str]:
    return [row.reference for row in page.rows]  # type: ignore[attr-defined]


def test_public_list_never_shows_what_is_not_public() -> None:
    publish_service(code="noise", visibility="enforcement")
    publish_service(code="tax", visibility="private")
    shown = submit()
    submit(service_code="noise")
    submit(service_code="tax")
    assert references(queries.public_list(filters=PublicFilters())) == [shown.reference]
    assert [point[2] for point in points()] == [shown.reference]


def test_public_list_shows_words_only_after_release() -> None:
    request = submit(description="My neighbour's car fell in.")
    assert queries.public_list(filters=PublicFilters()).rows[0].released_words == ""
    assert request.team is not None
    service_requests.release_words(request=request, release=True, by=supervisor_of(request.team), at=NOON)
    assert queries.public_list(filters=PublicFilters()).rows[0].released_words == "My neighbour's car fell in."


def test_points_say_the_block_and_never_the_address() -> None:
    request = submit()
    assert points() == [[-79.3, 43.7, request.reference, "Pothole", "Received", "400-499 Maple Street"]]


def test_points_quote_what_stands_in_names() -> None:
    publish_service(code="pothole", name={"en": 'A "hole" \\ <here>', "fr": "Trou"})
    made = submit()
    ServiceRequest.objects.filter(pk=made.pk).update(block='Park "A" \\ B')
    assert points()[0][3:] == ['A "hole" \\ <here>', "Received", 'Park "A" \\ B']


def test_an_address_in_a_residents_own_words_is_not_public() -> None:
    submit(location=Location(43.7, -79.3, "Behind the house of John Smith, call 519 555 0123"))
    assert points()[0][5] == ""


def test_points_of_an_empty_city_are_an_empty_list() -> None:
    assert points() == []


def test_filters_mean_the_same_for_the_list_and_for_the_points() -> None:
    publish_service(code="tree")
    open_one, closed = submit(), request_in(State.CONFIRMED)
    tree = submit(service_code="tree")
    for filters, expected in (
        ({"status": "open"}, {open_one.reference, tree.reference}),
        ({"status": "closed"}, {closed.reference}),
        ({"service_ids": (tree.service_id,)}, {tree.reference}),
        ({"since": NOON + timedelta(seconds=1)}, set()),
        ({"until": NOON}, set()),
        ({"ward_id": 12345}, set()),
    ):
        assert set(references(queries.public_list(filters=PublicFilters(**filters)))) == expected  # type: ignore[arg-type]
        assert {point[2] for point in points(**filters)} == expected


def test_completed_work_is_open_for_the_public_until_it_is_approved() -> None:
    waiting = request_in(State.COMPLETED)
    assert references(queries.public_list(filters=PublicFilters(status="open"))) == [waiting.reference]


def test_public_list_goes_on_behind_the_last_row_seen() -> None:
    made = [submit().reference for _ in range(5)]
    seen: list[str] = []
    after = ""
    while True:
        page = queries.public_list(filters=PublicFilters(), after=after, limit=2)
        seen += references(page)
        if not page.has_more:
            break
        after = page.after
    assert seen == list(reversed(made))  # all of one moment: the newest id first


@pytest.mark.parametrize("cursor", ["x", "-", "1-", "9" * 40 + "-1", "1; DROP TABLE"])
def test_public_list_starts_at_the_top_for_a_cursor_that_means_nothing(cursor: str) -> None:
    made = submit()
    assert references(queries.public_list(filters=PublicFilters(), after=cursor)) == [made.reference]


def test_nearby_open_finds_the_same_service_close_by_and_the_closest_first() -> None:
    publish_service(code="tree")
    far, near = submit(location=Location(43.7009, -79.3)), submit(location=Location(43.7001, -79.3))
    submit(location=Location(43.72, -79.3))
    submit(service_code="tree")
    request_in(State.CONFIRMED)
    found = queries.nearby_open(lat=43.7, long=-79.3, service_id=near.service_id)
    assert [(row.reference, row.metres) for row in found] == [(near.reference, 11), (far.reference, 100)]


def test_most_used_counts_the_latest_public_requests() -> None:
    publish_service(code="tree")
    publish_service(code="noise", visibility="enforcement")
    for code in ("tree", "tree", "pothole", "noise", "noise", "noise"):
        submit(service_code=code)
    names = [
        ServiceRequest.objects.filter(service_id=number).first().service.code for number in queries.most_used(limit=6)
    ]  # type: ignore[union-attr]
    assert names == ["tree", "pothole"]


def test_draft_is_gone_once_it_is_sent_and_leads_to_its_request() -> None:
    made = submit(submission_key=(key := uuid4()))
    service_requests.save_draft(uuid=key, service_code="pothole", data={"a": 1}, owner_id=None, at=NOON)
    assert queries.open_draft(uuid=key, owner_id=None) is not None
    service_requests.mark_sent(uuid=key, reference=made.reference, at=NOON)
    assert queries.open_draft(uuid=key, owner_id=None) is None
    assert queries.request_of_draft(uuid=key) == made
