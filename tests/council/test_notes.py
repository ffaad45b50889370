"""Constituency notes: the office's own, and gone with the term."""

import io
import json
import zipfile
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from tests.council.offices import assistant, councillor, office
from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from townline.accounts import operations as accounts
from townline.accounts.models import Absence, Role, User
from townline.core.actor import SYSTEM
from townline.core.errors import NotAllowed, NotFound
from townline.council import operations, queries
from townline.council.models import HandOver, Note, Office
from townline.events import operations as events
from townline.events.models import Delivery, Event
from townline.places import operations as places
from townline.places.models import CouncilTerm

pytestmark = pytest.mark.django_db
SECRET = "four green bicycles"


def write(by: Any, words: str = "Mrs Quill fears the landlord.") -> Note:
    return operations.write_note(uuid=None, about="Mrs Quill", words=words, by=by, at=NOON)


def test_an_office_keeps_and_finds_its_notes() -> None:
    by = office()
    made = write(by)
    assert list(queries.notes(viewer=by, words="landlord")) == [made]
    assert list(queries.notes(viewer=by, words="tenant")) == []
    assert list(queries.notes(viewer=office())) == []


def test_no_event_says_that_a_note_was_written() -> None:
    by = office()
    before = Event.objects.count()
    made = write(by)
    operations.remove_note(uuid=made.uuid, by=by)
    assert Event.objects.count() == before


def test_an_assistant_whom_the_city_entered_reads_nothing_until_the_councillor_says_so() -> None:
    boss = councillor()
    helper, made = assistant(boss), write(viewer(boss))
    with pytest.raises(operations.NotLetIn):
        queries.note(uuid=made.uuid, viewer=viewer(helper))
    with pytest.raises(NotAllowed):
        operations.let_in(assistant_id=helper.pk, may_read=True, by=viewer(helper), at=NOON)
    operations.let_in(assistant_id=helper.pk, may_read=True, by=viewer(boss), at=NOON)
    assert queries.note(uuid=made.uuid, viewer=viewer(helper)) == made
    operations.let_in(assistant_id=helper.pk, may_read=False, by=viewer(boss), at=NOON)
    with pytest.raises(operations.NotLetIn):
        queries.notes(viewer=viewer(helper))


def test_a_councillor_lets_in_only_their_own_assistants() -> None:
    boss, other = councillor(), councillor()
    for somebody in (assistant(other), UserFactory(role=Role.ADMINISTRATOR)):
        with pytest.raises(NotFound):
            operations.let_in(assistant_id=somebody.pk, may_read=True, by=viewer(boss), at=NOON)


