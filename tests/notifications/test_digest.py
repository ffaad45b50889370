"""The morning's mail: once a working day, to who leads, in their language."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from tests.factories.accounts import TeamFactory, member_of
from tests.factories.clock import DAY
from tests.factories.service_requests import submit
from townline.accounts import operations as accounts
from townline.accounts.models import Membership, Role, User
from townline.notifications import operations as notifications
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
SEVEN = datetime(2026, 6, 3, 11, tzinfo=UTC)  # a Wednesday in Toronto


@pytest.fixture
def boss() -> User:
    request = submit()
    ServiceRequest.objects.filter(pk=request.pk).update(due_at=SEVEN - 3 * DAY)
    soon = submit()
    ServiceRequest.objects.filter(pk=soon.pk).update(due_at=SEVEN + timedelta(hours=30))
    assert request.team is not None
    return member_of(request.team, role=Role.SUPERVISOR)


def morning(at: datetime = SEVEN) -> list[mail.EmailMessage]:
    mail.outbox.clear()
    notifications.write_digests(at=at)
    notifications.send_staff_mail(at=at)
    return list(mail.outbox)


def test_digest_says_what_is_late_and_what_will_be(boss: User) -> None:
    (sent,) = morning()
    assert (sent.to, sent.subject) == ([boss.email], "Due and late: 2026-06-03")
    assert "1 of 2 open requests is late." in sent.body
    assert "Late by the end of the next working day:" in sent.body
    assert "Pothole" in sent.body
    assert f"/desk/ageing/team/{boss.memberships.get().team_id}" in sent.body


def test_digest_says_the_day_that_ends_at_midnight(boss: User) -> None:
    midnight = datetime(2026, 6, 5, 4, tzinfo=UTC)
    ServiceRequest.objects.filter(due_at__gt=SEVEN).update(due_at=midnight)
    (sent,) = morning()
    assert "Pothole  2026-06-04\n" in sent.body


def test_digest_says_nothing_about_residents(boss: User) -> None:
    (sent,) = morning()
    assert not any(word in f"{sent.subject} {sent.body}" for word in ("Ada", "418 Maple", "mail.example"))


def test_digest_is_written_once_a_day(boss: User) -> None:
    assert [len(morning(SEVEN + timedelta(minutes=later))) for later in (0, 10, 20, 24 * 60)] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    "moment",
    [
        SEVEN - timedelta(minutes=1),
        SEVEN + timedelta(hours=5),  # noon
        SEVEN + 3 * DAY,  # Saturday
        datetime(2026, 7, 1, 11, tzinfo=UTC),  # Canada Day
    ],
)
def test_digest_comes_only_in_the_morning_of_a_working_day(boss: User, moment: datetime) -> None:
    assert morning(moment) == []


def test_digest_is_in_the_language_of_the_person(boss: User) -> None:
    boss.language = "fr"
    boss.save()
    (sent,) = morning()
    assert "en retard" in sent.body
    assert "Nid-de-poule" in sent.body


def test_digest_can_be_switched_off(boss: User) -> None:
    accounts.remember_preference(user=boss, name="ageing_digest", value=False)
    assert morning() == []


def test_digest_goes_to_leads_and_managers_and_not_to_workers(boss: User) -> None:
    team = TeamFactory()
    lead, manager, _worker = member_of(team), member_of(team, role=Role.MANAGER), member_of(team)
    Membership.objects.filter(user=lead).update(is_lead=True)
    sent = {message.to[0]: message.body for message in morning()}
    assert set(sent) == {boss.email, lead.email, manager.email}
    assert f"/desk/ageing/department/{team.department_id}" in sent[manager.email]


def test_digest_is_not_sent_when_nothing_is_open() -> None:
    member_of(TeamFactory(), role=Role.SUPERVISOR)
    assert morning() == []
