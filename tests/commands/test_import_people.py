"""Customers and notes of another system."""

from pathlib import Path

import pytest
from django.core import mail

from tests.commands.import_files import DOCUMENT, csv_file
from tests.commands.test_import_requests import bring
from townline.commands.importing.console import parser, report
from townline.commands.importing.mapping import parse_mapping
from townline.customers.models import ContactPoint, Customer
from townline.events.models import Delivery, Event
from townline.service_requests.models import Note, ServiceRequest

pytestmark = pytest.mark.django_db
CUSTOMERS = "id,name,email,phone,postal_address,language\n"
NOTES = "id,request,text,written,author,visibility\n"


def run(folder: Path, what: str, text: str, *words: str) -> int:
    path = folder / f"{what}.csv"
    path.write_text(text)
    rejects = str(folder / "rejects.csv")
    return report(parser().parse_args([what, str(path), "--source", "mapleton", "--rejects", rejects, *words]))


def test_customers_come_once_with_their_contact_points(tmp_path: Path) -> None:
    text = CUSTOMERS + "7,Renée Roy,Renee@Example.com,613-555-0123,12 Alder St,fr\n8,,,613 555 0124,,\n"
    for _ in range(2):
        assert run(tmp_path, "customers", text) == 0
    customer = Customer.objects.get(source_id="7")
    assert (customer.name, customer.search, customer.language) == ("Renée Roy", "renee roy", "fr")
    assert set(ContactPoint.objects.values_list("kind", "value")) == {
        ("email", "renee@example.com"),
        ("phone", "+16135550123"),
        ("phone", "+16135550124"),
    }
    assert Event.objects.filter(type="customer.imported").count() == 2
    assert not Delivery.objects.exists()
    assert mail.outbox == []


def test_newer_customers_are_changed_but_not_over_staff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "customers", CUSTOMERS + "7,Ann,ann@example.com,,,en\n8,Bob,bob@example.com,,,en\n")
    Customer.objects.filter(source_id="8").update(name="Robert")
    run(tmp_path, "customers", CUSTOMERS + "7,Anna,ann@example.com,,,en\n8,Bobby,bob@example.com,,,en\n")
    assert list(Customer.objects.order_by("source_id").values_list("name", flat=True)) == ["Anna", "Robert"]
    assert "they were left: 8" in " ".join(capsys.readouterr().out.split())


def test_customer_who_cannot_be_right_is_rejected(tmp_path: Path) -> None:
    run(
        tmp_path,
        "customers",
        CUSTOMERS + "7,Ann,not-an-address,,,en\n8,,,,,\n,Bob,,,,\n9,Cy,,613 555 0123,,\n9,Di,,,,\n",
    )
    assert [customer.source_id for customer in Customer.objects.all()] == ["9"]
    assert len((tmp_path / "rejects.csv").read_text(encoding="utf-8-sig").splitlines()) == 5


def test_request_belongs_to_its_imported_customer(tmp_path: Path) -> None:
    run(tmp_path, "customers", CUSTOMERS + "7,Ann,ann@example.com,,,en\n")
    bring(
        csv_file(tmp_path, {"Crew": "7"}),
        mapping=parse_mapping(DOCUMENT | {"customer": {"column": "Crew"}, "department": {}}),
    )
    request = ServiceRequest.objects.get()
    assert request.customer == Customer.objects.get()
    assert request.preferred == "nothing"


def test_notes_come_once_to_their_requests(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {}))
    text = (
        NOTES + '1,A-1,"Filled,\nthen rolled",2020-03-04 10:00,J. Doe,internal\n2,A-1,Open again,2020-03-05,,public\n'
    )
    for _ in range(2):
        assert run(tmp_path, "notes", text) == 0
    notes = Note.objects.order_by("written_at")
    assert [(note.text, note.visibility, note.author_label) for note in notes] == [
        ("Filled,\nthen rolled", "internal", "J. Doe"),
        ("Open again", "public", ""),
    ]
    request = ServiceRequest.objects.get()
    assert Event.objects.filter(subject=request.uuid, type="service_request.note_added").count() == 2
    assert not Delivery.objects.filter(subject=request.uuid).exists()


def test_note_without_its_request_is_rejected(tmp_path: Path) -> None:
    assert run(tmp_path, "notes", NOTES + "1,Z-9,Hello,2020-03-04,,\n2,Z-9,,2020-03-04,,\n") == 0
    reasons = (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    assert "no request Z-9 came from mapleton" in reasons
    assert "the text or the date is empty" in reasons


def test_mapping_names_the_columns(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('source = "x"\n[id]\ncolumn = "No"\n[name]\ncolumns = ["First", "Last"]\n')
    assert run(tmp_path, "customers", "No,First,Last\n7,Ann,Roy\n", "--mapping", str(tmp_path / "m.toml")) == 0
    assert Customer.objects.get().name == "Ann Roy"
