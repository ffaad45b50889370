"""Paper mail: a cover number binds a scan; what has none is sorted; where the paper is, is known all the while."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.core import reference
from townline.core.errors import NotAllowed, NotFound
from townline.interactions import operations, queries
from townline.interactions.models import CustodyStep, Interaction, MailItem
from townline.interactions.scan_check import ScanRefused, code_in, look
from townline.service_requests.queries import subjects_open_to

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
DELIVERY = operations.Delivery("drop_box", date(2026, 6, 2), "Tray 3")


@pytest.fixture(autouse=True)
def scans_of_its_own(settings: Any, tmp_path: Path) -> None:
    """What a test scans lies in no folder that another test looks through."""
    settings.MEDIA_ROOT = str(tmp_path)


def picture(kind: str) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (20, 30)).save(drawn, kind)
    return drawn.getvalue()


def csr() -> Viewer:
    return viewer(member_of(TeamFactory(), role=Role.CSR))


def scanned(by: Viewer, **files: bytes) -> operations.Scanned:
    named = [SimpleUploadedFile(name.replace("__", "."), content) for name, content in files.items()]
    return operations.scan_in(files=named, delivery=DELIVERY, by=by, at=NOON)


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "pdf"), (picture("JPEG"), "jpeg"), (picture("PNG"), "png"), (picture("TIFF"), "tiff")]
)
def test_look_knows_the_file_by_what_is_in_it(content: bytes, kind: str) -> None:
    assert look(file=BytesIO(content)).kind == kind


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90", b"<html>%PDF-", PDF[:20], picture("PNG")[:40], picture("JPEG")[:10]]
)
def test_look_refuses_what_is_damaged_or_something_else(content: bytes) -> None:
    with pytest.raises(ScanRefused):
        look(file=BytesIO(content))


def test_number_in_the_name_of_a_file_must_hold() -> None:
    code = reference.issue()
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert code_in(f"scan_{code[:3]} {code[3:6]} {code[6:]}_2.pdf") == code
    assert (code_in(f"{wrong}.pdf"), code_in("2026-06-03 scan.pdf"), code_in(f"1{code}.pdf")) == ("", "", "")


def test_scan_with_a_cover_number_files_itself_as_one_item_and_is_a_contact() -> None:
    by, request = csr(), submit()
    cover = operations.print_cover(customer=request.customer, subject=request.uuid, by=by, at=NOON)
    done = scanned(by, **{f"{cover.code}-1__pdf": PDF, f"{cover.code}-2__png": picture("PNG")})
    (item,) = done.filed
    assert (item.customer, item.subject, item.pages.count(), done.to_sort) == (request.customer, request.uuid, 2, [])
    contact = Interaction.objects.get(channel="mail")
    assert (contact.customer, contact.subject, contact.direction) == (request.customer, request.uuid, "in")


def test_unknown_number_and_no_number_wait_to_be_sorted_apart() -> None:
    by = csr()
    done = scanned(by, **{f"{reference.issue()}__pdf": PDF, "scan__pdf": PDF, "scan2__pdf": PDF})
    assert (done.filed, len(done.to_sort), len(queries.mail_to_sort(viewer=by, limit=9))) == ([], 3, 3)


def test_one_bad_file_loses_nothing_of_the_others() -> None:
    done = scanned(csr(), good__pdf=PDF, bad__pdf=b"no scan")
    assert ([name for name, _reason in done.refused], len(done.to_sort)) == (["bad.pdf"], 1)


def test_sorting_says_whose_it_is_and_filing_again_corrects_it() -> None:
    by, request = csr(), submit()
    (item,) = scanned(by, scan__pdf=PDF).to_sort
    operations.file_item(item=item, customer=request.customer, subject=None, about="Letter", by=by, at=NOON)
    operations.file_item(item=item, customer=request.customer, subject=request.uuid, about="Letter", by=by, at=NOON)
    item.refresh_from_db()
    assert (item.state, item.subject, Interaction.objects.filter(channel="mail").count()) == ("filed", request.uuid, 1)
    assert queries.mail_to_sort(viewer=by, limit=9) == []


def test_chain_of_custody_tells_every_hand_and_place() -> None:
    by, request = csr(), submit()
    (item,) = scanned(by, scan__pdf=PDF).to_sort
    operations.file_item(item=item, customer=request.customer, subject=None, about="", by=by, at=NOON)
    operations.move_paper(item=item, what="moved", place="Archive 7", by=by, at=NOON)
    steps = [(step.what, step.place) for step in CustodyStep.objects.order_by("pk")]
    assert steps == [
        ("received", "Tray 3"), ("scanned", "Tray 3"), ("sorted", "Tray 3"), ("moved", "Archive 7"),
    ]  # fmt: skip
    assert MailItem.objects.get().paper_place == "Archive 7"


def test_scan_about_a_sealed_case_opens_only_for_its_team() -> None:
    publish_service(code="noise", visibility="enforcement")
    by, request = csr(), submit(service_code="noise")
    (item,) = scanned(by, scan__pdf=PDF).to_sort
    operations.file_item(item=item, customer=request.customer, subject=request.uuid, about="", by=by, at=NOON)
    assert request.team is not None
    worker = viewer(member_of(request.team))
    for person, is_open in ((worker, True), (viewer(UserFactory(role=Role.CSR)), False)):
        try:
            queries.mail_page(uuid=item.uuid, number=1, viewer=person, subjects=subjects_open_to(viewer=person))
            found = True
        except NotFound:
            found = False
        assert found is is_open


def test_auditor_scans_nothing() -> None:
    with pytest.raises(NotAllowed):
        scanned(viewer(UserFactory(role=Role.AUDITOR)), scan__pdf=PDF)
