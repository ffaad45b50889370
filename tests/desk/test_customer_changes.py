"""Writing down a customer, how to reach them, who belongs to them, and what colleagues must know."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import UserFactory, member_of
from tests.factories.catalog import publish_service
from tests.factories.places import AddressFactory
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.core.actor import RESIDENT, SYSTEM
from townline.core.language import Text
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers.models import ContactPoint, Customer, Relation, SafetyAlert
from townline.customers.values import Contact
from townline.privacy import operations as privacy
from townline.privacy import queries as consents
from townline.privacy.shipped import REPRESENTATIVE
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
# A refusal undoes the whole transaction: these cannot run inside the one of the test.
refused = pytest.mark.django_db(transaction=True)
DETAILS = {"kind": "person", "name": "Ada Resident", "language": "en", "format_wish": "none"}


@pytest.fixture
def csr(signed_in: SignIn) -> Client:
    return signed_in(UserFactory(role=Role.CSR))


def known(name: str = "Ada Resident", **fields: str) -> Customer:
    fields = fields or {"email": "ada@mail.example", "phone": "613 555 0123"}
    with transaction():
        found = customers.identify(contact=Contact(name=name, **fields), at=timezone.now())
    assert found is not None
    return found


def url(name: str, customer: Customer, *more: object) -> str:
    return reverse(f"desk:{name}", args=[customer.uuid, *more])


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


# -- details --------------------------------------------------------------------------------------
def test_a_new_customer_is_written_down_with_the_citys_own_address(csr: Client) -> None:
    address = AddressFactory(number="418", text="418 Maple Street", search="418 maple street", postal_code="K1A 0B1")
    data = {**DETAILS, "kind": "household", "postal_address": "418 maple st., apt 3\nMaple Harbour k1a0b1"}
    assert csr.post(reverse("desk:customer_new"), data).status_code == 302
    made = Customer.objects.get()
    assert (made.kind, made.address_id) == ("household", address.pk)
    assert made.postal_address == "418 Maple Street, apt 3\nMaple Harbour K1A 0B1"


@refused
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Write a name, of the person or of the organisation."),
        ({"quiet_from": "21:00"}, "Quiet hours need a beginning and another time as their end."),
        ({"quiet_from": "21:00", "quiet_until": "21:00"}, "Quiet hours need a beginning"),
    ],
)
def test_what_cannot_be_right_is_said_and_nothing_is_lost(csr: Client, change: dict[str, str], words: str) -> None:
    customer = known()
    data = {**DETAILS, "version": "1", "postal_address": "12 Elm Road", **change}
    response = csr.post(url("customer_edit", customer), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert "12 Elm Road" in html
    customer.refresh_from_db()
    assert customer.postal_address == ""


@refused
def test_two_who_edit_at_once_do_not_overwrite_each_other(csr: Client) -> None:
    customer = known()
    assert csr.post(url("customer_edit", customer), {**DETAILS, "version": "1", "name": "Ada First"}).status_code == 302
    second = csr.post(url("customer_edit", customer), {**DETAILS, "version": "1", "name": "Ada Second"})
    assert second.status_code == 409
    assert "Ada First" in second.content.decode()
    assert "Ada Second" in second.content.decode()
    customer.refresh_from_db()
    assert customer.name == "Ada First"


def test_the_language_need_stands_at_the_top_of_the_page(csr: Client) -> None:
    customer = known()
    data = {**DETAILS, "version": "1", "needs_interpreter": "on", "spoken_language": "es"}
    csr.post(url("customer_edit", customer), data)
    html = csr.get(url("customer", customer)).content.decode()
    assert html.index("Needs an interpreter: Español") < html.index("How to reach them")


# -- addresses and numbers ------------------------------------------------------------------------
@refused
def test_a_number_is_added_in_one_form_and_only_once(csr: Client) -> None:
    customer = known(email="ada@mail.example")
    data = {"kind": "phone", "typed": "(613) 555-9999", "label": "work"}
    assert csr.post(url("customer_points", customer), data).status_code == 302
    assert ContactPoint.objects.get(kind="phone").value == "+16135559999"
    again = csr.post(url("customer_points", customer), {"kind": "phone", "typed": "613.555.9999"})
    assert again.status_code == 422
    assert "is written there already" in again.content.decode()


def test_a_code_by_mail_proves_whose_the_address_is(csr: Client) -> None:
    customer = known(email="ada@mail.example")
    point = ContactPoint.objects.get()
    csr.post(url("customer_point", customer, point.pk, "mail-code"))
    (sent,) = mail.outbox
    assert sent.to == ["ada@mail.example"]
    code = next(line for line in sent.body.split("\n") if line.replace(" ", "").isdigit())
    wrong = "000 001" if code != "000 001" else "000 002"
    csr.post(url("customer_point", customer, point.pk, "check-code"), {"code": wrong})
    point.refresh_from_db()
    assert point.verified_at is None
    csr.post(url("customer_point", customer, point.pk, "check-code"), {"code": code})
    point.refresh_from_db()
    assert point.verified_how == "code_by_email"


@refused
def test_a_code_does_not_hold_after_five_wrong_ones(csr: Client) -> None:
    customer = known(email="ada@mail.example")
    point = ContactPoint.objects.get()
    csr.post(url("customer_point", customer, point.pk, "mail-code"))
    code = next(line for line in mail.outbox[0].body.split("\n") if line.replace(" ", "").isdigit())
    wrong = "000 001" if code != "000 001" else "000 002"
    for typed in (*[wrong] * 5, code):
        csr.post(url("customer_point", customer, point.pk, "check-code"), {"code": typed})
    point.refresh_from_db()
    assert point.verified_at is None


def test_a_letter_with_a_code_is_printed(csr: Client) -> None:
    customer = known(email="ada@mail.example", postal_address="418 Maple Street")
    response = csr.post(url("customer_point", customer, ContactPoint.objects.get().pk, "print-code"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_who_made_sure_says_what_was_asked(csr: Client) -> None:
    customer = known(phone="613 555 0123")
    point = ContactPoint.objects.get()
    csr.post(url("customer_point", customer, point.pk, "asked"), {"how": "asked_on_phone", "asked": " "})
    point.refresh_from_db()
    assert point.verified_at is None
    csr.post(url("customer_point", customer, point.pk, "asked"), {"how": "asked_on_phone", "asked": "Last request?"})
    point.refresh_from_db()
    assert (point.verified_how, point.verified_note) == ("asked_on_phone", "Last request?")


def test_a_point_of_somebody_else_is_not_touched(csr: Client) -> None:
    customer, other = known(), known("Bo Other", email="bo@mail.example")
    point = ContactPoint.objects.get(customer=other)
    assert csr.post(url("customer_point", customer, point.pk, "remove")).status_code == 404
    assert ContactPoint.objects.filter(pk=point.pk).exists()


# -- who belongs to whom --------------------------------------------------------------------------
@pytest.fixture
def words_of_consent() -> None:
    privacy.ship_notices(
        contact=Text("privacy@city.example", "privacy@city.example"), province="ON", by=SYSTEM, at=timezone.now()
    )


def relate(csr: Client, customer: Customer, other: Customer, **changes: str) -> int:
    data = {"other": str(other.uuid), "turn": "this", "role": "relative", "method": "spoken", **changes}
    return int(csr.post(url("customer_relations", customer), data).status_code)


def test_speaking_for_somebody_needs_their_consent_and_a_last_day(csr: Client, words_of_consent: None) -> None:
    customer, other = known(), known("Bo Other", email="bo@mail.example")
    assert relate(csr, customer, other, speaks="on") == 422
    assert relate(csr, customer, other, speaks="on", until="2020-01-01") == 422
    assert not Relation.objects.exists()
    assert relate(csr, customer, other, speaks="on", until=tomorrow()) == 302
    at = timezone.now() + timedelta(seconds=1)
    assert consents.has_consent(person=other.uuid, scope=REPRESENTATIVE, at=at, about=customer.uuid)
    assert "May speak for Bo Other until" in csr.get(url("customer", customer)).content.decode()
    assert "Ada Resident may speak for this person until" in csr.get(url("customer", other)).content.decode()


def test_ending_it_takes_the_consent_back(csr: Client, words_of_consent: None) -> None:
    customer, other = known(), known("Bo Other", email="bo@mail.example")
    relate(csr, customer, other, speaks="on", until=tomorrow())
    relation = Relation.objects.get()
    assert csr.post(url("customer_relation_end", other, relation.uuid)).status_code == 302
    at = timezone.now() + timedelta(seconds=1)
    assert not consents.has_consent(person=other.uuid, scope=REPRESENTATIVE, at=at, about=customer.uuid)
    assert "Bo Other" not in csr.get(url("customer", customer)).content.decode()


@refused
def test_nobody_is_related_to_themselves_or_twice(csr: Client) -> None:
    customer, other = known(), known("Bo Other", email="bo@mail.example")
    assert relate(csr, customer, customer) == 422
    assert relate(csr, customer, other, turn="other", role="caregiver") == 302
    assert relate(csr, customer, other, turn="other", role="caregiver") == 422
    assert Relation.objects.get().customer == other


# -- safety ---------------------------------------------------------------------------------------
def warn(client: Client, customer: Customer, **changes: str) -> int:
    data = {"kind": "animal", "text": "A large dog runs free.", "until": tomorrow(), **changes}
    return int(client.post(url("customer_alerts", customer), data).status_code)


def test_a_warning_ends_and_is_for_those_who_meet_people(csr: Client, signed_in: SignIn) -> None:
    customer = known()
    far = (timezone.localdate() + timedelta(days=500)).isoformat()
    assert [warn(csr, customer, until=far), warn(csr, customer, until=""), warn(csr, customer, text="")] == [422] * 3
    assert warn(csr, customer) == 302
    assert "A large dog runs free." in csr.get(url("customer", customer)).content.decode()
    officer = signed_in(UserFactory(role=Role.PRIVACY_OFFICER))
    assert "A large dog runs free." not in officer.get(url("customer", customer)).content.decode()
    alert = SafetyAlert.objects.get()
    assert csr.post(url("customer_alert_end", customer, alert.uuid)).status_code == 302
    assert "A large dog runs free." not in csr.get(url("customer", customer)).content.decode()


def test_a_warning_that_ran_out_is_not_shown(csr: Client) -> None:
    customer = known()
    warn(csr, customer)
    past = timezone.now() - timedelta(days=3)
    SafetyAlert.objects.update(raised_at=past, expires_at=past + timedelta(days=1))
    assert "A large dog runs free." not in csr.get(url("customer", customer)).content.decode()


# -- places ---------------------------------------------------------------------------------------
def test_a_place_shows_what_was_asked_about_it_and_who_is_there_now(csr: Client, signed_in: SignIn) -> None:
    address = AddressFactory(number="418", text="418 Maple Street", search="418 maple street")
    request = submit()
    former = Customer.objects.get()
    now_there = known("Bo Present", email="bo@mail.example")
    Customer.objects.filter(pk=now_there.pk).update(address=address)
    html = csr.get(reverse("desk:property", args=[address.pk])).content.decode()
    assert request.reference in html
    assert "Bo Present" in html
    assert former.name not in html
    assert request.team is not None
    worker = signed_in(member_of(request.team))
    html = worker.get(reverse("desk:property", args=[address.pk])).content.decode()
    assert "Bo Present" not in html
    assert "1 customer here is not of your cases." in html


def test_a_private_request_of_who_lived_there_before_is_not_the_places(csr: Client) -> None:
    address = AddressFactory(number="418", text="418 Maple Street", search="418 maple street")
    publish_service(code="private-help", visibility="private")
    request = submit(service_code="private-help")
    path = reverse("desk:property", args=[address.pk])
    assert request.reference not in csr.get(path).content.decode()
    Customer.objects.filter(pk=request.customer_id).update(address=address)
    assert request.reference in csr.get(path).content.decode()


# -- finding --------------------------------------------------------------------------------------
def test_a_reference_leads_to_who_asked(csr: Client) -> None:
    request = submit()
    response = csr.get(reverse("desk:customers"), {"q": request.reference})
    assert response.headers["Location"] == url("customer", Customer.objects.get())


def test_the_list_says_why_each_was_found(csr: Client) -> None:
    known()
    html = csr.get(reverse("desk:customers"), {"q": "residdent"}).content.decode()
    assert "Ada Resident" in html
    assert "name sounds alike" in html


# -- on behalf ------------------------------------------------------------------------------------
def test_a_request_on_behalf_is_that_of_who_is_spoken_for_while_the_consent_holds(
    csr: Client, words_of_consent: None
) -> None:
    publish_service()
    customer, other = known(), known("Bo Other", email="bo@mail.example")
    relate(csr, customer, other, speaks="on", until=tomorrow())
    link = f"/desk/requests/new?spoken_by={customer.uuid}&spoken_for={other.uuid}"
    assert link.replace("&", "&amp;") in csr.get(url("customer", customer)).content.decode()
    assert "For Bo Other, spoken by Ada Resident." in csr.get(link).content.decode()
    assert take_for(csr, customer, other).status_code == 302
    assert ServiceRequest.objects.get().customer == other


@pytest.mark.parametrize("ended", ["never given", "taken back", "over"])
def test_nobody_speaks_for_anybody_without_a_consent_that_holds(
    csr: Client, words_of_consent: None, ended: str
) -> None:
    publish_service()
    customer, other = known(), known("Bo Other", email="bo@mail.example")
    if ended != "never given":
        relate(csr, customer, other, speaks="on", until=tomorrow())
    if ended == "taken back":
        consent = Relation.objects.get().consent
        assert consent is not None
        privacy.withdraw_consent(uuid=consent, by=RESIDENT, at=timezone.now())
    if ended == "over":
        past = timezone.localdate() - timedelta(days=3)
        Relation.objects.update(from_date=past, until_date=past)
    response = take_for(csr, customer, other)
    assert response.status_code == 422
    assert "They may not speak for this person" in response.content.decode()
    assert not ServiceRequest.objects.exists()


def take_for(client: Client, customer: Customer, other: Customer) -> HttpResponse:
    data = {
        "do": "send", "draft": str(uuid4()), "service": "pothole", "channel": "phone", "language": "en", "preferred": "email",
        "description": "A hole.", "place_description": "By the school.", "name": "Somebody else", "answer_size": "small",
        "spoken_by": str(customer.uuid), "spoken_for": str(other.uuid),
    }  # fmt: skip
    return client.post("/desk/requests/new", data)


def test_who_goes_there_is_warned_on_the_request_and_a_sealed_complainant_is_not_given_away(
    csr: Client, signed_in: SignIn
) -> None:
    request = submit()
    customer = Customer.objects.get()
    warn(csr, customer)
    assert request.team is not None
    worker = signed_in(member_of(request.team))
    path = reverse("desk:request", args=[request.reference])
    assert "A large dog runs free." in worker.get(path).content.decode()
    auditor = signed_in(UserFactory(role=Role.AUDITOR))
    assert "A large dog runs free." not in auditor.get(path).content.decode()
    publish_service(code="dumping", visibility="enforcement")
    sealed = submit(service_code="dumping")
    manager = signed_in(UserFactory(role=Role.MANAGER))
    assert (
        "A large dog runs free." not in manager.get(reverse("desk:request", args=[sealed.reference])).content.decode()
    )


def test_a_warning_about_a_place_is_on_the_requests_there(csr: Client) -> None:
    address = AddressFactory(number="418", text="418 Maple Street", search="418 maple street")
    request = submit()
    data = {"kind": "access", "text": "The stairs are rotten.", "until": tomorrow()}
    assert csr.post(reverse("desk:property_alerts", args=[address.pk]), data).status_code == 302
    assert "The stairs are rotten." in csr.get(reverse("desk:request", args=[request.reference])).content.decode()
