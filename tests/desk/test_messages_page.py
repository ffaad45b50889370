"""Calls, letters, mails and events that failed; the local mail."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.desk.test_settings_pages import client_of
from tests.factories.service_requests import State, request_in, submit
from townline.accounts.models import Membership, Role, User
from townline.customers.values import Contact
from townline.events.models import Delivery
from townline.events.operations import dispatch_pending
from townline.notifications.models import Message

pytestmark = pytest.mark.django_db
BOB = Contact(name="Bob Caller", phone="+14165550123")


def message(request: Any, **fields: Any) -> Message:
    """A message that waits, as the loop would have written it."""
    at = timezone.now()
    values = {
        "channel": "call",
        "to": "+14165550123",
        "state": "to_do",
        "language": "en",
        "title": "News",
        "body": "It is done.",
        "step": "completed",
        "event_uuid": uuid4(),
        "subject_uuid": request.uuid,
        "reference": request.reference,
        "customer": request.customer,
        "send_at": at,
        "created_at": at,
    }
    return Message.objects.create(**(values | fields))


def do(client: Client, row: Message, doing: str, note: str = "") -> Any:
    return client.post(reverse("desk:message_act", args=[row.uuid]), {"do": doing, "note": note})


def test_call_is_on_the_list_put_off_and_made() -> None:
    row, client = message(submit(contact=BOB)), client_of(Role.CSR)
    page = client.get("/desk/messages").content.decode()
    assert "Bob Caller" in page
    assert 'href="tel:+14165550123"' in page
    assert "It is done." in page
    do(client, row, "later", "voicemail")
    row.refresh_from_db()
    assert (row.state, row.attempts, row.done_note) == ("to_do", 1, "voicemail")
    assert row.send_at > timezone.now()
    do(client, row, "done", "told Bob")
    row.refresh_from_db()
    assert (row.state, row.done_note) == ("done", "told Bob")
    assert do(client, row, "done").status_code == 302


def test_list_is_filtered_by_channel() -> None:
    request = submit(contact=BOB)
    message(request)
    message(request, channel="letter", to="12 Elm Street")
    client = client_of(Role.CSR)
    seen = [card.channel for card in client.get("/desk/messages?channel=letter").context["cards"]]
    assert seen == ["letter"]


def test_letter_is_a_pdf_and_is_posted() -> None:
    row = message(submit(contact=BOB), channel="letter", to="12 Elm Street\nMaple Harbour", language="fr")
    client = client_of(Role.CSR)
    pdf = client.get(reverse("desk:letter", args=[row.uuid]))
    assert pdf.content.startswith(b"%PDF")
    do(client, row, "done")
    row.refresh_from_db()
    assert row.state == "done"


def test_complainant_stays_sealed() -> None:
    from tests.factories.catalog import publish_service  # slow import

    publish_service(code="noise", visibility="enforcement")
    request = submit(service_code="noise", contact=BOB)
    row = message(request)
    manager = client_of(Role.MANAGER)
    page = manager.get("/desk/messages").content.decode()
    assert "Bob" not in page
    assert "5550123" not in page
    assert do(manager, row, "done").status_code == 403
    assert manager.get(reverse("desk:letter", args=[row.uuid])).status_code == 403
    theirs = client_of(Role.WORKER)
    Membership.objects.create(team=request.team, user=User.objects.latest("pk"))
    assert "Bob Caller" in theirs.get("/desk/messages").content.decode()


def test_failed_mail_is_tried_again() -> None:
    row = message(submit(), channel="email", to="a@b.example", state="failed", error="refused", attempts=6)
    client = client_of(Role.CSR)
    assert "refused" in client.get("/desk/messages/failed").content.decode()
    do(client, row, "again")
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("held", 0)


def test_failed_event_is_tried_again() -> None:
    request_in(State.REVIEWED)
    dispatch_pending(at=timezone.now())
    Delivery.objects.update(state="failed", error="Boom: no mail server", attempts=7)
    auditor, admin = client_of(Role.AUDITOR), client_of()
    row = Delivery.objects.latest("pk")
    path = reverse("desk:retry_delivery", args=[row.pk])
    assert "Boom: no mail server" in auditor.get("/desk/messages/deliveries").content.decode()
    assert auditor.post(path).status_code == 403
    assert admin.post(path).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("pending", 0)
    assert admin.post(path).status_code == 404


def caught(folder: Path) -> str:
    mail = EmailMessage()
    mail["Subject"], mail["To"], mail["From"] = "Request 418: received", "ada@mail.example", "city@city.example"
    mail.set_content("We received it: https://city.example/track/x")
    mail.add_alternative(
        "<p>We <b>received</b> it</p><script>alert(1)</script><a href='javascript:x'>y</a>", subtype="html"
    )
    name = "00000001790000000000000000-0badcafe"[6:]
    folder.mkdir()
    (folder / f"{name}.eml").write_bytes(mail.as_bytes())
    (folder / "other.eml").write_text("not ours")
    return name


def test_sent_mail_shows_what_was_caught(tmp_path: Path, settings: Any) -> None:
    name = caught(tmp_path / "mail")
    client = client_of(Role.CSR)
    assert client.get("/desk/sent-mail").status_code == 404
    settings.TOWNLINE_MAIL_CATCHER = tmp_path / "mail"
    assert client.get("/desk/sent-mail").status_code == 403
    settings.TOWNLINE_SAMPLE_CITY = True
    assert "ada@mail.example" in client.get("/desk/sent-mail?q=received").content.decode()
    assert client.get("/desk/sent-mail?q=nowhere").context["mails"] == []
    page = client.get(f"/desk/sent-mail/{name}").content.decode()
    assert "https://city.example/track/x" in page
    assert "<script>alert" not in page
    assert "javascript:x" not in page
    assert client.get("/desk/sent-mail/secret-key").status_code == 404
