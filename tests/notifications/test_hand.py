"""What people do with messages, and the words of the city."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role
from townline.core.errors import NotAllowed
from townline.events import queries as events
from townline.notifications import operations, queries
from townline.notifications.letters import letter_pdf
from townline.notifications.models import Message
from townline.notifications.operations.hand import TooLate
from townline.notifications.steps import Step
from townline.notifications.words import Words

pytestmark = pytest.mark.django_db


def call(**fields: object) -> Message:
    request = submit()
    values = {
        "event_uuid": uuid4(),
        "step": "completed",
        "subject_uuid": request.uuid,
        "reference": request.reference,
        "customer": request.customer,
        "channel": "call",
        "to": "+14165550123",
        "language": "en",
        "title": "News",
        "body": "Done.\n\nThank you.",
        "state": "to_do",
        "send_at": NOON,
        "created_at": NOON,
    }
    return Message.objects.create(**(values | fields))


def test_try_later_puts_the_call_at_the_end_of_the_list_and_into_the_log() -> None:
    first, csr = call(), viewer(UserFactory(role=Role.CSR))
    second = call(send_at=NOON + timedelta(minutes=1))
    operations.try_later(message=first, note="voicemail", by=csr, at=NOON)
    assert list(queries.to_do(viewer=csr)) == [second, first]
    assert events.history_of(subject=first.subject_uuid).last().type == "message.put_off"


@pytest.mark.parametrize("again", [operations.mark_done, operations.try_later])
def test_a_call_is_made_once(again: Callable[..., Message]) -> None:
    message, csr = call(), viewer(UserFactory(role=Role.CSR))
    operations.mark_done(message=message, note="", by=csr, at=NOON)
    with pytest.raises(TooLate):
        again(message=message, note="", by=csr, at=NOON)


def test_an_auditor_makes_no_calls() -> None:
    with pytest.raises(NotAllowed):
        operations.try_later(message=call(), note="", by=viewer(UserFactory(role=Role.AUDITOR)), at=NOON)


def test_letter_is_a_tagged_pdf() -> None:
    pdf = letter_pdf(message=call(channel="letter", to="12 Elm Street\nMaple Harbour", language="fr"))
    assert pdf.startswith(b"%PDF")
    assert b"/MarkInfo" in pdf or b"/StructTreeRoot" in pdf or b"pdfuaid" in pdf


def test_save_texts_writes_only_what_differs() -> None:
    admin = viewer(UserFactory(role=Role.ADMINISTRATOR))
    shipped = {language: queries.shipped_words(step=Step.NOTE, language=language) for language in ("en", "fr")}
    assert operations.save_texts(step=Step.NOTE, words=shipped, by=admin, at=NOON) == []
    ours = {**shipped, "fr": Words("Demande {reference}", "Bonjour. {notes}")}
    assert [row.language for row in operations.save_texts(step=Step.NOTE, words=ours, by=admin, at=NOON)] == ["fr"]
    assert queries.current_words(step=Step.NOTE, language="fr") == ours["fr"]
