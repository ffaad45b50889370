"""Somebody who used every channel is disposed of. Nothing of them is left, and every published figure is the same."""

import csv
import hashlib
import io
import json
import uuid
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.core import mail
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import member_of, viewer
from tests.factories.catalog import POTHOLE, publish_service
from tests.factories.clock import NOON
from tests.factories.pictures import picture_file
from tests.factories.places import AreaFactory, square
from tests.factories.service_requests import MAPLE_STREET, request_in, supervisor_of
from tests.records_office import traces
from tests.records_office.people import LATER, clerk, signed
from townline.core.actor import RESIDENT
from townline.customers import operations as customers
from townline.customers.models import ContactPoint, Customer, Relation, SafetyAlert
from townline.customers.values import Contact, Preferred
from townline.events import operations as events
from townline.events.models import Delivery, Event
from townline.interactions.models import (
    ContactAttempt,
    CoverSheet,
    Handling,
    Interaction,
    MailItem,
    MailPage,
    Outreach,
)
from townline.notifications import operations as notifications
from townline.notifications.models import Message
from townline.places.values import Location
from townline.privacy.models import BreakGlass
from townline.records_office import operations
from townline.records_office.models import AccessRecord, AccessRequest, CorrectionRequest
from townline.service_requests import operations as service_requests
from townline.service_requests.closing_values import Proof
from townline.service_requests.models import Closure, Photo, ServiceRequest
from townline.service_requests.workflow import State

NAME = "Zéphyrine Quackenbüsch-Österlund"
EMAIL = "zephyrine.quack@oesterlund.example"
PHONE = "+15195550174"
STREET = "8731 Wobbegong Crescent"
POSTAL = "N2Q 7Z9"
WORDS = "Grumblethorpe fell into the hole by my xylophone shed."
STAFF_WORDS = "Spoke to her nephew Bartholomew Snickelfritz about it."
ALL = [NAME, "Quackenbüsch", EMAIL, "oesterlund.example", *traces.phone_forms(PHONE), STREET, "8731 Wobb", POSTAL,
       WORDS, "Grumblethorpe", "xylophone", "Snickelfritz", "Telephone of Ada", "43.4512345", "80.4923456"]  # fmt: skip
HER = Contact(name=NAME, email=EMAIL, phone=PHONE, postal_address=f"{STREET}, Kitchener")
PLACE = Location(
    lat=43.4512345, long=-80.4923456, address=STREET, postal_code=POSTAL, description="Behind Grumblethorpe's gate"
)


@pytest.fixture
def catcher(settings: Any, tmp_path: Path) -> Path:
    """A data folder of her own: other tests leave their photos in the one of the run."""
    settings.TOWNLINE_DATA, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")
    folder = tmp_path / "mail"
    folder.mkdir()
    settings.TOWNLINE_MAIL_CATCHER = folder
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.TOWNLINE_UNDO_SECONDS = 0
    return folder


def _everything(catcher: Path) -> Customer:
    """She reports on the web with a photo, calls, writes, follows, complains of a neighbour, and is written about."""
    AreaFactory(code="1", name_en="Ward 1", name_fr="Quartier 1", geometry=square(west=-81.0, south=43.0, size=2.0))
    text = {"code": "plate", "datatype": "text", "label": {"en": "Plate?", "fr": "Plaque?"}}
    publish_service(questions=[*POTHOLE["questions"], text])
    publish_service(
        code="noise", name={"en": "Noise", "fr": "Bruit"}, visibility="enforcement", questions=[], place="optional",
    )  # fmt: skip
    answers = {"size": "large", "plate": "QUACK 1 of Grumblethorpe"}
    first = request_in(State.CONFIRMED, contact=HER, location=PLACE, description=WORDS, answers=answers)
    _photo(first)
    boss = supervisor_of(first.team)
    service_requests.release_words(request=first, release=True, by=boss, at=NOON)
    service_requests.add_note(request=first, text=STAFF_WORDS, visibility="internal", by=boss, at=NOON)
    service_requests.add_customer_note(request=first, text=WORDS, by=RESIDENT, at=NOON)
    request_in(State.DECLINED, contact=HER, location=PLACE, description=WORDS, channel="open311", client_key="app-1")
    request_in(State.CONFIRMED, service_code="noise", contact=HER, location=PLACE, description=WORDS, answers={})
    letter = Contact(name=NAME, postal_address=STREET, preferred=Preferred.LETTER)
    request_in(State.CANCELLED, contact=letter, location=PLACE, description=WORDS)
    others = request_in(State.CONFIRMED)
    service_requests.follow(request=others, contact=HER, channel="web", by=RESIDENT, at=NOON)
    request_in(State.ASSIGNED, location=MAPLE_STREET)
    _closings(request_in(State.ASSIGNED, contact=HER, location=PLACE, description=WORDS))
    her = Customer.objects.filter(contact_points__value=EMAIL).order_by("pk")[0]
    _calls(her, first)
    _written_about(her, first)
    _papers(her, first)
    _mails(catcher)
    return her


