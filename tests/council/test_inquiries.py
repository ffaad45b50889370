"""An office asks, the liaison officer answers."""

import pytest
from django.core import mail
from django.utils import timezone

from tests.council.offices import assistant, councillor, office
from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import DAY, NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.core.actor import SYSTEM
from townline.core.errors import NotAllowed, NotFound
from townline.council import operations, queries
from townline.council.values import InquiryState
from townline.events import operations as events
from townline.notifications.models import StaffMessage
from townline.service_levels.event_types import Recomputed
from townline.service_levels.models import Clock

pytestmark = pytest.mark.django_db


def liaison() -> User:
    made: User = UserFactory(role=Role.LIAISON_OFFICER)
    return made


def test_a_question_is_due_in_two_business_days_and_comes_first_in_the_inbox_when_it_is() -> None:
    late = operations.ask(title="Bins", words="When?", request=None, by=office(), at=NOON - 5 * DAY)
    new = operations.ask(title="Trees", words="Why?", request=submit().uuid, by=office(), at=NOON)
    officer = viewer(liaison())
    assert [row.pk for row in queries.inbox(viewer=officer)] == [late.pk, new.pk]
    assert new.due_at == NOON + 2 * DAY
    assert queries.late_count(viewer=officer, at=NOON) == 1


def test_an_answer_ends_the_wait_and_asking_on_begins_it_again() -> None:
    by, officer = office(), viewer(liaison())
    asked = operations.ask(title="Bins", words="When?", request=None, by=by, at=NOON)
    assert operations.answer(inquiry=asked.uuid, words="Monday.", by=officer, at=NOON + DAY).state == "answered"
    assert operations.ask_on(inquiry=asked.uuid, words="Which?", by=by, at=NOON + DAY).state == InquiryState.OPEN
    assert [row.words for row in queries.messages_of(inquiry=asked)] == ["When?", "Monday.", "Which?"]
    operations.close(inquiry=asked.uuid, by=by, at=NOON + DAY)
    with pytest.raises(operations.Ended):
        operations.answer(inquiry=asked.uuid, words="The next one.", by=officer, at=NOON + DAY)


def test_each_question_has_a_clock_that_the_answer_stops() -> None:
    by, officer = office(), viewer(liaison())
    asked = operations.ask(title="Bins", words="When?", request=None, by=by, at=NOON)
    clock = Clock.objects.get(subject=asked.uuid)
    assert (clock.subject_type, clock.due_at, clock.stopped_at) == ("council_inquiry", NOON + 2 * DAY, None)
    operations.answer(inquiry=asked.uuid, words="Monday.", by=officer, at=NOON + DAY)
    clock.refresh_from_db()
    assert clock.stopped_at == NOON + DAY
    operations.ask_on(inquiry=asked.uuid, words="Which?", by=by, at=NOON + DAY)
    assert Clock.objects.filter(subject=asked.uuid, stopped_at=None).count() == 1


def test_another_due_day_of_the_clock_is_taken_over_as_the_clock_has_it() -> None:
    asked = operations.ask(title="Bins", words="When?", request=None, by=office(), at=NOON)
    Clock.objects.filter(subject=asked.uuid).update(due_at=NOON + 3 * DAY)
    news = Recomputed("first_contact", "", (NOON + 9 * DAY).isoformat(), "calendar", "council_inquiry")
    events.record(news, subject=asked.uuid, by=SYSTEM, at=NOON)  # of an earlier change
    events.dispatch_pending(at=timezone.now())
    asked.refresh_from_db()
    assert asked.due_at == NOON + 3 * DAY


def test_an_office_sees_its_own_questions_only() -> None:
    boss = councillor()
    asked = operations.ask(title="Bins", words="When?", request=None, by=viewer(boss), at=NOON)
    assert queries.visible_inquiry(uuid=asked.uuid, viewer=viewer(assistant(boss))) == asked
    with pytest.raises(NotFound):
        queries.visible_inquiry(uuid=asked.uuid, viewer=office())


@pytest.mark.parametrize("role", [Role.CSR, Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_no_other_role_reads_or_answers(role: str) -> None:
    asked = operations.ask(title="Bins", words="When?", request=None, by=office(), at=NOON)
    staff = viewer(UserFactory(role=role))
    with pytest.raises(NotFound):
        queries.visible_inquiry(uuid=asked.uuid, viewer=staff)
    with pytest.raises(NotAllowed):
        operations.answer(inquiry=asked.uuid, words="Monday.", by=staff, at=NOON)


def test_an_office_whose_term_is_over_hears_no_answer_any_more() -> None:
    boss, officer = councillor(), viewer(liaison())
    assistant(boss)
    asked = operations.ask(title="Bins", words="When?", request=None, by=viewer(boss), at=NOON)
    User.objects.exclude(role=Role.LIAISON_OFFICER).update(role_until=(NOON - DAY).date())
    operations.answer(inquiry=asked.uuid, words="Monday.", by=officer, at=NOON)
    events.dispatch_pending(at=timezone.now())
    assert not StaffMessage.objects.filter(kind="council_answered").exists()


def test_the_officer_and_then_the_office_are_told_by_mail_without_the_words() -> None:
    officer, boss = liaison(), councillor()
    helper = assistant(boss)
    asked = operations.ask(title="Zanzibar", words="Zanzibar?", request=None, by=viewer(boss), at=NOON)
    events.dispatch_pending(at=timezone.now())
    assert [row.user_id for row in StaffMessage.objects.all()] == [officer.pk]
    operations.answer(inquiry=asked.uuid, words="Zanzibar.", by=viewer(officer), at=NOON)
    events.dispatch_pending(at=timezone.now())
    told = StaffMessage.objects.filter(kind="council_answered")
    assert {row.user_id for row in told} == {boss.pk, helper.pk}
    assert "Zanzibar" not in "".join(row.title + row.body for row in StaffMessage.objects.all())
    assert mail.outbox == []
