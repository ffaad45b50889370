"""Access requests, corrections and breaches on the desk, from the letter to the package."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.desk.test_settings_pages import client_of
from tests.factories.accounts import UserFactory
from tests.factories.service_requests import submit
from townline.accounts.models import Role
from townline.customers.values import Contact
from townline.privacy import operations as privacy
from townline.privacy.reading import Seen
from townline.records_office.models import AccessRequest, BreachFile, CorrectionRequest

pytestmark = pytest.mark.django_db
ADA = Contact(name="Ada Lovelace-Byron", email="ada@mail.example", phone="613 555 0123")
SECRET = "Wilhelmina Quistgaard"


@pytest.fixture
def officer() -> Client:
    return client_of(Role.PRIVACY_OFFICER)


@pytest.fixture
def person() -> str:
    request = submit(contact=ADA, description=f"My neighbour {SECRET} put it there.")
    assert request.customer is not None
    return str(request.customer.uuid)


def opened(officer: Client, person: str) -> str:
    said = {
        "person": f"http://city.example/desk/customers/{person}",
        "name": "Ada Lovelace-Byron",
        "what": "Everything.",
        "send_to": "1 Elm Street",
        "language": "en",
        "profile": "ontario",
    }
    answer = officer.post("/desk/access-requests/new", said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def do(officer: Client, file: str, doing: str, **said: str) -> str:
    return officer.post(f"{file}/do", {"do": doing, **said}, follow=True).content.decode()


def test_from_the_letter_to_the_package(officer: Client, person: str) -> None:
    file = opened(officer, person)
    do(officer, file, "paid")
    do(officer, file, "identity", how="seen_document")
    assert "Records" in do(officer, file, "search")
    do(officer, file, "words", words=SECRET, code="14(1)")
    access = AccessRequest.objects.get()
    for row in access.records.all():
        page = officer.get(f"{file}/records/{row.number}").content.decode()
        assert SECRET not in page
        officer.post(f"{file}/records/{row.number}/do", {"do": "release"})
    assert "The package is ready" in do(officer, file, "decide")
    with zipfile.ZipFile(io.BytesIO(officer.get(f"{file}/package.zip").content)) as files:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read("records.pdf"))).pages)
    assert "s. 14(1)" in text
    assert SECRET not in text
    do(officer, file, "send", why="Registered mail")
    assert "Registered mail" in officer.get(file).content.decode()


def test_a_whole_line_is_taken_out_with_the_section_beside_it(officer: Client, person: str) -> None:
    file = opened(officer, person)
    do(officer, file, "paid")
    do(officer, file, "identity", how="agent")
    do(officer, file, "search")
    row = next(row for row in AccessRequest.objects.get().records.all() if SECRET in str(row.text))
    line = next(number for number, (_label, value) in enumerate(row.text) if SECRET in value)
    page = officer.post(f"{file}/records/{row.number}/do", {"do": f"line-{line}", "code": "12"}, follow=True)
    assert '<mark class="tl-bar">12</mark>' in page.content.decode()
    page = officer.post(f"{file}/records/{row.number}/do", {"do": f"line-{line}", "code": ""}, follow=True)
    assert "Choose the section of the law" in page.content.decode()


@pytest.mark.parametrize("doing", ["decide", "send", "search", "words", "extend", "identity", "waive", "withdraw"])
def test_a_step_at_the_wrong_time_or_without_its_words_is_refused_in_words(
    doing: str, officer: Client, person: str
) -> None:
    file = opened(officer, person)
    before = AccessRequest.objects.get().state
    do(officer, file, doing)
    assert AccessRequest.objects.get().state == before


def test_no_package_before_the_decision(officer: Client, person: str) -> None:
    assert officer.get(f"{opened(officer, person)}/package.zip").status_code == 404


@pytest.mark.parametrize("typed", ["", "nobody", "00000000-0000-4000-8000-000000000000"])
def test_a_person_who_is_not_there_keeps_what_was_typed(typed: str, officer: Client) -> None:
    answer = officer.post("/desk/access-requests/new", {"person": typed, "what": "All my noise complaints"})
    assert answer.status_code == 422
    assert "All my noise complaints" in answer.content.decode()


@pytest.mark.parametrize("doing", ["line-9999", "line-x", "line-99999999999", "file", "area", "words", "nothing"])
def test_odd_posts_on_a_record_change_nothing(doing: str, officer: Client, person: str) -> None:
    file = opened(officer, person)
    do(officer, file, "paid")
    do(officer, file, "identity", how="agent")
    do(officer, file, "search")
    before = list(AccessRequest.objects.get().records.order_by("number").values_list("marks", "files"))
    answer = officer.post(f"{file}/records/1/do", {"do": doing, "code": "14(1)", "left": "x"})
    assert answer.status_code in {302, 404}
    assert list(AccessRequest.objects.get().records.order_by("number").values_list("marks", "files")) == before


def test_a_correction_keeps_the_statement(officer: Client, person: str) -> None:
    said = {"person": person, "name": "Ada", "wrong": "I never called.", "right": "Nobody called."}
    file = officer.post("/desk/corrections/new", said).headers["Location"]
    refused = officer.post(file, {"corrected": "no", "statement": "It was not my voice."})
    assert "Say why it is not corrected" in refused.content.decode()
    officer.post(file, {"corrected": "no", "reason": "The recording.", "statement": "It was not my voice."})
    assert "It was not my voice." in officer.get(file).content.decode()
    assert CorrectionRequest.objects.get().state == "refused"


def test_a_breach_lists_whom_the_account_saw(officer: Client, person: str) -> None:
    reader, at = UserFactory(role=Role.CSR), timezone.now()
    privacy.log_reads(reader_id=reader.pk, page="desk:customer", seen=[Seen("customer", person)], at=at)
    said = {
        "title": "Looked up neighbours",
        "words": "Opened pages without a case.",
        "discovered_at": timezone.localtime(at).strftime("%Y-%m-%dT%H:%M"),
        "from_at": timezone.localtime(at - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "until_at": timezone.localtime(at + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "reader_id": str(reader.pk),
    }
    file = officer.post("/desk/breaches/new", said).headers["Location"]
    assert "Ada Lovelace-Byron" in officer.get(file).content.decode()
    officer.post(file, {"harm": "real", "why": "Addresses.", "reported": "on"})
    assert "every person on the list" in do(officer, file, "close")
    do(officer, file, "told", person=person, words="Letter")
    do(officer, file, "close")
    assert BreachFile.objects.get().state == "closed"