def _closings(request: ServiceRequest) -> None:
    """Measured, sent back, and closed for good with words about her in each."""
    crew, boss = viewer(member_of(request.team)), supervisor_of(request.team)
    proof = Proof(measured=f"3 cm, says {NAME}")
    service_requests.complete(request=request, outcome="fixed", words=STAFF_WORDS, by=crew, at=NOON, proof=proof)
    closure = Closure.objects.get(request=request, state="waiting")
    service_requests.send_back(closure=closure, reason=STAFF_WORDS, by=boss, at=NOON)
    service_requests.decline(request=request, reason=STAFF_WORDS, by=crew, at=NOON)
    service_requests.approve(closure=Closure.objects.get(request=request, state="waiting"), by=boss, at=NOON)


def _photo(request: ServiceRequest) -> None:
    draft = uuid.uuid4()
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    Photo.objects.filter(pk=photo.pk).update(request=request)
    service_requests.prepare_photo(photo_id=photo.pk)


def _calls(her: Customer, request: ServiceRequest) -> None:
    call = Interaction.objects.create(
        customer=her, channel="phone", purpose="information", subject=request.uuid, language="en", occurred_at=NOON
    )
    Handling.objects.create(
        interaction=call, handled_by_id=1, started_at=NOON, ended_at=NOON, wrapped_up_at=NOON, from_phone=PHONE,
        caller_name=NAME, postal_code=POSTAL, summary=STAFF_WORDS, outcome="answered", resolved_first_contact="yes_done",
        promised=f"Call {NAME} back", promised_by=NOON.date(), promise_state="kept",
    )  # fmt: skip


def _written_about(her: Customer, request: ServiceRequest) -> None:
    other = Customer.objects.create(name=f"{NAME} ", search="", created_at=NOON, merged_into=her)
    ContactPoint.objects.create(customer=other, kind="email", value=EMAIL, created_at=NOON)
    neighbour = Customer.objects.create(name="A neighbour", created_at=NOON)
    Relation.objects.create(customer=neighbour, other=her, role="relative", from_date=NOON.date(), created_at=NOON)
    SafetyAlert.objects.create(
        customer=her, kind="dog", text=f"{NAME} has a dog", raised_at=NOON, expires_at=NOON + timedelta(days=9)
    )
    typed = {"contact": {"name": NAME, "email": EMAIL}, "description": WORDS}
    service_requests.save_draft(uuid=uuid.uuid4(), service_code="pothole", data=typed, owner_id=None, at=NOON)
    AccessAttempt.objects.create(
        username=EMAIL, ip_address="127.0.0.1", user_agent="x", get_data="", post_data="", failures_since_start=1
    )
    BreakGlass.objects.create(
        person=her.uuid, opened_by_id=1, reason=f"{NAME} fell", opened_at=NOON, until_at=NOON + timedelta(hours=1)
    )
    Delivery.objects.create(
        event_uuid=uuid.uuid4(), event_recorded_at=NOON, subject=request.uuid, handler="x.y", state="failed",
        due_at=NOON, error=f"SMTPRecipientsRefused: {EMAIL}",
    )  # fmt: skip
    (settings.TOWNLINE_DATA / "worker.log").write_text(f"refused: {EMAIL}\nkept line\n{NAME} said {PHONE}\n")
    service_requests.count_words()
    customers.count_names()


