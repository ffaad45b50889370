"""A caller's number shows who it is; the contact stays on top until it is wrapped up."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk.test_intake_page import form as intake_form
from tests.factories.accounts import UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers.models import Customer
from townline.customers.values import Contact
from townline.interactions import operations as interactions
from townline.interactions.models import Interaction, Matter
from townline.interactions.values import Caller
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
NEW = "/desk/contacts/new"
NUMBER = "416 555 0123"


def known(name: str, phone: str = NUMBER) -> Customer:
    with transaction():
        customer = customers.identify(contact=Contact(name=name, phone=phone), at=NOON)
    assert customer is not None
    return customer


def started(client: Client, **said: str) -> Interaction:
    client.post(NEW, {"channel": "phone", "language": "en", "who": "nobody", "phone": NUMBER, **said})
    return Interaction.objects.get(handling__isnull=False, handling__wrapped_up_at=None)


def answers(**said: str) -> dict[str, str]:
    return {"purpose": "information", "outcome": "answered", "resolved_first_contact": "yes_answered", **said}


def test_number_of_two_people_shows_both_and_chooses_neither(signed_in: SignIn) -> None:
    known("Ada Lee")
    known("Ben Lee")
    known("Somebody Else", "416 555 9999")
    page = signed_in(UserFactory(role=Role.CSR)).get(NEW, {"phone": NUMBER}).content.decode()
    assert ("Ada Lee" in page, "Ben Lee" in page, "Somebody Else" in page, "checked" in page) == (
        True,
        True,
        False,
        False,
    )


def test_number_of_one_person_is_chosen_at_once(signed_in: SignIn) -> None:
    ada = known("Ada Lee")
    page = signed_in(UserFactory(role=Role.CSR)).get(NEW, {"phone": NUMBER}).content.decode()
    assert f'value="{ada.uuid}" checked' in page


def test_contact_starts_with_the_person_who_was_picked(signed_in: SignIn) -> None:
    known("Ada Lee")
    ben, client = known("Ben Lee"), signed_in(UserFactory(role=Role.CSR))
    contact = started(client, who=str(ben.uuid))
    assert (contact.customer, contact.handling.from_phone, contact.subject) == (ben, "+14165550123", None)
    assert "Ben Lee" in client.get(reverse("desk:contact", args=[contact.uuid])).content.decode()


def test_open_contact_stays_on_top_of_the_desk_until_it_is_wrapped_up(signed_in: SignIn) -> None:
    client = signed_in(UserFactory(role=Role.CSR))
    contact = started(client, who="new", name="Ada Lee")
    assert "Contact with Ada Lee, not wrapped up yet" in client.get("/desk/").content.decode()
    client.post(reverse("desk:contact_wrap_up", args=[contact.uuid]), answers())
    assert "not wrapped up yet" not in client.get("/desk/").content.decode()


@pytest.mark.parametrize("path", [f"{NEW}?phone=4165550199", "/desk/requests/new"])
def test_next_contact_asks_for_the_open_one_and_comes_back(signed_in: SignIn, path: str) -> None:
    publish_service()
    client = signed_in(UserFactory(role=Role.CSR))
    contact = started(client)
    page = client.get(path, follow=True)
    assert page.redirect_chain[0][0].startswith(reverse("desk:contact", args=[contact.uuid]))
    answer = client.post(reverse("desk:contact_wrap_up", args=[contact.uuid]), answers(then=path))
    assert answer.headers["Location"] == path


def test_wrap_up_without_an_answer_keeps_the_others_and_what_was_typed(signed_in: SignIn) -> None:
    client = signed_in(UserFactory(role=Role.CSR))
    contact = started(client)
    said = answers(resolved_first_contact="", summary="Asked for the pool hours", language="en")
    answer = client.post(reverse("desk:contact_wrap_up", args=[contact.uuid]), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say all three" in page
    assert "Asked for the pool hours" in page
    assert 'value="answered" data-key="1" aria-keyshortcuts="1" checked' in page


def test_request_out_of_a_contact_belongs_to_it(signed_in: SignIn) -> None:
    publish_service()
    client = signed_in(UserFactory(role=Role.CSR))
    contact = started(client, who="new", name="Ada Lee")
    page = client.get("/desk/requests/new", {"contact": str(contact.uuid)}).content.decode()
    assert ("Ada Lee" in page, NUMBER in page) == (True, True)
    for _ in range(2):
        said = intake_form(within=str(contact.uuid), name="Ada Lee", phone=NUMBER, email="")
        answer = client.post("/desk/requests/new", said)
        assert answer.headers["Location"] == reverse("desk:contact", args=[contact.uuid])
    first, second = ServiceRequest.objects.order_by("pk")
    contact.refresh_from_db()
    assert (contact.subject, contact.purpose, contact.customer_id) == (first.uuid, "request", first.customer_id)
    assert [matter.subject for matter in Matter.objects.all()] == [second.uuid]
    assert Interaction.objects.count() == 1


def test_request_taken_without_a_contact_is_one_to_wrap_up(signed_in: SignIn) -> None:
    publish_service()
    person = UserFactory(role=Role.CSR)
    signed_in(person).post("/desk/requests/new", intake_form())
    contact = Interaction.objects.get()
    assert (contact.handling.handled_by_id, contact.handling.wrapped_up_at, contact.handling.topic_service_code) == (
        person.pk,
        None,
        "pothole",
    )


def test_contact_of_somebody_else_is_not_written_in(signed_in: SignIn) -> None:
    contact = started(signed_in(UserFactory(role=Role.CSR)))
    other = signed_in(UserFactory(role=Role.CSR))
    assert other.post(reverse("desk:contact_wrap_up", args=[contact.uuid]), answers()).status_code == 403


def test_contact_about_a_sealed_request_is_closed_to_who_may_not_know(signed_in: SignIn) -> None:
    publish_service(code="noise", visibility="enforcement")
    csr = UserFactory(role=Role.CSR)
    client = signed_in(csr)
    contact = started(client, who="new", name="Ada Lee")
    client.post(
        "/desk/requests/new",
        intake_form(service="noise", within=str(contact.uuid), name="Ada Lee", phone=NUMBER, email=""),
    )
    client.post(reverse("desk:contact_wrap_up", args=[contact.uuid]), answers())
    request = ServiceRequest.objects.get()
    assert request.team is not None
    path = reverse("desk:contact", args=[contact.uuid])
    assert signed_in(member_of(request.team)).get(path).status_code == 200
    assert client.get(path).status_code == 404
    assert "Ada Lee" not in client.get("/desk/contacts").content.decode()


def test_promise_stands_on_the_page_until_it_is_kept(signed_in: SignIn) -> None:
    client = signed_in(UserFactory(role=Role.CSR))
    contact = started(client)
    said = answers(summary="", language="en", promised="Call with the hours", promised_by="2099-01-05")
    client.post(reverse("desk:contact_wrap_up", args=[contact.uuid]), said)
    assert "Call with the hours" in client.get("/desk/contacts").content.decode()
    client.post(reverse("desk:contact_promise", args=[contact.uuid]), {"do": "kept"})
    assert "Call with the hours" not in client.get("/desk/contacts").content.decode()


def test_worker_is_not_told_who_calls_from_a_number_that_is_of_no_case_of_theirs(signed_in: SignIn) -> None:
    known("Ada Lee")
    request = submit()
    assert request.team is not None
    worker = member_of(request.team)
    page = signed_in(worker).get(NEW, {"phone": NUMBER}).content.decode()
    assert "Ada Lee" not in page
    page = signed_in(worker).get(NEW, {"email": "ada@mail.example"}).content.decode()
    assert "Ada Resident" in page


def test_person_can_be_said_later(signed_in: SignIn) -> None:
    client, ada = signed_in(UserFactory(role=Role.CSR)), known("Ada Lee", "416 555 7777")
    contact = started(client)
    path = reverse("desk:contact_who", args=[contact.uuid])
    page = client.post(path, {"do": "look", "find": "ada lee"}).content.decode()
    assert str(ada.uuid) in page
    client.post(path, {"who": str(ada.uuid), "channel": "phone", "language": "en"})
    contact.refresh_from_db()
    assert contact.customer == ada


def test_two_contacts_at_once_are_refused(signed_in: SignIn) -> None:
    person = UserFactory(role=Role.CSR)
    client = signed_in(person)
    first = started(client)
    answer = client.post(NEW, {"channel": "phone", "language": "en", "who": "nobody"})
    assert answer.headers["Location"] == reverse("desk:contact", args=[first.uuid])
    with pytest.raises(interactions.WrapUpFirst):
        interactions.start(channel="phone", caller=Caller(), customer=None, by=viewer(person), at=NOON)


def test_caller_asks_after_a_known_request(signed_in: SignIn) -> None:
    request, client = submit(), signed_in(UserFactory(role=Role.CSR))
    contact = started(client)
    path = reverse("desk:contact_about", args=[contact.uuid])
    page = client.post(path, {"reference": "418 307 26"}, follow=True).content.decode()
    assert "That number has a mistake in it" in page
    page = client.post(path, {"reference": request.reference}, follow=True).content.decode()
    contact.refresh_from_db()
    assert (contact.subject, reverse("desk:request", args=[request.reference]) in page) == (request.uuid, True)


def test_colleague_who_asks_is_a_customer_and_the_same_one_next_time(signed_in: SignIn) -> None:
    asks, client = UserFactory(name="Dana Forester"), signed_in(UserFactory(role=Role.CSR))
    page = client.post(NEW, {"do": "look", "find": "forester", "channel": "staff", "language": "en"}).content.decode()
    assert f'value="staff-{asks.pk}"' in page
    for _ in range(2):
        contact = started(client, who=f"staff-{asks.pk}", channel="staff", phone="")
        client.post(reverse("desk:contact_wrap_up", args=[contact.uuid]), answers())
    colleague = Customer.objects.get(staff_user_id=asks.pk)
    assert (colleague.kind, colleague.name, Interaction.objects.filter(customer=colleague).count()) == (
        "staff",
        "Dana Forester",
        2,
    )


@pytest.mark.parametrize("who", ["staff-", "staff-x", "staff-99999999999999999999", "nonsense"])
def test_somebody_who_is_not_there_is_not_found(signed_in: SignIn, who: str) -> None:
    said = {"channel": "phone", "language": "en", "who": who}
    assert signed_in(UserFactory(role=Role.CSR)).post(NEW, said).status_code == 404
