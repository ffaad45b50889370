"""Mail to people of the city: once, in their language, tried again, never to who has left."""

from datetime import timedelta

import pytest
from django.core import mail

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import HOUR, NOON
from townline.accounts.models import Role, User
from townline.core.errors import NotAllowed
from townline.notifications import operations
from townline.notifications.models import MessageState, StaffMessage

pytestmark = pytest.mark.django_db
DOWN = "django.core.mail.backends.filebased.EmailBackend"


def tell(user: User, *, identity: str = "escalation:1", line: str = "Late: 418 307 265") -> bool:
    return operations.tell_staff(
        user=user, kind="escalation", subject_line=line, text="A street light is out.", identity=identity, at=NOON
    )


def test_tell_staff_sends_one_mail_for_one_identity() -> None:
    boss = UserFactory(email="boss@city.example")
    assert [tell(boss), tell(boss)] == [True, False]
    assert operations.send_due(at=NOON) == 1
    assert operations.send_due(at=NOON) == 0
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["boss@city.example"], "Late: 418 307 265")
    assert str(StaffMessage.objects.get().uuid) in sent.extra_headers["Message-ID"]


def test_tell_staff_tells_two_people_of_the_same_thing() -> None:
    assert [tell(UserFactory()), tell(UserFactory())] == [True, True]


def test_tell_staff_keeps_a_subject_on_one_line() -> None:
    tell(UserFactory(), line="Late\r\nBcc: everybody@city.example")
    assert StaffMessage.objects.get().title == "Late Bcc: everybody@city.example"


def test_tell_staff_tells_nobody_who_has_left() -> None:
    assert tell(UserFactory(is_active=False)) is False
    leaver = UserFactory()
    tell(leaver)
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    operations.send_due(at=NOON)
    assert mail.outbox == []
    assert StaffMessage.objects.get().state == MessageState.TAKEN_BACK


def test_tell_staff_says_the_foot_in_the_persons_language() -> None:
    tell(UserFactory(language="fr"))
    operations.send_due(at=NOON)
    assert "Vous recevez ce courriel" in mail.outbox[0].body


def test_send_staff_mail_gives_up_after_several_tries_and_goes_out_when_somebody_asks(settings) -> None:  # type: ignore[no-untyped-def]
    tell(UserFactory())
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = DOWN, "/dev/null/none"
    at = NOON
    for _ in range(6):
        operations.send_due(at=at)
        at += timedelta(days=1)
    row = StaffMessage.objects.get()
    assert (row.state, row.attempts) == (MessageState.FAILED, 6)
    with pytest.raises(NotAllowed):
        operations.try_staff_mail_again(uuid=row.uuid, by=viewer(UserFactory()), at=at)
    operations.try_staff_mail_again(uuid=row.uuid, by=viewer(UserFactory(role=Role.ADMINISTRATOR)), at=at)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    operations.send_due(at=at + HOUR)
    assert len(mail.outbox) == 1