@pytest.mark.parametrize("role", [role for role in Role.values if role not in {"councillor", "council_assistant"}])
def test_no_role_of_the_city_reads_or_writes_a_note(role: str) -> None:
    made, staff = write(office()), viewer(UserFactory(role=role))
    for act in (
        lambda: queries.notes(viewer=staff),
        lambda: queries.note(uuid=made.uuid, viewer=staff),
        lambda: write(staff),
        lambda: operations.remove_note(uuid=made.uuid, by=staff),
        lambda: operations.take_notes(by=staff, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_who_stands_in_for_a_councillor_reads_no_notes() -> None:
    boss, deputy = councillor(), UserFactory(role=Role.ADMINISTRATOR)
    days = {"from_date": date(2026, 6, 1), "until_date": date(2026, 6, 9)}
    Absence.objects.create(user=boss, deputy=deputy, **days)  # the operation refuses it
    seen = viewer(deputy)
    assert boss.pk in seen.deputises_for
    with pytest.raises(NotAllowed):
        queries.notes(viewer=seen)


def test_an_assistant_who_went_to_another_office_and_back_has_to_be_let_in_again() -> None:
    boss, other = councillor(), councillor()
    helper, made = assistant(boss), write(viewer(boss))
    operations.let_in(assistant_id=helper.pk, may_read=True, by=viewer(boss), at=NOON)
    operations.end_terms(at=NOON)
    assert list(queries.notes(viewer=viewer(helper))) == [made]
    for councillor_id in (other.pk, boss.pk):
        accounts.save_user(user=helper, values={"works_for_id": councillor_id}, by=SYSTEM, at=NOON)
        operations.end_terms(at=NOON)
        with pytest.raises(operations.NotLetIn):
            queries.notes(viewer=viewer(helper))


def words_in(package: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert "fears" in archive.read("notes.html").decode()
        return [row["words"] for row in json.loads(archive.read("notes.json"))]


def test_the_councillor_takes_a_copy_and_the_assistant_does_not() -> None:
    boss = councillor()
    helper = assistant(boss)
    write(viewer(boss))
    operations.let_in(assistant_id=helper.pk, may_read=True, by=viewer(boss), at=NOON)
    assert words_in(operations.take_notes(by=viewer(boss), at=NOON)) == ["Mrs Quill fears the landlord."]
    with pytest.raises(operations.NotLetIn):
        operations.take_notes(by=viewer(helper), at=NOON)


# -- the end of the term ---------------------------------------------------------------------------------
def ended() -> tuple[User, Any]:
    """A councillor with one note whose term ended yesterday; the moment is now."""
    boss = councillor()
    write(viewer(boss))
    operations.set_hand_over(email="me@home.example", secret=SECRET, by=viewer(boss), at=NOON)
    at = timezone.now()
    term = CouncilTerm.objects.get(person=boss)
    places.save_term(
        term=term,
        person=boss,
        area=None,
        from_date=term.from_date,
        until_date=timezone.localdate() - timedelta(days=1),
        by=SYSTEM,
        at=at,
    )
    assert operations.end_terms(at=at) == 1
    accounts.end_roles(at=at)
    return boss, at


def test_the_notes_wait_behind_the_councillors_own_words() -> None:
    _boss, at = ended()
    events.dispatch_pending(at=timezone.now())
    assert [letter.to for letter in mail.outbox] == [["me@home.example"]]
    waiting = HandOver.objects.get()
    assert f"/council/notes/{waiting.uuid}" in mail.outbox[0].body
    assert words_in(operations.fetch_notes(hand_over=waiting, secret=SECRET, at=at)) == [
        "Mrs Quill fears the landlord."
    ]


class NoSuchMailbox(BaseEmailBackend):
    def send_messages(self, letters: Any) -> int:
        raise SMTPRecipientsRefused({to: (550, b"no such mailbox") for letter in letters for to in letter.to})


@pytest.mark.django_db(transaction=True)
def test_staff_do_not_read_the_councillors_own_address_where_a_mail_failed(settings: Any) -> None:
    ended()
    settings.EMAIL_BACKEND = f"{__name__}.NoSuchMailbox"
    events.dispatch_pending(at=timezone.now())
    failed = Delivery.objects.get(handler__endswith="tell_of_notes")
    assert "SMTPRecipientsRefused" in failed.error
    assert "me@home.example" not in failed.error


def test_five_wrong_tries_close_the_link() -> None:
    _boss, at = ended()
    for _number in range(5):
        with pytest.raises(operations.WrongSecret):
            operations.fetch_notes(hand_over=HandOver.objects.get(), secret="guess guess guess", at=at)
    with pytest.raises(NotFound):
        operations.fetch_notes(hand_over=HandOver.objects.get(), secret=SECRET, at=at)


def test_after_thirty_days_they_are_gone_fetched_or_not() -> None:
    boss, at = ended()
    assert operations.remove_notes(at=at + timedelta(days=29)) == 0
    assert Note.objects.count() == 1
    assert operations.remove_notes(at=at + timedelta(days=31)) == 1
    assert (Note.objects.count(), HandOver.objects.count()) == (0, 0)
    assert Event.objects.filter(type="council.notes_removed", data__office_id=boss.pk).count() == 1


def test_a_new_term_keeps_the_notes() -> None:
    boss, at = ended()
    today = timezone.localdate()
    places.save_term(
        term=None, person=boss, area=None, from_date=today, until_date=today + timedelta(days=900), by=SYSTEM, at=at
    )
    assert operations.remove_notes(at=at + timedelta(days=31)) == 0
    assert Note.objects.count() == 1
    boss.refresh_from_db()
    assert list(queries.notes(viewer=viewer(boss))) == list(Note.objects.all())


def test_short_words_are_refused() -> None:
    with pytest.raises(operations.SecretRefused):
        operations.set_hand_over(email="me@home.example", secret="short", by=office(), at=NOON)


def test_a_link_that_opens_the_office_is_shown_to_nobody() -> None:
    admin = viewer(UserFactory(role=Role.ADMINISTRATOR))
    with pytest.raises(accounts.LinkRefused):
        accounts.password_link(user=councillor(), by=admin, at=NOON)


def test_an_office_hears_at_its_old_address_that_its_mail_goes_elsewhere() -> None:
    boss, staff = councillor(email="old@city.example"), UserFactory(email="worker@city.example")
    for user in (boss, staff):
        accounts.save_user(user=user, values={"email": f"new{user.pk}@city.example"}, by=SYSTEM, at=NOON)
    assert [letter.to for letter in mail.outbox] == [["old@city.example"]]


def test_the_councillor_hears_at_their_own_address_that_a_sign_in_to_their_notes_goes_elsewhere() -> None:
    boss = councillor(email="old@city.example", name="Nora Ward")
    reader, other = assistant(boss), assistant(boss)
    operations.set_hand_over(email="me@home.example", secret=SECRET, by=viewer(boss), at=NOON)
    operations.let_in(assistant_id=reader.pk, may_read=True, by=viewer(boss), at=NOON)
    events.dispatch_pending(at=timezone.now())
    mail.outbox.clear()
    for user in (boss, reader, other):
        accounts.save_user(user=user, values={"email": f"new{user.pk}@city.example"}, by=SYSTEM, at=NOON)
        accounts.save_user(user=user, values={"name": "Another Name"}, by=SYSTEM, at=NOON)
    boss.refresh_from_db()
    told_at_once = len(mail.outbox)
    events.dispatch_pending(at=timezone.now())
    assert sorted(letter.to for letter in mail.outbox[told_at_once:]) == [["me@home.example"], [boss.email]]


def test_the_own_address_of_who_had_no_notes_goes_too() -> None:
    boss = councillor()
    operations.set_hand_over(email="me@home.example", secret=SECRET, by=viewer(boss), at=NOON)
    until = date(2030, 11, 14)
    for days, kept in ((29, "me@home.example"), (32, "")):
        operations.remove_notes(at=NOON.replace(year=2030, month=11, day=14) + timedelta(days=days))
        assert Office.objects.get().hand_over_email == kept
    assert boss.role_until == until
