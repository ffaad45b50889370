"""By the private link: asking again, a request of what was closed long ago, the page of whose report was joined, and of who only follows."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.pictures import picture_file
from tests.factories.service_requests import request_in, submit
from tests.service_requests.test_told import boss_of, decline, merged, person
from townline.core.actor import RESIDENT
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Follower, FollowUp, Photo, ServiceRequest
from townline.service_requests.operations import Party
from townline.service_requests.values import Ground, PartyRole, Sees
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def link_of(request: ServiceRequest, customer_id: int | None = None) -> str:
    return f"/track/{queries.track_token(uuid=request.uuid, customer_id=customer_id or request.customer_id)}"


def words_of(page: Any) -> str:
    text: str = page.content.decode()
    return text


def test_more_about_an_open_request_comes_with_photos_and_once(client: Client) -> None:
    request, sent = submit(), {"words": "It is deeper now.", "kept": str(uuid4())}
    first = client.post(f"{link_of(request)}/add", {**sent, "photos": [picture_file()]})
    client.post(f"{link_of(request)}/add", sent)
    taken = FollowUp.objects.get()
    assert (taken.number, taken.channel, Photo.objects.get().follow_up) == (1, "web", taken)
    assert "we have added it" in words_of(client.get(first["Location"]))


def test_photos_are_kept_while_the_words_are_missing(client: Client) -> None:
    request, kept = submit(), str(uuid4())
    page = client.post(f"{link_of(request)}/add", {"words": "", "kept": kept, "photos": [picture_file()]})
    assert "1 photo is kept with this form." in words_of(page)
    client.post(f"{link_of(request)}/add", {"words": "It is deeper now.", "kept": kept})
    assert Photo.objects.get().follow_up == FollowUp.objects.get()


def test_what_was_closed_long_ago_becomes_a_new_request(client: Client, settings: Settings) -> None:
    settings.TOWNLINE_FOLLOW_UP_DAYS = 1
    request = request_in(State.CONFIRMED)
    assert "It is wrong again" in words_of(client.get(link_of(request)))
    assert "Send as a new request" in words_of(client.get(f"{link_of(request)}/not-resolved"))
    done = client.post(f"{link_of(request)}/not-resolved", {"words": "A hole again.", "kept": str(uuid4())})
    made = FollowUp.objects.get().became
    assert made is not None
    assert made.reference != request.reference
    page = words_of(client.get(done["Location"]))
    assert ("this is the new one" in page, "A hole again." in page) == (True, True)


def test_whose_report_was_joined_sees_how_the_work_goes_and_nothing_private_of_the_other(client: Client) -> None:
    ada = submit(contact=person("ada"), description="My own words, Ada.")
    bo = merged(submit(contact=person("bo")), ada)
    service_requests.add_note(request=ada, text="For Ada only.", visibility="customer", by=boss_of(ada), at=NOON)
    service_requests.add_note(request=ada, text="The part is ordered.", visibility="public", by=boss_of(ada), at=NOON)
    page = words_of(client.get(link_of(bo)))
    assert "Your report was joined with request" in page
    assert [words in page for words in ("The part is ordered.", "For Ada only.", "My own words, Ada.")] == [
        True,
        False,
        False,
    ]


def test_whose_report_was_joined_asks_and_disputes_from_their_own_page(client: Client, settings: Settings) -> None:
    settings.TOWNLINE_FOLLOW_UP_DAYS = 100_000
    ada = submit(contact=person("ada"))
    bo = merged(submit(contact=person("bo")), ada)
    client.post(f"{link_of(bo)}/add", {"words": "When?", "kept": str(uuid4())})
    decline(ada)
    client.post(
        f"{link_of(bo)}/not-resolved", {"words": "It is yours.", "kept": str(uuid4()), "photos": [picture_file()]}
    )
    ada.refresh_from_db()
    assert (ada.state, [row.page for row in FollowUp.objects.order_by("number")]) == (State.REVIEWED, [bo, bo])
    photo = Photo.objects.get()
    assert photo.request == ada
    assert [row.uuid for row in queries.photos_for_reporter(request=ada)] == []
    assert [row.uuid for row in queries.photos_for_reporter(request=bo)] == [photo.uuid]
    page = words_of(client.get(link_of(ada)))
    assert ("When?" in page, "It is yours." in page) == (False, False)


def test_withdrawn_is_withdrawn(client: Client) -> None:
    request = request_in(State.CANCELLED)
    assert client.post(f"{link_of(request)}/not-resolved", {"words": "No.", "kept": str(uuid4())})[
        "Location"
    ] == link_of(request)
    assert FollowUp.objects.count() == 0


@pytest.mark.parametrize(
    ("sees", "reads"),
    [
        (Sees.STEPS, (False, False, False)),
        (Sees.PUBLIC, (True, False, False)),
        (Sees.ALL_BUT_PERSON, (True, True, True)),
    ],
)
def test_a_follower_reads_as_much_as_was_chosen_and_never_who_asked(
    client: Client, sees: Sees, reads: tuple[bool, bool, bool]
) -> None:
    request = submit()
    boss = boss_of(request)
    for visibility in ("public", "customer"):
        service_requests.add_note(
            request=request, text=f"A note, {visibility}.", visibility=visibility, by=boss, at=NOON
        )
    service_requests.add_customer_note(request=request, text="It is deep.", by=RESIDENT, at=NOON)
    ground = Ground.WORK if sees is Sees.ALL_BUT_PERSON else Ground.ASKED
    party = Party(PartyRole.CONTRACTOR, sees, ground, "Repairs the curb.")
    customer = service_requests.add_follower(request=request, contact=person("con"), party=party, by=boss, at=NOON)
    page = words_of(client.get(link_of(request, customer.pk)))
    assert (
        tuple(words in page for words in ("A note, public.", "A note, customer.", "A deep hole by the curb.")) == reads
    )
    assert "Ada" not in page
    assert "This is not resolved" not in page
    assert "<b>You</b>" not in page


@pytest.mark.parametrize(("sees", "exact"), [(Sees.STEPS, False), (Sees.PUBLIC, False), (Sees.ALL_BUT_PERSON, True)])
def test_a_follower_sees_the_place_as_exactly_as_was_chosen(client: Client, sees: Sees, exact: bool) -> None:
    request = submit(location=Location(lat=43.712345, long=-79.312345, address="418 Maple Street"))
    party = Party(PartyRole.CONTRACTOR, sees, Ground.WORK, "Repairs the curb.")
    boss = boss_of(request)
    customer = service_requests.add_follower(request=request, contact=person("con"), party=party, by=boss, at=NOON)
    page = words_of(client.get(link_of(request, customer.pk)))
    assert ("43.712345" in page, "418 Maple" in page, "Maple Street" in page) == (exact, exact, True)


@pytest.mark.parametrize(("sees", "reads"), [(Sees.STEPS, False), (Sees.PUBLIC, True)])
def test_who_follows_the_steps_of_a_private_request_reads_no_words_on_its_page(
    client: Client, sees: Sees, reads: bool
) -> None:
    publish_service(visibility="private")
    request = submit()
    party = Party(PartyRole.OTHER, sees, Ground.AGREED, "Said so on the telephone, 3 June.")
    boss = boss_of(request)
    customer = service_requests.add_follower(request=request, contact=person("con"), party=party, by=boss, at=NOON)
    decline(request)
    assert ("A provincial road." in words_of(client.get(link_of(request, customer.pk)))) == reads


def test_a_follower_stops_it_by_themselves(client: Client) -> None:
    request = submit()
    eve = service_requests.follow(request=request, contact=person("eve"), channel="web", by=RESIDENT, at=NOON)
    link = link_of(request, eve.pk)
    assert "Stop telling me" in words_of(client.get(link))
    assert "We tell you no more" in words_of(client.post(f"{link}/stop-following"))
    assert not Follower.objects.exists()
    assert client.post(f"{link}/stop-following").status_code == 200
    assert client.post(f"{link_of(request)}/stop-following").status_code == 404
