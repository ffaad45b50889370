"""The clerk's pages."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.clock import NOON
from tests.records_office.people import LATER, clerk, closed_request, disposed_of
from townline.accounts.models import Role
from townline.core.actor import SYSTEM
from townline.privacy.values import RetentionClass
from townline.records_office import operations
from townline.records_office.models import DisposalList, LegalHold, RetentionRule
from townline.records_office.values import ListState, OutReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.RECORDS_CLERK))
    return client


def _prove(client: Client) -> None:
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def _proposed(desk: Client) -> DisposalList:
    request = closed_request()
    assert request.customer is not None
    desk.post(
        reverse("desk:records_person"), {"person": f"https://city.example/desk/customers/{request.customer.uuid}"}
    )
    return DisposalList.objects.get()


def test_a_list_of_one_is_made_from_the_address_of_the_page(desk: Client):
    found = _proposed(desk)
    page = desk.get(reverse("desk:records_list", args=[found.uuid]))
    assert page.status_code == 200
    assert "1 record to destroy" not in page.content.decode()  # closed this year: the minimum is not over
    assert found.items.get().out == OutReason.TOO_YOUNG


def test_what_is_no_number_is_said(desk: Client):
    page = desk.post(reverse("desk:records_person"), {"person": "Ada"}, follow=True)
    assert "Paste the address" in page.content.decode()


def test_without_a_second_factor_nothing_is_signed(desk: Client):
    found = _proposed(desk)
    page = desk.post(reverse("desk:records_sign", args=[found.uuid]), {"seen": "x"}, follow=True)
    found.refresh_from_db()
    assert found.state == ListState.PROPOSED
    assert "second factor" in page.content.decode()


@pytest.mark.django_db(transaction=True)  # a refusal undoes its own transaction and leaves the page's alone
def test_signing_another_list_than_was_seen_is_refused(desk: Client):
    found = _proposed(desk)
    _prove(desk)
    page = desk.post(reverse("desk:records_sign", args=[found.uuid]), {"seen": "x"}, follow=True)
    found.refresh_from_db()
    assert found.state == ListState.PROPOSED
    assert "has changed since you opened it" in page.content.decode()


def test_take_out_needs_a_reason_and_keeps_it(desk: Client):
    request = closed_request()
    assert request.customer is not None
    found = operations.propose_person(person=request.customer.uuid, by=clerk(), at=LATER)
    url = reverse("desk:records_item", args=[found.uuid, found.items.get().pk])
    assert "Say why" in desk.post(url, {"words": " "}, follow=True).content.decode()
    desk.post(url, {"words": "The archives want it."})
    assert found.items.get().out_words == "The archives want it."
    desk.post(url, {"do": "back"})
    assert found.items.get().out == ""


def test_the_certificate_is_a_tagged_pdf(desk: Client):
    found = disposed_of(closed_request())
    page = desk.get(reverse("desk:records_list", args=[found.uuid]))
    assert "Customer records" in page.content.decode()
    pdf = desk.get(reverse("desk:records_certificate", args=[found.uuid]))
    assert pdf.content.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in pdf.content


def test_the_item_says_what_goes_without_words(desk: Client):
    request = closed_request(description="A secret cellar.")
    assert request.customer is not None
    found = operations.propose_person(person=request.customer.uuid, by=clerk(), at=LATER)
    page = desk.get(reverse("desk:records_item", args=[found.uuid, found.items.get().pk])).content.decode()
    assert "Customer record" in page
    assert "secret" not in page
    assert "Ada" not in page


def test_a_rule_is_changed_with_its_history(desk: Client):
    url = reverse("desk:records_rule", args=["message"])
    values = {"minimum": 12, "maximum": 36, "authority_en": "By-law 7", "authority_fr": "Règlement 7"}
    assert desk.post(url, values).status_code == 302
    assert RetentionRule.objects.get().maximum_months == 36
    assert "24 → 36" in desk.get(url).content.decode()


def test_a_rule_that_ends_before_it_begins_is_refused_and_kept_as_typed(desk: Client):
    url = reverse("desk:records_rule", args=["message"])
    page = desk.post(url, {"minimum": 12, "maximum": 3, "authority_en": "x", "authority_fr": "x"})
    assert page.status_code == 400
    assert 'value="3"' in page.content.decode()
    assert not RetentionRule.objects.exists()


def test_confirming_takes_every_shipped_rule(desk: Client):
    desk.post(reverse("desk:records_schedule_confirm"))
    assert RetentionRule.objects.count() == len(RetentionClass)
    assert "as shipped" not in desk.get(reverse("desk:records_schedule")).content.decode()


def test_a_hold_is_placed_shown_and_lifted(desk: Client):
    request = closed_request()
    new = reverse("desk:records_hold_new")
    wrong = desk.post(new, {"reference": "123456789", "reason": "claim", "file_number": "C-1"})
    assert wrong.status_code == 400
    both = desk.post(new, {"address": "1 Elm", "reference": request.reference, "reason": "claim", "file_number": "C-1"})
    assert both.status_code == 400
    assert desk.post(new, {"reference": request.reference, "reason": "claim", "file_number": "C-1"}).status_code == 302
    hold = LegalHold.objects.get()
    assert hold.subject == request.uuid
    assert "Claim against the city, C-1" in desk.get(reverse("desk:records_holds")).content.decode()
    desk.post(reverse("desk:records_hold_lift", args=[hold.uuid]))
    hold.refresh_from_db()
    assert hold.lifted_at is not None


def test_the_list_of_lists_runs_as_many_queries_for_three_as_for_one(desk: Client, django_assert_max_num_queries):
    for _number in range(3):
        disposed_of(closed_request())
    with django_assert_max_num_queries(20) as counted:
        desk.get(reverse("desk:records"))
    few = len(counted)
    for _number in range(3):
        disposed_of(closed_request())
    with django_assert_max_num_queries(few):
        desk.get(reverse("desk:records"))


def test_the_night_proposes_and_the_page_shows_it(desk: Client):
    closed_request()
    operations.confirm_shipped_rules(by=SYSTEM, at=NOON)
    operations.propose(at=LATER)
    page = desk.get(reverse("desk:records")).content.decode()
    assert "Service requests" in page
