"""An access request: its clock, its search, its bars, and what cannot be read out of what goes out."""

import io
import zipfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.transactions import savepoint
from townline.customers.values import Contact
from townline.records_office import operations, queries
from townline.records_office.legal.profiles import NoSuchProfile
from townline.records_office.models import AccessRecord, AccessRequest, LegalHold
from townline.records_office.operations import Asked
from townline.records_office.packages import covered, package
from townline.records_office.values import AccessState, Decision, Identity
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)
ADA = Contact(name="Ada Lovelace-Byron", email="ada@mail.example", phone="613 555 0123")
SECRET = "Wilhelmina Quistgaard"


@pytest.fixture
def officer() -> Viewer:
    return viewer(UserFactory(role=Role.PRIVACY_OFFICER))


@pytest.fixture
def request_of_ada() -> ServiceRequest:
    words = f"My neighbour {SECRET} of 9 Oak Street put it there, call 613-555-0147."
    return submit(contact=ADA, description=words)


def asked(request: ServiceRequest, **changes: object) -> Asked:
    assert request.customer is not None
    values = {"person": request.customer.uuid, "name": ADA.name, "what": "Everything.", "send_to": "1 Elm Street"}
    return Asked(**{**values, **changes})  # type: ignore[arg-type]


def complete(request: ServiceRequest, by: Viewer, **changes: object) -> AccessRequest:
    access = operations.receive_access_request(asked=asked(request, **changes), by=by, at=NOON)
    if access.fee_cents:
        operations.note_fee(access=access, by=by, at=NOON)
    return operations.check_identity(access=access, how=Identity.SEEN_DOCUMENT, by=by, at=LATER)


def found(request: ServiceRequest, by: Viewer) -> AccessRequest:
    access = complete(request, by)
    operations.search(access=access, by=by, at=LATER)
    access.refresh_from_db()
    return access


# -- the clock ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "due"),
    [
        ("ontario", "2026-12-26"),  # 30 calendar days
        ("ontario_bill_97", "2027-02-02"),  # 45 business days over Christmas and New Year
        ("alberta", "2027-01-12"),  # 30 business days; the sample city keeps Ontario's holidays
    ],
)
def test_the_clock_is_that_of_the_law(profile: str, due: str, request_of_ada: ServiceRequest, officer: Viewer) -> None:
    zone = ZoneInfo("America/Toronto")
    start = datetime(2026, 11, 26, 10, tzinfo=zone)
    access = operations.receive_access_request(
        asked=asked(request_of_ada, profile=profile), by=officer, at=start - timedelta(days=9)
    )
    if access.fee_cents:
        operations.note_fee(access=access, by=officer, at=start - timedelta(days=5))
    access = operations.check_identity(access=access, how=Identity.AGENT, by=officer, at=start)
    assert access.due_at is not None
    assert access.due_at.astimezone(zone).isoformat()[:16] == f"{due}T10:00"


