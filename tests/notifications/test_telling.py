"""The customer is told at each step: once, in their language, by the way they chose, and nothing about it in the title."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings

from tests.factories.clock import NOON
from tests.factories.service_requests import request_in, submit, supervisor_of
from townline.core.actor import RESIDENT
from townline.customers import operations as customers
from townline.customers.values import Contact, Preferred
from townline.events import operations as events
from townline.notifications import operations, queries
from townline.notifications.builtin_texts import BODIES, TITLES
from townline.notifications.letters import letter_pdf
from townline.notifications.models import Message
from townline.notifications.operations.hand import TooLate
from townline.notifications.steps import Step
from townline.notifications.words import TextRefused, Words, check_words
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
BY_PHONE = Contact(name="Ada Resident", phone="613 555 0123", preferred=Preferred.CALL)
BY_POST = Contact(name="Ada Resident", postal_address="418 Maple Street\nMaple Harbour ON", preferred=Preferred.LETTER)


def deliver() -> None:
    events.dispatch_pending(at=datetime.now(UTC) + timedelta(seconds=1), limit=1_000)


def told(request: ServiceRequest) -> list[tuple[str, str, str]]:
    deliver()
    return list(queries.messages_about(subject=request.uuid).values_list("step", "channel", "state"))


def send_all() -> int:
    return operations.send_due(at=datetime.now(UTC) + timedelta(hours=1))


def test_each_step_to_the_end_is_told_once() -> None:
    request = request_in(State.CONFIRMED)
    deliver()
    assert [step for step, _, _ in told(request)] == ["received", "reviewed", "work_assigned", "work_done", "completed"]


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (State.DECLINED, "declined"),
        (State.CANCELLED, "withdrawn"),
        (State.MERGED, "merged"),
        (State.WAITING_FOR_CUSTOMER, "question"),
    ],
)
def test_other_ends_and_questions_are_told(state: State, step: str) -> None:
    assert told(request_in(state))[-1][0] == step


def test_dispute_and_reopening_are_told() -> None:
    request = request_in(State.CONFIRMED)
    service_requests.dispute(request=request, words="It is still there.", by=RESIDENT, at=NOON)
    assert told(request)[-1][0] == "dispute_received"


@pytest.mark.parametrize(("visibility", "count"), [("internal", 1), ("customer", 2), ("public", 2)])
def test_only_notes_for_the_customer_are_told(visibility: str, count: int) -> None:
    request = submit()
    assert request.team is not None
    service_requests.add_note(
        request=request, text="We ordered the part.", visibility=visibility, by=supervisor_of(request.team), at=NOON
    )
    assert len(told(request)) == count


def test_mail_goes_out_once_with_a_fixed_identity_and_a_staffed_reply_address(settings: Settings) -> None:
    request = submit()
    deliver()
    assert (send_all(), send_all()) == (1, 0)
    (letter,) = mail.outbox
    message = Message.objects.get()
    assert letter.extra_headers["Message-ID"].startswith(f"<{message.uuid}@")
    assert (letter.to, letter.reply_to) == (["ada@mail.example"], [settings.TOWNLINE_REPLY_TO])
    assert "/track/" in str(letter.body)
    assert (message.state, request.reference in letter.subject.replace(" ", "")) == ("sent", True)


def test_title_says_nothing_about_the_person_or_the_matter() -> None:
    request = request_in(State.CONFIRMED)
    deliver()
    titles = " ".join(queries.messages_about(subject=request.uuid).values_list("title", flat=True)).lower()
    assert not any(word in titles for word in ("ada", "resident", "pothole", "maple", "hole"))


def test_words_are_in_the_language_of_the_customer() -> None:
    submit(language="fr", contact=Contact(name="Ada", email="ada@mail.example", language="fr"))
    deliver()
    message = Message.objects.get()
    assert (message.language, "reçue" in message.title, "Nous avons reçu" in message.body) == ("fr", True, True)


def test_customer_without_email_becomes_a_call_or_a_letter() -> None:
    called, written = submit(contact=BY_PHONE), submit(contact=BY_POST)
    assert (told(called), told(written)) == ([("received", "call", "to_do")], [("received", "letter", "to_do")])


def test_caller_who_was_told_on_the_telephone_is_not_called_back() -> None:
    assert told(submit(contact=BY_PHONE, channel="phone")) == []


def test_a_later_call_says_what_an_earlier_one_would_have_said() -> None:
    request = submit(contact=BY_PHONE)
    deliver()
    assert request.team is not None
    service_requests.decline(request=request, reason="A provincial road.", by=supervisor_of(request.team), at=NOON)
    assert told(request) == [("received", "call", "taken_back"), ("declined", "call", "to_do")]


def test_what_staff_wrote_is_told_beside_how_it_stands() -> None:
    request = submit(contact=BY_PHONE, channel="phone")
    assert request.team is not None
    boss = supervisor_of(request.team)
    service_requests.decline(request=request, reason="A provincial road.", by=boss, at=NOON)
    service_requests.add_note(
        request=request, text="The Ministry has your words.", visibility="customer", by=boss, at=NOON
    )
    service_requests.reopen(request=request, reason="It is ours.", by=boss, at=NOON)
    assert told(request) == [
        ("declined", "call", "taken_back"),
        ("note", "call", "to_do"),
        ("reopened", "call", "to_do"),
    ]


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (Contact(name="Ada", email="ada@mail.example"), "tell us on the page of your request"),
        (BY_PHONE, "tell us now, or call us later"),
        (BY_POST, "call us or write to us, and give the number"),
    ],
)
def test_each_is_told_how_to_answer_in_a_way_that_they_have(contact: Contact, words: str) -> None:
    request = request_in(State.WAITING_FOR_CUSTOMER, contact=contact)
    deliver()
    message = queries.messages_about(subject=request.uuid).get(step="question")
    assert (words in message.body, "page of your request" in message.body) == (True, bool(contact.email))


def test_a_follower_is_not_sent_to_a_form_that_is_not_theirs() -> None:
    request = request_in(State.ASSIGNED)
    bo = Contact(name="Bo", email="bo@mail.example")
    service_requests.follow(request=request, contact=bo, channel="web", by=RESIDENT, at=NOON)
    assert request.team is not None
    service_requests.complete(
        request=request, outcome="fixed", words="Filled.", by=supervisor_of(request.team), at=NOON
    )
    deliver()
    message = Message.objects.get(to="bo@mail.example", step="work_done")
    assert "If it is not resolved, reply to this message." in message.body


def test_no_line_speaks_of_a_promise_that_there_is_not() -> None:
    request = submit()
    ServiceRequest.objects.filter(pk=request.pk).update(promised_at=None)
    deliver()
    message = Message.objects.get()
    assert "expect" not in message.body
    assert "Keep this number." in message.body


def test_who_said_no_hears_nothing() -> None:
    silent = Contact(name="Ada Resident", email="ada@mail.example", preferred=Preferred.NOTHING)
    assert told(submit(contact=silent)) == []


def test_who_opted_out_is_not_mailed_and_the_row_says_so() -> None:
    request = submit()
    assert request.customer_id is not None
    message_to = ServiceRequest.objects.select_related("customer").get(pk=request.pk).customer
    assert message_to is not None
    customers.opt_out(customer=message_to, kind="email", by=RESIDENT, at=NOON)
    assert (told(request), send_all(), mail.outbox) == ([("received", "email", "opted_out")], 0, [])


def test_nobody_is_mailed_at_an_address_that_opted_out_whichever_customer_gives_it() -> None:
    waiting, other = submit(), submit(contact=Contact(name="Bo Other", email="ada@mail.example"))
    deliver()
    assert waiting.customer is not None
    assert waiting.customer != other.customer
    customers.opt_out(customer=waiting.customer, kind="email", by=RESIDENT, at=NOON)
    later = submit(contact=Contact(name="Cy Later", email="ADA@mail.example"))
    deliver()
    send_all()
    assert mail.outbox == []
    assert {told(request)[0][2] for request in (waiting, other, later)} == {"opted_out"}
    customers.opt_in(customer=waiting.customer, kind="email", by=RESIDENT, at=NOON)
    submit(contact=Contact(name="Bo Other", email="ada@mail.example"))
    deliver()
    assert send_all() == 1


def test_a_number_that_wants_no_calls_is_not_on_the_list() -> None:
    request = submit(contact=BY_PHONE)
    assert request.customer is not None
    customers.opt_out(customer=request.customer, kind="phone", by=RESIDENT, at=NOON)
    assert told(request) == [("received", "call", "opted_out")]


def test_followers_hear_of_the_work_and_not_of_a_question() -> None:
    request = submit()
    service_requests.follow(
        request=request, contact=Contact(name="Bo", email="bo@mail.example"), channel="web", by=RESIDENT, at=NOON
    )
    assert request.team is not None
    boss = supervisor_of(request.team)
    request = service_requests.ask_customer(request=request, question="Which lane?", by=boss, at=NOON)
    service_requests.assign(request=request, team=request.team, by=boss, at=NOON)  # type: ignore[arg-type]  # it has one
    deliver()
    heard = Message.objects.filter(to="bo@mail.example").values_list("step", flat=True)
    assert list(heard.order_by("created_at")) == ["following", "work_assigned"]


def test_what_staff_caused_can_be_taken_back_for_a_minute() -> None:
    request = request_in(State.REVIEWED)
    deliver()
    assert request.team is not None
    boss = supervisor_of(request.team)
    held = Message.objects.get(step="reviewed")
    operations.take_back(message=held, by=boss, at=NOON)
    send_all()
    assert [letter.subject.split(": ")[1] for letter in mail.outbox] == ["received"]
    with pytest.raises(TooLate):
        operations.take_back(message=Message.objects.get(step="received"), by=boss, at=NOON)


def test_news_leave_in_the_order_in_which_they_happened() -> None:
    request = request_in(State.CONFIRMED)
    deliver()
    due = list(queries.messages_about(subject=request.uuid).order_by("id").values_list("send_at", flat=True))
    assert due == sorted(due)


def test_server_that_refuses_is_tried_again_and_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    submit()
    deliver()

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)
    at = datetime.now(UTC) + timedelta(seconds=5)
    for _ in range(7):
        operations.send_due(at=at)
        at += timedelta(days=1)
    message = Message.objects.get()
    assert (message.state, message.attempts, message.error) == ("failed", 6, "OSError: no route")


def test_training_copy_mails_nobody(settings: Settings) -> None:
    settings.TOWNLINE_TRAINING = True
    assert (told(submit()), send_all(), mail.outbox) == ([("received", "email", "training")], 0, [])


def test_letter_is_a_tagged_pdf() -> None:
    submit(contact=BY_POST)
    deliver()
    pdf = letter_pdf(message=Message.objects.get())
    assert pdf.startswith(b"%PDF")
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid" in pdf


@pytest.mark.parametrize(
    ("title", "body"),
    [("Request {service}", "x"), ("Request", "{link.__class__}"), ("Request", "{nobody}"), ("Request", "{"), ("", "x")],
)
def test_words_with_a_strange_placeholder_are_refused(title: str, body: str) -> None:
    with pytest.raises(TextRefused):
        check_words(Words(title, body))


def test_every_step_has_words_in_both_languages() -> None:
    for language in ("en", "fr"):
        for step in Step:
            check_words(Words(TITLES[language][step], BODIES[language][step]))
