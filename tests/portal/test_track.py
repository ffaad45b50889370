from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from tests.factories.accounts import member_of
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.pictures import picture_file
from tests.factories.service_requests import ADA, request_in, submit, supervisor_of
from townline.customers.models import ContactPoint
from townline.notifications.queries import opt_out_token
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Follower, Note, Photo, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def link_of(request: ServiceRequest) -> str:
    return f"/track/{queries.track_token(uuid=request.uuid, customer_id=request.customer_id)}"


def words_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def boss_of(request: ServiceRequest) -> Any:
    assert request.team is not None
    return supervisor_of(request.team)


@pytest.mark.parametrize("state", State)
def test_the_private_page_shows_every_state(client: Client, state: State) -> None:
    page = client.get(link_of(request_in(state)))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "418 Maple Street" in words_of(page)


@pytest.mark.parametrize("state", State)
def test_the_public_page_shows_every_state_and_no_address(client: Client, state: State) -> None:
    page = words_of(client.get(f"/requests/{request_in(state).reference}"))
    assert "400-499 Maple Street" in page
    assert "418 Maple" not in page
    assert "A deep hole" not in page
    assert "Ada" not in page


def test_a_link_that_was_changed_opens_nothing(client: Client) -> None:
    link = link_of(submit())
    assert client.get(link + "x").status_code == 404
    assert client.get("/track/" + "a" * 60).status_code == 404


def test_the_customer_reads_what_is_meant_for_customers_and_nothing_internal(client: Client) -> None:
    request = submit()
    for visibility in ("internal", "customer", "public"):
        service_requests.add_note(
            request=request, text=f"A note, {visibility}.", visibility=visibility, by=boss_of(request), at=NOON
        )
    private = words_of(client.get(link_of(request)))
    public = words_of(client.get(f"/requests/{request.reference}"))
    assert [f"A note, {kind}." in private for kind in ("internal", "customer", "public")] == [False, True, True]
    assert [f"A note, {kind}." in public for kind in ("internal", "customer", "public")] == [False, False, True]
    assert "Roads" in private  # a department speaks, not a person


def test_the_customer_answers_a_question(client: Client) -> None:
    request = request_in(State.WAITING_FOR_CUSTOMER)
    page = words_of(client.get(link_of(request)))
    assert "We have a question for you" in page
    assert "Which lane?" in page
    assert client.post(f"{link_of(request)}/answer", {"words": "The left one."}).status_code == 302
    request.refresh_from_db()
    assert request.state != State.WAITING_FOR_CUSTOMER
    assert Note.objects.get(from_customer=True).text == "The left one."


def test_an_empty_answer_is_refused_on_the_same_page(client: Client) -> None:
    request = request_in(State.WAITING_FOR_CUSTOMER)
    page = client.post(f"{link_of(request)}/answer", {"words": " "})
    assert page.status_code == 200
    assert "Write something first." in words_of(page)


def test_the_customer_adds_information(client: Client) -> None:
    request = submit()
    done = client.post(f"{link_of(request)}/add", {"words": "It is deeper now."})
    assert "we have added it" in words_of(client.get(done["Location"]))
    assert "It is deeper now." in words_of(client.get(link_of(request)))


def test_this_is_not_resolved_opens_the_request_again_with_its_photo(client: Client, settings: Settings) -> None:
    settings.TOWNLINE_FOLLOW_UP_DAYS = 100_000  # NOON was long ago
    request = request_in(State.CONFIRMED)
    assert "This is not resolved" in words_of(client.get(link_of(request)))
    refused = client.post(
        f"{link_of(request)}/not-resolved",
        {"words": "", "kept": "4fcb9fd2-0b0a-4b27-9a5e-5fd3d1a4a2d5", "photos": [picture_file()]},
    )
    assert "1 photo is kept with this form." in words_of(refused)
    client.post(
        f"{link_of(request)}/not-resolved", {"words": "Still a hole.", "kept": "4fcb9fd2-0b0a-4b27-9a5e-5fd3d1a4a2d5"}
    )
    request.refresh_from_db()
    assert (request.state, request.reopened_count) == (State.REVIEWED, 1)
    assert Photo.objects.get().request == request
    assert Note.objects.get(from_customer=True).text == "Still a hole."


def test_only_finished_work_can_be_not_resolved(client: Client) -> None:
    request = request_in(State.ASSIGNED)
    assert client.get(f"{link_of(request)}/not-resolved")["Location"] == link_of(request)
    client.post(f"{link_of(request)}/not-resolved", {"words": "No.", "kept": ""})
    request.refresh_from_db()
    assert request.state == State.ASSIGNED


