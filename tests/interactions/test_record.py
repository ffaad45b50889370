"""What intake writes of a contact, alone and inside a contact that is open on a desk."""

from uuid import uuid4

import pytest

from tests.factories.clock import HOUR, NOON
from townline.core.actor import SYSTEM, Actor, ActorKind
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers.values import Contact
from townline.interactions import operations, queries
from townline.interactions.models import Handling, Interaction, Matter
from townline.interactions.operations import document_of
from townline.interactions.values import Purpose

pytestmark = pytest.mark.django_db
CSR = Actor(ActorKind.STAFF, 7, "Casey")


def test_record_writes_who_took_it_and_no_handling() -> None:
    subject = uuid4()
    with transaction():
        operations.record(
            customer=None, channel="web", purpose=Purpose.REQUEST, subject=subject, language="fr", by=CSR, at=NOON
        )
    contact = Interaction.objects.get()
    assert (contact.channel, contact.language, contact.subject, contact.occurred_at, contact.recorded_by_id) == (
        "web",
        "fr",
        subject,
        NOON,
        7,
    )
    assert Handling.objects.count() == 0


def test_notice_that_was_shown_is_kept() -> None:
    document = document_of(
        channel="web", purpose=Purpose.REQUEST, subject=None, language="en", by=SYSTEM, at=NOON, notice_version_id=12
    )
    assert document["notice_version_id"] == 12


def test_what_is_recorded_within_an_open_contact_belongs_to_it() -> None:
    open_contact = Interaction.objects.create(channel="phone", purpose="information", language="en", occurred_at=NOON)
    Handling.objects.create(interaction=open_contact, handled_by_id=7, started_at=NOON)
    with transaction():
        customer = customers.identify(contact=Contact(name="Ada", email="ada@mail.example"), at=NOON)
    first, second = uuid4(), uuid4()
    for subject in (first, second, second):
        with transaction():
            operations.record(
                customer=customer,
                channel="phone",
                purpose=Purpose.REQUEST,
                subject=subject,
                language="en",
                by=CSR,
                at=NOON + HOUR,
                within=open_contact.uuid,
            )
    contact = Interaction.objects.get()
    assert (contact.subject, contact.customer, contact.purpose, contact.occurred_at) == (
        first,
        customer,
        "request",
        NOON,
    )
    assert [matter.subject for matter in Matter.objects.all()] == [second]
    assert [found.pk for found in queries.contacts_about(subject=second)] == [contact.pk]
