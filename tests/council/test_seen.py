"""What a council office sees of a request, and what it takes to see more."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.council.offices import PAPER, assistant, councillor, office, raised, ship_consents
from tests.factories.accounts import UserFactory, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import submission, submit
from townline.accounts.models import Role
from townline.core.actor import SYSTEM
from townline.core.errors import NotAllowed, NotFound
from townline.core.transactions import savepoint
from townline.council import operations, queries
from townline.council.models import Disclosure, DisclosureRule
from townline.council.values import PERSONAL, Case, Consented, Purpose, Seen, Shown
from townline.customers import queries as customers
from townline.customers.values import Contact, Preferred
from townline.events import operations as dispatch
from townline.events.models import Event
from townline.notifications.models import Message
from townline.privacy import operations as privacy
from townline.privacy.models import Consent
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def services() -> None:
    ship_consents()
    publish_service()
    publish_service(code="zoning", visibility="enforcement", questions=[])
    publish_service(code="quiet", visibility="private", questions=[])


def see(request: ServiceRequest, by: Any) -> Seen:
    return queries.visible_request(reference=request.reference, viewer=by, at=NOON)


def events(kind: str) -> list[dict[str, Any]]:
    return [row.data for row in Event.objects.filter(type=kind).order_by("id")]


def test_without_consent_the_request_is_taken_and_shows_number_step_and_dates() -> None:
    by = office()
    found = see(raised(by), by)
    assert (found.case, set(found.facts), found.closed) == (Case.NO_CONSENT, {Shown.STEP, Shown.DATES}, frozenset())


def test_with_consent_in_writing_the_rest_opens_for_a_purpose_only() -> None:
    by = office()
    made = raised(by, PAPER)
    found = see(made, by)
    assert found.case is Case.CONSENT
    assert found.closed == PERSONAL
    assert not set(found.facts) & PERSONAL
    told = operations.disclose(request=made.uuid, purpose=Purpose.ANSWER, by=by, at=NOON)
    assert told[Shown.NAME] == "Ada Resident"
    assert told[Shown.WORDS] == "A deep hole by the curb."
    assert "ada@mail.example" in told[Shown.REACH]


def test_who_knows_a_name_and_a_number_does_not_learn_the_rest_of_the_file_by_raising() -> None:
    ada = Contact(name="Ada Resident", email="ada@mail.example", phone="416 555 0100", postal_address="5 Secret Lane")
    service_requests.submit(submission=submission(contact=ada), by=SYSTEM, at=NOON - timedelta(days=9))
    by = office()
    made = raised(by, PAPER, contact=Contact(name="Ada Resident", phone="416 555 0100"))
    assert made.customer is not None
    assert customers.reach_of(customer=made.customer).email == "ada@mail.example"  # the same person
    told = operations.disclose(request=made.uuid, purpose=Purpose.ANSWER, by=by, at=NOON)
    assert told[Shown.NAME] == told[Shown.REACH] == "No more than what your office gave with the request."
    assert not [text for text in told.values() if "ada@mail" in text or "Secret Lane" in text]


def test_each_disclosure_is_an_event_with_its_purpose_and_its_consent() -> None:
    by = office()
    made = raised(by, PAPER)
    consent = Consent.objects.get()
    for purpose in (Purpose.ANSWER, Purpose.MEET):
        operations.disclose(request=made.uuid, purpose=purpose, by=by, at=NOON)
    said = events("council.disclosed")
    assert [row["purpose"] for row in said] == ["answer", "meet"]
    assert said[0]["consent"] == str(consent.uuid)
    assert "Ada" not in str(said)
    assert Disclosure.objects.count() == 2


def test_nothing_is_shown_without_a_purpose() -> None:
    by = office()
    made = raised(by, PAPER)
    with pytest.raises(operations.NoPurpose):
        operations.disclose(request=made.uuid, purpose="curious", by=by, at=NOON)
    assert events("council.disclosed") == []


@pytest.mark.parametrize("consent", [None, PAPER])
def test_enforcement_shows_received_whatever_anybody_agreed_to(consent: Consented | None) -> None:
    by = office()
    made = raised(by, consent, service_code="zoning", answers={})
    found = see(made, by)
    assert (found.case, found.facts, found.closed) == (Case.ENFORCEMENT, {}, frozenset())
    with pytest.raises(operations.NotByConsent):
        operations.disclose(request=made.uuid, purpose=Purpose.ANSWER, by=by, at=NOON)


def test_a_form_sent_twice_is_one_request_with_one_consent_and_opens_nobody_elses() -> None:
    mine, other, key = office(), office(), uuid4()
    made = raised(mine, PAPER, submission_key=key)
    assert raised(mine, PAPER, submission_key=key) == made
    assert (Consent.objects.count(), len(events("council.raised"))) == (1, 1)
    of_resident = submit(submission_key=uuid4())
    for by, request in ((other, made), (mine, of_resident)):
        with pytest.raises(NotFound):
            raised(by, PAPER, submission_key=request.submission_key)
        assert see(request, by).case is Case.PUBLIC


def test_a_private_request_is_number_step_and_dates_and_a_public_one_what_everybody_sees() -> None:
    by = office()
    private, public = submit(service_code="quiet", answers={}), submit()
    assert set(see(private, by).facts) == {Shown.STEP, Shown.DATES}
    assert not (set(see(public, by).facts) | see(public, by).closed) & PERSONAL
    assert see(public, by).facts[Shown.BLOCK] == "400-499 Maple Street"


@pytest.mark.parametrize("ends", ["withdrawn", "expired"])
def test_a_consent_that_ended_closes_the_request_at_once(ends: str) -> None:
    by = office()
    made = raised(by, PAPER)
    later = NOON + timedelta(days=400 if ends == "expired" else 1)
    if ends == "withdrawn":
        privacy.withdraw_consent(uuid=Consent.objects.get().uuid, by=SYSTEM, at=later)
    found = queries.visible_request(reference=made.reference, viewer=by, at=later)
    assert (found.case, found.closed) == (Case.NO_CONSENT, frozenset())
    with pytest.raises(operations.Closed):
        operations.disclose(request=made.uuid, purpose=Purpose.ANSWER, by=by, at=later)


def test_the_resident_hears_that_an_office_says_they_consented() -> None:
    made = submit()
    called = submit(contact=Contact(name="Bo Other", phone="416 555 0100", preferred=Preferred.CALL))
    dispatch.dispatch_pending(at=timezone.now())
    for request in (made, called):
        operations.show_consent(request=request.uuid, consent=PAPER, by=office(), at=NOON)
    before = set(Message.objects.values_list("pk", flat=True))
    dispatch.dispatch_pending(at=timezone.now())
    told = {row.subject_uuid: row for row in Message.objects.exclude(pk__in=before)}
    assert {row.step for row in told.values()} == {"council_consent"}
    assert (told[made.uuid].to, told[called.uuid].channel) == ("ada@mail.example", "call")
    assert "If you did not" in told[made.uuid].body
    assert Message.objects.get(subject_uuid=called.uuid, step="received").state == "to_do"  # no call is saved by it


def test_a_consent_is_for_one_office_and_one_request() -> None:
    mine, other = office(), office()
    made, another = raised(mine, PAPER), raised(mine)
    assert see(made, other).case is Case.PUBLIC
    assert see(another, mine).case is Case.NO_CONSENT
    operations.show_consent(request=made.uuid, consent=PAPER, by=other, at=NOON)
    assert (see(made, mine).case, see(made, other).case) == (Case.CONSENT, Case.CONSENT)


@pytest.mark.parametrize("consent", [Consented("spoken", "By telephone"), Consented("written", " ")])
def test_a_consent_that_is_not_in_writing_is_refused(consent: Consented) -> None:
    with pytest.raises(operations.NotInWriting):
        raised(office(), consent)
    assert ServiceRequest.objects.count() == 0


def test_a_consent_by_telephone_in_the_ledger_opens_nothing() -> None:
    by = office()
    made = raised(by, PAPER)
    Consent.objects.update(method="spoken")
    assert see(made, by).case is Case.NO_CONSENT


def test_nobody_consents_for_a_request_without_a_name_or_for_enforcement() -> None:
    by = office()
    sealed, nameless = submit(service_code="zoning", answers={}), submit()
    ServiceRequest.objects.filter(pk=nameless.pk).update(customer=None)
    with pytest.raises(operations.NotByConsent, match="Consent does not open it"):
        operations.show_consent(request=sealed.uuid, consent=PAPER, by=by, at=NOON)
    with pytest.raises(operations.NobodyToConsent):
        operations.show_consent(request=nameless.uuid, consent=PAPER, by=by, at=NOON)
    raised(by, PAPER, service_code="zoning", answers={})
    assert not Consent.objects.exists()


def test_an_assistant_sees_what_the_office_sees_and_another_office_does_not() -> None:
    boss = councillor()
    helper, other = viewer(assistant(boss)), office()
    made = raised(viewer(boss), PAPER)
    assert see(made, helper).case is Case.CONSENT
    assert [row.reference for row in queries.raised(viewer=helper, at=NOON)] == [made.reference]
    assert queries.raised(viewer=other, at=NOON) == []


@pytest.mark.parametrize("role", [role for role in Role.values if role not in {"councillor", "council_assistant"}])
def test_no_role_of_the_city_acts_as_an_office(role: str) -> None:
    staff, made = viewer(UserFactory(role=role)), submit()
    for act in (
        lambda: raised(staff),
        lambda: see(made, staff),
        lambda: operations.follow(request=made.uuid, by=staff, at=NOON),
        lambda: operations.disclose(request=made.uuid, purpose="answer", by=staff, at=NOON),
        lambda: operations.ask(title="x", words="x", request=None, by=staff, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_following_is_for_the_office_and_twice_is_once() -> None:
    by, made = office(), submit()
    for _again in range(2):
        operations.follow(request=made.uuid, by=by, at=NOON)
    assert [row.reference for row in queries.followed(viewer=by, at=NOON)] == [made.reference]
    operations.unfollow(request=made.uuid, by=by, at=NOON)
    assert queries.followed(viewer=by, at=NOON) == []
    assert [row["follows"] for row in events("council.followed")] == [True, False]


def test_neither_the_order_nor_the_count_tells_that_an_enforcement_file_moved() -> None:
    boss = councillor()
    by = viewer(boss)
    sealed, other = submit(service_code="zoning", answers={}), submit()
    for hours, made in enumerate((sealed, other)):
        operations.follow(request=made.uuid, by=by, at=NOON + timedelta(hours=hours))
    ServiceRequest.objects.update(state_since_at=NOON + timedelta(minutes=30), updated_at=NOON)
    before = [row.reference for row in queries.followed(viewer=by, at=NOON)]
    later = NOON + timedelta(days=3)
    ServiceRequest.objects.filter(pk=sealed.pk).update(updated_at=later, state_since_at=later)
    assert (
        [row.reference for row in queries.followed(viewer=by, at=later)]
        == before
        == [other.reference, sealed.reference]
    )
    assert queries.followed_counts(councillor_id=boss.pk, since=NOON + timedelta(hours=1)) == (2, 0)


def test_a_note_of_staff_on_a_private_file_moves_nothing_and_a_step_does() -> None:
    boss = councillor()
    by, later = viewer(boss), NOON + timedelta(days=1)
    private, public = submit(service_code="quiet", answers={}), submit()
    for made in (private, public):
        operations.follow(request=made.uuid, by=by, at=NOON)
    ServiceRequest.objects.filter(pk=private.pk).update(updated_at=later)
    assert queries.followed_counts(councillor_id=boss.pk, since=later) == (2, 0)
    ServiceRequest.objects.filter(pk=private.pk).update(state_since_at=later)
    assert queries.followed(viewer=by, at=later)[0].reference == private.reference
    assert queries.followed_counts(councillor_id=boss.pk, since=later) == (2, 1)


# -- the rules are data, within the law -----------------------------------------------------------------
def keeper(role: str = Role.PRIVACY_OFFICER) -> Any:
    return viewer(UserFactory(role=role))


def test_a_rule_is_data_and_holds_at_once() -> None:
    by = office()
    made = raised(by)
    operations.set_rule(case=Case.NO_CONSENT, shown=[Shown.STEP], by=keeper(), at=NOON)
    assert set(see(made, by).facts) == {Shown.STEP}
    assert events("council.rule_changed")[0]["changes"]["shown"] == [["dates", "step"], ["step"]]


@pytest.mark.parametrize("case", [Case.PUBLIC, Case.PRIVATE, Case.NO_CONSENT, Case.ENFORCEMENT])
def test_no_rule_opens_what_is_personal_without_consent(case: Case) -> None:
    with pytest.raises(operations.RuleRefused):
        operations.set_rule(case=case, shown=[Shown.NAME], by=keeper(), at=NOON)
    with pytest.raises(IntegrityError), savepoint():
        DisclosureRule.objects.create(case=case, shown=["name"])


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COUNCILLOR, Role.LIAISON_OFFICER, Role.CSR])
def test_who_keeps_no_rules_changes_none(role: str) -> None:
    with pytest.raises(NotAllowed):
        operations.set_rule(case=Case.CONSENT, shown=[], by=keeper(role), at=NOON)


def test_lists_run_the_same_number_of_queries_for_one_and_for_many(django_assert_num_queries: Any) -> None:
    by = office()
    raised(by, PAPER)
    with django_assert_num_queries(5):
        queries.raised(viewer=by, at=NOON)
    for _number in range(3):
        raised(by)
    with django_assert_num_queries(5):
        queries.raised(viewer=by, at=NOON)