def test_no_clock_before_fee_and_identity(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = operations.receive_access_request(asked=asked(request_of_ada), by=officer, at=NOON)
    access = operations.check_identity(access=access, how=Identity.SEEN_DOCUMENT, by=officer, at=NOON)
    assert (access.state, access.due_at) == (AccessState.RECEIVED, None)
    access = operations.note_fee(access=access, waived="Hardship.", by=officer, at=LATER)
    assert (access.state, access.complete_at) == (AccessState.COMPLETE, LATER)


def test_the_time_is_extended_once(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = complete(request_of_ada, officer)
    before = access.due_at
    access = operations.extend(access=access, why="Many records.", by=officer, at=LATER)
    assert access.due_at is not None
    assert before is not None
    assert access.due_at - before == timedelta(days=30)
    with pytest.raises(operations.AccessRefused):
        operations.extend(access=access, why="More.", by=officer, at=LATER)


def test_records_are_held_while_the_request_runs(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = complete(request_of_ada, officer)
    assert LegalHold.objects.get(uuid=access.hold).lifted_at is None
    operations.withdraw(access=access, why="Called.", by=officer, at=LATER)
    assert LegalHold.objects.get(uuid=access.hold).lifted_at == LATER


@pytest.mark.parametrize("missing", ["name", "what", "send_to"])
def test_an_incomplete_letter_is_refused(missing: str, request_of_ada: ServiceRequest, officer: Viewer) -> None:
    with pytest.raises(operations.AccessRefused):
        operations.receive_access_request(asked=asked(request_of_ada, **{missing: " "}), by=officer, at=NOON)


def test_an_unknown_law_is_refused(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    with pytest.raises(NoSuchProfile):
        operations.receive_access_request(asked=asked(request_of_ada, profile="texas"), by=officer, at=NOON)


def test_others_do_not_handle_access_requests(request_of_ada: ServiceRequest) -> None:
    for role in (Role.CSR, Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            operations.receive_access_request(asked=asked(request_of_ada), by=viewer(UserFactory(role=role)), at=NOON)


def test_files_are_numbered_by_year(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    numbers = [
        operations.receive_access_request(asked=asked(request_of_ada), by=officer, at=at).number
        for at in (NOON, NOON, NOON.replace(year=NOON.year + 1))
    ]
    assert numbers == [f"{NOON.year}-001", f"{NOON.year}-002", f"{NOON.year + 1}-001"]


# -- the search -----------------------------------------------------------------------------------


def test_search_walks_every_room_once(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    assert {"customers", "service_requests", "interactions"} <= set(access.records.values_list("room", flat=True))
    assert operations.search(access=access, by=officer, at=LATER) == 0


def test_columns_for_searching_are_no_records(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    """A name that is taken out would stand in them again, in small letters and as it sounds."""
    texts_found = str(list(found(request_of_ada, officer).records.values_list("text", flat=True)))
    assert ADA.name in texts_found
    assert ADA.name.lower() not in texts_found


def test_what_may_name_others_is_not_released_unread(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    assert the_report(found(request_of_ada, officer)).has_third_parties


# -- bars -----------------------------------------------------------------------------------------


def the_report(access: AccessRequest) -> AccessRecord:
    return next(row for row in access.records.all() if any(SECRET in value for _label, value in row.text))


def finished(access: AccessRequest, by: Viewer) -> AccessRequest:
    for row in access.records.filter(decision=""):
        operations.release(row=row, by=by, at=LATER)
    return operations.decide(access=access, by=by, at=LATER)


def texts(zipped: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(zipped)) as files:
        return {
            name: "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(name))).pages)
            for name in files.namelist()
            if name.endswith(".pdf")
        }


def test_what_is_under_a_bar_is_in_no_file(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    assert operations.take_out_words_everywhere(access=access, words=SECRET, code="14(1)", by=officer, at=LATER) >= 1
    operations.take_out_words(row=the_report(access), words="613-555-0147", code="38(b)", by=officer, at=LATER)
    access = finished(access, officer)
    said = texts(package(access=access))
    records = said["records.pdf"]
    assert "s. 14(1)" in records
    assert "s. 38(b)" in records
    assert "My neighbour" in records
    assert not any(part in text for text in said.values() for part in ("Wilhelmina", "Quistgaard", "613-555-0147"))
    assert "14(1): Privacy of another person" in said["decision.pdf"]
    assert access.decision == Decision.PARTLY


def test_the_copy_is_tagged(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = finished(found(request_of_ada, officer), officer)
    with zipfile.ZipFile(io.BytesIO(package(access=access))) as files:
        for name in files.namelist():
            if name.endswith(".pdf"):
                assert PdfReader(io.BytesIO(files.read(name))).trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - its own kind of true


def test_a_withheld_record_is_in_the_index_only(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    operations.withhold(row=the_report(access), code="8(1)", by=officer, at=LATER)
    access = finished(access, officer)
    said = texts(package(access=access))
    assert "My neighbour" not in said["records.pdf"]
    assert "8(1)" in said["index.pdf"]


@pytest.mark.parametrize("code", ["", " ", "99", "x" * 50])
def test_a_bar_needs_a_section_of_the_law(code: str, request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    with pytest.raises(operations.SectionMissing):
        operations.take_out_words(row=the_report(access), words=SECRET, code=code, by=officer, at=LATER)


def test_words_that_do_not_stand_there_are_refused(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    with pytest.raises(operations.WordsNotFound):
        operations.take_out_words(row=the_report(access), words="Nobody", code="14(1)", by=officer, at=LATER)


def test_a_line_goes_and_comes_back(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    row = the_report(access)
    block = next(number for number, (_label, value) in enumerate(row.text) if SECRET in value)
    operations.take_out_line(row=row, block=block, code="14(1)", by=officer, at=LATER)
    row.refresh_from_db()
    assert row.marks == [[block, 0, len(row.text[block][1]), "14(1)"]]
    operations.put_line_back(row=row, block=block, by=officer, at=LATER)
    row.refresh_from_db()
    assert row.marks == []


def test_a_change_takes_the_decision_on_the_record_back(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    row = the_report(access)
    operations.release(row=row, by=officer, at=LATER)
    operations.take_out_words(row=row, words=SECRET, code="14(1)", by=officer, at=LATER)
    row.refresh_from_db()
    assert row.decision == ""


def test_nothing_is_decided_before_all_is_reviewed(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    with pytest.raises(operations.NotAllReviewed):
        operations.decide(access=access, by=officer, at=LATER)


def test_nothing_is_changed_after_the_decision(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = finished(found(request_of_ada, officer), officer)
    with pytest.raises(operations.NotInThisStep), savepoint():
        operations.take_out_words(row=the_report(access), words=SECRET, code="14(1)", by=officer, at=LATER)
    operations.send(access=access, how="Registered mail", by=officer, at=LATER)
    with pytest.raises(operations.NotInThisStep):
        operations.search(access=access, by=officer, at=LATER)


def test_withdrawal_destroys_the_copies(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    access = found(request_of_ada, officer)
    operations.withdraw(access=access, why="Called.", by=officer, at=LATER)
    assert not AccessRecord.objects.exists()


def test_what_is_covered_in_a_photo_is_black_in_the_copy() -> None:
    made = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(made, "PNG")
    said = {"media_type": "image/png", "areas": [[50, 0, 100, 100, "14(1)"]]}
    with Image.open(io.BytesIO(covered(content=made.getvalue(), said=said))) as copy:
        assert (copy.getpixel((10, 50)), copy.getpixel((190, 90))) == ((255, 255, 255), (0, 0, 0))


@pytest.mark.parametrize("area", [(-1, 0, 5, 5), (0, 0, 0, 5), (0, 0, 101, 5), (9, 9, 3, 3)])
def test_a_rectangle_outside_the_photo_is_refused(
    area: tuple[int, int, int, int], request_of_ada: ServiceRequest, officer: Viewer
) -> None:
    access = found(request_of_ada, officer)
    with pytest.raises(operations.AccessRefused):
        operations.cover_area(row=the_report(access), name="x", area=area, code="14(1)", by=officer, at=LATER)


def test_open_files_come_in_the_order_in_which_they_are_due(request_of_ada: ServiceRequest, officer: Viewer) -> None:
    second = complete(request_of_ada, officer)
    operations.extend(access=second, why="Many.", by=officer, at=LATER)
    first = complete(request_of_ada, officer)
    waits = operations.receive_access_request(asked=asked(request_of_ada), by=officer, at=NOON)
    assert list(queries.access_requests()) == [waits, first, second]
