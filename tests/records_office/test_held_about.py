"""What each room says that it keeps about a person."""

import uuid

import pytest

from tests.factories.clock import NOON
from tests.factories.pictures import picture_file
from tests.factories.service_requests import ADA, request_in, submission, supervisor_of
from townline.core.actor import RESIDENT
from townline.customers.holdings import people
from townline.customers.models import Customer
from townline.interactions.models import Handling, Interaction
from townline.notifications.models import Message
from townline.privacy.holdings import Held, held_text, holders
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations import Asked
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def _held(customer: Customer) -> list[Held]:
    found = people(uuids=[customer.uuid])
    return [held for holder in holders() for held in holder.held_about(people=found)]


def _ada(request: ServiceRequest) -> Customer:
    assert request.customer is not None
    return request.customer


def test_a_request_is_held_with_its_words_place_and_photos():
    draft = uuid.uuid4()
    request_in(State.SUBMITTED)
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    sent = service_requests.submit(submission=submission(draft=draft), by=RESIDENT, at=NOON)
    service_requests.prepare_photo(photo_id=photo.pk)
    held = next(one for one in _held(_ada(sent)) if one.subject == sent.uuid and one.kind == "request")
    said = dict(held.text)
    assert said["Description"] == "A deep hole by the curb."
    assert said["Address"] == "418 Maple Street"
    assert held.files[0].read().startswith(b"\xff\xd8")
    assert held.files[0].media_type == "image/jpeg"


def test_notes_contacts_messages_follows_and_drafts_are_held():
    request = request_in(State.ASSIGNED)
    ada = _ada(request)
    service_requests.add_customer_note(request=request, text="It grew.", by=RESIDENT, at=NOON)
    call = Interaction.objects.filter(customer=ada).first()
    assert call is not None
    Handling.objects.create(
        interaction=call, handled_by_id=1, started_at=NOON, summary="She rang.", from_phone="+15195550123"
    )
    Message.objects.create(
        event_uuid=uuid.uuid4(), step="received", subject_uuid=request.uuid, customer=ada, channel="email",
        to="ada@mail.example", language="en", title="Thanks", body="Dear Ada", state="sent", send_at=NOON, created_at=NOON,
    )  # fmt: skip
    service_requests.save_draft(
        uuid=uuid.uuid4(), service_code="pothole", data={"email": "ada@mail.example"}, owner_id=None, at=NOON
    )
    other = request_in(State.SUBMITTED, contact=ADA.__class__(name="Bo", email="bo@mail.example"))
    service_requests.follow(request=other, contact=ADA, channel="web", by=RESIDENT, at=NOON)
    kinds = {held.kind for held in _held(ada)}
    assert kinds >= {"request", "note", "contact", "message", "draft", "follow", "customer"}
    contact = next(held for held in _held(ada) if held.kind == "contact" and "She rang." in dict(held.text).values())
    assert "+15195550123" in dict(contact.text).values()
    assert contact.third_parties


def test_what_a_stranger_told_staff_about_a_request_is_not_taken_for_the_words_of_who_reported_it():
    request = request_in(State.SUBMITTED)
    ada = _ada(request)
    boss = supervisor_of(request.team)
    for words, customer in (("Mine.", ada.pk), ("Her neighbour’s.", None)):
        asked = Asked(words, channel="phone", customer_id=customer)
        service_requests.follow_up(request=request, asked=asked, by=boss, at=NOON)
    notes = {
        text: held.third_parties for held in _held(ada) if held.kind == "note" for text in dict(held.text).values()
    }
    assert (notes["Mine."], notes["Her neighbour’s."]) == (False, True)


def test_every_row_that_is_the_same_customer_is_asked():
    ada = _ada(request_in(State.SUBMITTED))
    other = Customer.objects.create(name="Ada R.", created_at=NOON, merged_into=ada)
    names = {dict(held.text).get("Name") for held in _held(other) if held.kind == "customer"}
    assert names == {"Ada Resident", "Ada R."}


def test_nothing_is_held_about_a_stranger():
    request_in(State.SUBMITTED)
    stranger = Customer.objects.create(name="Stranger", created_at=NOON)
    assert [held.kind for held in _held(stranger)] == ["customer"]


def test_held_text_says_what_is_declared_and_leaves_out_copies():
    customer = Customer(name="Ada", search="ada", created_at=NOON, spoken_language="Malayalam")
    said = held_text(customer, {"name": "Name"})
    assert ("Name", "Ada") in said
    assert "Malayalam" in dict(said).values()
    assert "ada" not in dict(said).values()