def _papers(her: Customer, request: ServiceRequest) -> None:
    """A scanned letter, tries to reach her, a request for access with its copies, a correction."""
    outreach = Outreach.objects.create(
        customer=her,
        subject=request.uuid,
        reason=STAFF_WORDS,
        owner_id=1,
        state="given_up",
        opened_at=NOON,
        closed_at=NOON,
    )
    ContactAttempt.objects.create(
        outreach=outreach,
        tried_at=NOON,
        channel="phone",
        outcome="voicemail",
        note=f"Voicemail of {NAME}",
        tried_by_id=1,
    )
    cover = CoverSheet.objects.create(code="123456782", customer=her, printed_at=NOON, printed_by_id=1)
    letter = MailItem.objects.create(
        batch=uuid.uuid4(), cover=cover, way="mail", received_on=NOON.date(), state="filed", customer=her,
        about=f"Letter of {NAME}", scanned_at=NOON,
    )  # fmt: skip
    page = MailPage(item=letter, number=1, kind="pdf", bytes=9, sha256="x")
    page.file.save("scan.pdf", ContentFile(f"%PDF-1.7 {NAME} {WORDS}".encode()))
    asked = AccessRequest.objects.create(
        number="A-2026-901", person=her.uuid, name=NAME, asked=WORDS, send_to=EMAIL, profile="ontario_today", days=30,
        unit="calendar_days", received_at=NOON, fee_cents=500, state="withdrawn", closed_why=f"{NAME} rang",
    )  # fmt: skip
    AccessRecord.objects.create(
        access_request=asked, number=1, room="interactions", kind="contact", title=f"Call of {NAME}",
        text=[["Words", STAFF_WORDS]], recorded_at=NOON,
    )  # fmt: skip
    CorrectionRequest.objects.create(
        number="C-2026-901", person=her.uuid, name=NAME, wrong=WORDS, right=STAFF_WORDS, state="refused", received_at=NOON,
        due_at=NOON, decided_at=NOON, reason=f"{NAME} was there", statement=WORDS, told=f"Told {NAME}",
    )  # fmt: skip


def _mails(catcher: Path) -> None:
    """What the handlers wrote is sent, and the mail catcher keeps it as it does in the sample city."""
    soon = timezone.now() + timedelta(days=1)
    while events.dispatch_pending(at=soon):
        pass
    mail.outbox = []
    while notifications.send_due(at=soon + timedelta(days=1), limit=50):
        pass
    for number, sent in enumerate(mail.outbox):
        content = sent.message().as_bytes()
        (catcher / f"{number:03}.eml").write_bytes(f"X-Envelope-To: {sent.to[0]}\r\n".encode() + content)
    mail.outbox = []
    Message.objects.exclude(state="sent").update(state="done")


def _figures(client: Client) -> dict[str, Any]:
    """Everything that the city publishes or counts. A resident's own words are no figure."""
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get("/requests.csv")).decode())))
    open311 = json.loads(client.get("/open311/v2/requests.json?status=open,closed&page_size=100").content)
    points = json.loads(client.get("/requests/points.json").content)
    requests = ServiceRequest.objects.order_by()
    month = TruncMonth("submitted_at")
    return {
        "csv": sorted([{**row, "description": ""} for row in rows], key=lambda row: row["service_request_id"]),
        "open311": sorted(
            [{**row, "description": "", "media_url": ""} for row in open311], key=lambda row: row["service_request_id"]
        ),
        "points": sorted(points["points"]),
        "listed": [
            [(row.reference, row.service_id, row.ward_id, row.state, row.block, row.closed_at) for row in page.rows]
            for page in [_public_list()]
        ],
        "counted": Counter(
            requests.annotate(month=month).values_list(
                "state", "service__code", "ward__code", "month", "channel", "language", "department__code", "team__code",
                "outcome", "visibility", "reviewed_at", "assigned_at", "completed_at", "closed_at", "due_at", "promised_at",
            )
        ),
        "contacts": Counter(
            Interaction.objects.order_by().values_list(
                "channel", "direction", "purpose", "language", "occurred_at", "handling__outcome",
                "handling__resolved_first_contact", "handling__promise_state", "handling__promised_by",
            )
        ),
        "events": dict(
            Event.objects.filter(occurred_at__lt=LATER).order_by().values_list("type").annotate(count=Count("id"))
        ),
    }  # fmt: skip


