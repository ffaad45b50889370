"""What a customer agreed to, on their page: written down, taken back; and the proof of notices."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import UserFactory
from tests.factories.clock import NOON
from tests.factories.privacy import ship
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.core.actor import RESIDENT
from townline.customers.models import Customer
from townline.interactions.models import Interaction
from townline.privacy import operations as privacy
from townline.privacy import queries
from townline.privacy.models import Consent
from townline.privacy.operations import Given
from townline.privacy.shipped import COUNTER, DESK_INTAKE, PORTAL_REPORT, REPRESENTATIVE, SURVEY
from townline.privacy.values import Method

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
SPOKEN = {"scope": SURVEY, "method": "spoken", "language": "fr", "note": "Said so on the telephone."}


@pytest.fixture(autouse=True)
def _shipped() -> None:
    ship()


@pytest.fixture
def customer() -> Customer:
    found = submit().customer
    assert found is not None
    return found


@pytest.fixture
def agent(signed_in: SignIn) -> Client:
    return signed_in(UserFactory(role=Role.CSR))


def path_of(customer: Customer) -> str:
    return f"/desk/customers/{customer.uuid}/consents"


def text_of(response: Any) -> str:
    return str(response.content.decode())


def number_of(code: str) -> int:
    found = queries.current_notice(code=code)
    assert found is not None
    return found.version_id


def test_staff_write_down_what_a_caller_agrees_to(agent: Client, customer: Customer) -> None:
    assert agent.post(path_of(customer), SPOKEN)["Location"] == path_of(customer)
    kept = Consent.objects.get()
    assert (kept.person, kept.scope_id, kept.method, kept.language, kept.evidence_note) == (
        customer.uuid,
        SURVEY,
        "spoken",
        "fr",
        "Said so on the telephone.",
    )
    page = text_of(agent.get(path_of(customer)))
    assert "Vous pouvez me demander" in page  # the words in the language in which they were heard
    assert "Said so on the telephone." in page


def test_it_is_taken_back_there(agent: Client, customer: Customer) -> None:
    agent.post(path_of(customer), SPOKEN)
    kept = Consent.objects.get()
    agent.post(f"{path_of(customer)}/{kept.uuid}/withdraw")
    kept.refresh_from_db()
    assert kept.withdrawn_at is not None
    assert "They take it back" not in text_of(agent.get(path_of(customer)))


def test_nobody_takes_back_through_another_customer(agent: Client, customer: Customer) -> None:
    row = privacy.give_consent(person=uuid4(), given=Given(SURVEY, Method.ONLINE), by=RESIDENT, at=NOON)
    assert agent.post(f"{path_of(customer)}/{row.uuid}/withdraw").status_code == 404
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_what_is_missing_is_said_and_what_was_typed_is_kept(agent: Client, customer: Customer) -> None:
    refused = agent.post(path_of(customer), {"method": "spoken", "language": "en", "note": "Long story"})
    assert refused.status_code == 422
    assert "Choose what they agree to." in text_of(refused)
    assert "Long story" in text_of(refused)


def test_a_last_day_in_the_past_is_refused(agent: Client, customer: Customer) -> None:
    past = {"until_day": "1", "until_month": "1", "until_year": "2020"}
    refused = agent.post(path_of(customer), {**SPOKEN, **past})
    assert refused.status_code == 422
    assert not Consent.objects.exists()


def test_who_speaks_for_somebody_is_not_written_down_here(agent: Client, customer: Customer) -> None:
    assert agent.post(path_of(customer), {**SPOKEN, "scope": REPRESENTATIVE}).status_code == 422
    assert not Consent.objects.exists()


def test_the_privacy_officer_reads_and_an_administrator_does_not(signed_in: SignIn, customer: Customer) -> None:
    assert signed_in(UserFactory(role=Role.PRIVACY_OFFICER)).get(path_of(customer)).status_code == 200
    assert signed_in(UserFactory(role=Role.ADMINISTRATOR)).get(path_of(customer)).status_code == 403


def test_the_customers_page_shows_what_holds(agent: Client, customer: Customer) -> None:
    agent.post(path_of(customer), SPOKEN)
    page = text_of(agent.get(f"/desk/customers/{customer.uuid}"))
    assert path_of(customer) in page
    assert "Asked how it went" in page


def test_notices_are_on_the_customers_page_and_on_the_request(agent: Client) -> None:
    shown = number_of(PORTAL_REPORT)
    request = submit(notice_version_id=shown)
    assert request.customer is not None
    link = f"/desk/privacy/notices/versions/{shown}"
    assert link in text_of(agent.get(path_of(request.customer)))
    assert link in text_of(agent.get(f"/desk/requests/{request.reference}"))


def test_a_request_without_a_notice_claims_none(agent: Client) -> None:
    request = submit()
    assert "/desk/privacy/notices/versions/" not in text_of(agent.get(f"/desk/requests/{request.reference}"))


@pytest.mark.parametrize(
    ("channel", "said", "code"),
    [("phone", "1", DESK_INTAKE), ("counter", "1", COUNTER), ("phone", "", None)],
)
def test_intake_keeps_which_words_were_said_only_when_staff_say_so(
    agent: Client, channel: str, said: str, code: str | None
) -> None:
    page = text_of(agent.get("/desk/requests/new"))
    assert f'name="notice_{DESK_INTAKE}" value="{number_of(DESK_INTAKE)}"' in page
    submit()  # publishes the service
    Interaction.objects.all().delete()
    data = {
        "draft": str(uuid4()), "do": "send", "channel": channel, "language": "en", "service": "pothole",
        "answer_size": "small", "description": "Deep", "address": "Front of the school", "preferred": "email",
        "name": "Ada", "email": "ada@mail.example", "notice_said": said,
        f"notice_{DESK_INTAKE}": str(number_of(DESK_INTAKE)), f"notice_{COUNTER}": str(number_of(COUNTER)),
    }  # fmt: skip
    assert agent.post("/desk/requests/new", data).status_code == 302
    assert Interaction.objects.get().notice_version_id == (number_of(code) if code else None)


def test_the_page_asks_the_database_as_often_for_many_as_for_one(agent: Client, customer: Customer) -> None:
    def queries_of_page() -> int:
        with CaptureQueriesContext(connection) as captured:
            agent.get(path_of(customer))
        return len(captured)

    shown = number_of(PORTAL_REPORT)
    agent.post(path_of(customer), SPOKEN)
    submit(notice_version_id=shown)
    agent.get(path_of(customer))
    one = queries_of_page()
    for _again in range(3):
        agent.post(path_of(customer), SPOKEN)
        submit(notice_version_id=shown)
    assert queries_of_page() == one