def test_the_customer_withdraws_after_being_asked(client: Client) -> None:
    request = submit()
    assert client.get(f"{link_of(request)}/withdraw").status_code == 200
    request.refresh_from_db()
    assert request.state == State.SUBMITTED
    client.post(f"{link_of(request)}/withdraw")
    request.refresh_from_db()
    assert request.state == State.CANCELLED


def test_a_follower_hears_but_reads_nothing_private_and_changes_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("townline.portal.forms.sending.LEAST_SECONDS", 0)
    request = submit()
    form = words_of(client.get(f"/requests/{request.reference}/follow"))
    shown = form.split('name="shown" value="')[1].split('"')[0]
    done = client.post(
        f"/requests/{request.reference}/follow", {"name": "Eve", "email": "eve@mail.example", "shown": shown}
    )
    page = words_of(client.get(done["Location"]))
    follower = Follower.objects.get()
    assert follower.request == request
    assert "keep you informed" in page
    assert "A deep hole" not in page
    assert "418 Maple" not in page
    link = f"/track/{queries.track_token(uuid=request.uuid, customer_id=follower.customer_id)}"
    assert "A deep hole" not in words_of(client.get(link))
    assert client.post(f"{link}/add", {"words": "Me too."}).status_code == 404
    client.post(f"{link}/withdraw")
    request.refresh_from_db()
    assert request.state == State.SUBMITTED


def test_to_follow_with_the_reporters_address_opens_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever types an e-mail address need not be its owner: the private link goes by mail alone."""
    monkeypatch.setattr("townline.portal.forms.sending.LEAST_SECONDS", 0)
    request = submit(contact=ADA)
    page = f"/requests/{request.reference}/follow"
    shown = words_of(client.get(page)).split('name="shown" value="')[1].split('"')[0]
    done = client.post(page, {"name": ADA.name, "email": ADA.email, "shown": shown})
    assert done["Location"] == f"/requests/{request.reference}?followed=1"
    assert "/track/" not in words_of(client.get(done["Location"]))


def test_a_private_request_cannot_be_followed(client: Client) -> None:
    publish_service(code="tax", visibility="private")
    request = submit(service_code="tax")
    assert client.get(f"/requests/{request.reference}/follow").status_code == 404


def test_the_opt_out_link_stops_mail_only_when_its_button_is_pressed(client: Client) -> None:
    request = submit()
    token = opt_out_token(customer_id=request.customer_id or 0)
    page = f"/messages/{token}/stop"
    assert "Stop e-mails" in words_of(client.get(page))
    assert ContactPoint.objects.get(kind="email").opted_out_at is None
    assert "no more e-mails" in words_of(client.post(page))
    assert ContactPoint.objects.get(kind="email").opted_out_at is not None
    assert "Stop e-mails" in words_of(client.post(page, {"again": "1"}))
    assert ContactPoint.objects.get(kind="email").opted_out_at is None
    assert client.get("/messages/1:forged/stop").status_code == 404


def test_staff_see_an_unreleased_photo_only_after_the_second_factor_that_their_role_needs(
    client: Client, settings: Any
) -> None:
    draft = uuid4()
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    request = submit(draft=draft)
    service_requests.prepare_photo(photo_id=photo.pk)
    assert request.team is not None
    worker = member_of(request.team)
    client.force_login(worker, backend="townline.accounts.backends.StaffBackend")

    def answer() -> int:
        response = client.get(f"/photos/{photo.uuid}.jpg")
        return response.status_code if not response.streaming else len(response.getvalue()) and 200

    assert answer() == 200
    settings.TOWNLINE_REQUIRE_SECOND_FACTOR = [worker.role]
    assert answer() == 404
    Authenticator.objects.create(user=worker, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert answer() == 200


def test_a_photo_is_shown_to_the_public_only_after_release(client: Client) -> None:
    draft = uuid4()
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    request = submit(draft=draft)
    service_requests.prepare_photo(photo_id=photo.pk)
    photo.refresh_from_db()
    public, private = f"/photos/{photo.uuid}.jpg", f"{link_of(request)}/photos/{photo.uuid}.jpg"

    def answers(path: str) -> int:
        response = client.get(path)
        if response.streaming:
            assert response.getvalue().startswith(b"\xff\xd8")  # a JPEG, read to its end
        return response.status_code

    assert (answers(public), answers(private)) == (404, 200)
    service_requests.release_photo(photo=photo, release=True, by=boss_of(request), at=NOON)
    assert (answers(public), answers(f"{public}?small=1")) == (200, 200)
    assert answers(f"/media/{photo.file.name}") == 404
