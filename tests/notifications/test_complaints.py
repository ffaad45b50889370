"""Who complained hears of each step in their language; who is complained about sees no message."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import complaints as make
from tests.factories.accounts import TeamFactory, UserFactory
from townline.accounts.models import Role
from townline.complaints import operations
from townline.complaints.models import Complaint, Praise
from townline.complaints.values import Finding, Judged, Kind, Matter, Remedy
from townline.core.actor import RESIDENT
from townline.customers.values import Contact, Preferred
from townline.events import operations as events
from townline.notifications import operations as notifications
from townline.notifications.models import Message, MessageState

pytestmark = pytest.mark.django_db
LUCIE = Contact(name="Lucie Moreau", email="lucie@mail.example", language="fr")
BY_PHONE = Contact(name="Paul", phone="613 555 0142", preferred=Preferred.CALL)


def deliver() -> list[Message]:
    events.dispatch_pending(at=timezone.now(), limit=200)
    return list(Message.objects.order_by("id"))


def fresh(kind: Kind = Kind.COMPLAINT, **changes: object) -> Complaint | Praise:
    return operations.receive(said=make.said(kind, **changes), by=RESIDENT, at=timezone.now())


def test_each_step_is_told_in_the_language_of_the_customer() -> None:
    made, at = fresh(contact=LUCIE), timezone.now()
    assert isinstance(made, Complaint)
    operations.inform(complaint=made, words="On regarde.", by=make.manager(), at=at)
    judged = Judged(Finding.NOT_UPHELD, (Remedy.EXPLANATION,), "C’était fait.")
    operations.decide(complaint=made, judged=judged, by=make.manager(), at=at)
    operations.escalate(complaint=made, words="Non.", by=RESIDENT, at=at)
    told = deliver()
    assert [row.step for row in told] == [
        "complaint_received", "complaint_news", "complaint_decided", "complaint_next_stage",
    ]  # fmt: skip
    assert {row.language for row in told} == {"fr"}
    assert "C’était fait." in told[2].body
    assert all("plainte" not in row.title for row in told)


def test_the_mail_has_the_private_link() -> None:
    fresh(contact=LUCIE)
    deliver()
    notifications.send_due(at=timezone.now() + timedelta(hours=1))
    assert "/fr/complaints/" in mail.outbox[0].body


def test_a_compliment_is_acknowledged_and_answered() -> None:
    made = fresh(Kind.COMPLIMENT, contact=LUCIE)
    assert isinstance(made, Praise)
    operations.answer_praise(praise=made, words="Merci!", by=make.manager(), at=timezone.now())
    assert [row.step for row in deliver()] == ["praise_received", "praise_answered"]
    notifications.send_due(at=timezone.now() + timedelta(hours=1))
    assert all("/track/" not in sent.body for sent in mail.outbox)


def test_nobody_is_told_where_nobody_said_who_they_are() -> None:
    fresh(contact=Contact())
    assert deliver() == []


def test_a_call_about_it_is_for_those_who_may_open_the_file() -> None:
    meant = UserFactory(role=Role.MANAGER)
    made = fresh(contact=BY_PHONE, matter=Matter(person_id=meant.pk))
    assert [row.state for row in deliver()] == [MessageState.TO_DO]
    shown = {}
    others = (make.user_of(make.manager()), make.user_of(make.supervisor(TeamFactory())), UserFactory(role=Role.CSR))
    for user in (meant, *others):
        client = Client()
        client.force_login(user, backend="townline.accounts.backends.StaffBackend")
        page = client.get(reverse("desk:messages")).content.decode()
        shown[user.pk] = reverse("desk:complaint", args=[made.reference]) in page
    assert list(shown.values()) == [False, True, True, False]