def _public_list() -> Any:
    from townline.service_requests import queries

    return queries.public_list(filters=queries.PublicFilters(), limit=100)


def _dispose_of_her() -> None:
    """Under each name and address that we took her for."""
    people = Customer.objects.exclude(name__in=["Ada Resident", "A neighbour"]).values_list("uuid", flat=True)
    for person in list(people):
        if Customer.objects.filter(uuid=person).exists():
            signed(operations.propose_person(person=person, by=clerk(), at=LATER))
            operations.carry_out(at=LATER)


def _dump() -> bytes:
    place = connection.settings_dict
    return traces.dump(socket=place["HOST"], name=place["NAME"], user=place["USER"])


@pytest.mark.django_db(transaction=True)
def test_nothing_of_her_is_left_and_every_figure_is_the_same(client: Client, catcher: Path):
    her = _everything(catcher)
    folder = Path(settings.TOWNLINE_DATA)
    pictures = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in traces.files_below(folder / "media")}
    before = _figures(client)
    dumped = _dump()
    for trace in (NAME, EMAIL, PHONE, STREET, POSTAL, WORDS, "Snickelfritz"):  # she is there to be found
        assert traces.found_in("dump", dumped, [trace]), trace
    assert len(pictures) == 2 + 1  # the photo, its small copy, the scan
    assert list(catcher.iterdir())

    _dispose_of_her()
    assert not Customer.objects.filter(uuid=her.uuid).exists()

    dumped = _dump()
    assert traces.found_in("dump", dumped, ALL) == []
    left = list(traces.files_below(folder))
    assert [said for path in left for said in traces.found_in(str(path), path.read_bytes(), ALL)] == []
    assert [path for path in left if hashlib.sha256(path.read_bytes()).hexdigest() in pictures] == []
    assert (folder / "worker.log").read_text().splitlines()[1] == "kept line"
    assert _figures(client) == before


def _in_raw_files(needles: dict[str, bytes]) -> Counter[str]:
    """In how many files of the cluster somebody still stands, by their folder."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        cluster = Path(f"/proc/{cursor.fetchone()[0]}/cwd").resolve()  # a server process works in its data folder
    found: Counter[str] = Counter()
    for path in traces.files_below(cluster):
        content = path.read_bytes()
        if any(needle in content for needle in needles.values()):
            found[path.relative_to(cluster).parts[0]] += 1
    return found


def _write_pages_out() -> None:
    """A checkpoint, which the application's own account may not ask for: a copy of a database makes one first."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE townline_checkpoint TEMPLATE template0 STRATEGY file_copy")
        cursor.execute("DROP DATABASE townline_checkpoint")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_files_of_tables_are_clean_after_they_are_written_anew(catcher: Path):
    """VACUUM frees dead rows and may leave their bytes; VACUUM FULL writes the tables anew. The journal (pg_wal) keeps its own
    copy until it is recycled: docs/howto/dispose-of-records.md says what a city does about that."""
    _everything(catcher)
    needles = {
        trace: trace.encode() for trace in (NAME, EMAIL, PHONE, "Grumblethorpe", "grumblethorpe", "Snickelfritz")
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself from time to time: names stand in its samples
    _write_pages_out()
    assert _in_raw_files(needles)["base"] > 0  # she is there to be found
    _dispose_of_her()
    _write_pages_out()
    assert _in_raw_files(needles)["base"] > 0  # freed, and not yet written over
    operations.write_tables_anew()
    _write_pages_out()
    after = _in_raw_files(needles)
    assert after["base"] == 0
