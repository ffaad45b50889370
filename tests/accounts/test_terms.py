"""A role that lasts for a term of office."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import TeamFactory, UserFactory, viewer
from tests.factories.clock import NOON
from townline.accounts import operations
from townline.accounts.models import Membership, Role, User
from townline.core.actor import SYSTEM
from townline.core.transactions import savepoint, transaction

pytestmark = pytest.mark.django_db
PASSWORD = "maple-harbour-311"


def councillor(**fields: object) -> User:
    made: User = UserFactory(role=Role.COUNCILLOR, **fields)
    made.set_password(PASSWORD)
    made.save()
    return made


def ended(user: User, *, days: int = 1) -> date:
    until = timezone.localdate() - timedelta(days=days)
    with transaction():
        operations.set_role_until(user=user, until=until, by=SYSTEM, at=timezone.now())
    user.refresh_from_db()
    return until


def sign_in(user: User) -> tuple[int, str]:
    response = Client().post("/staff/login/", {"login": user.email, "password": PASSWORD}, follow=True)
    return response.status_code, response.content.decode()


def test_an_assistant_works_for_a_councillor_and_has_no_team() -> None:
    boss = councillor()
    values = {"name": "Ari", "email": "ari@city.example", "role": "council_assistant", "language": "en"}
    with pytest.raises(operations.UserRefused):
        operations.save_user(user=None, values=values, by=SYSTEM, at=NOON)
    made = operations.save_user(user=None, values={**values, "works_for_id": boss.pk}, teams=[], by=SYSTEM, at=NOON)
    assert (viewer(made).office_id, viewer(boss).office_id, viewer(UserFactory()).office_id) == (boss.pk, boss.pk, None)
    assert made.department is None


@pytest.mark.parametrize(
    ("was", "wanted"),
    [
        ("councillor", "csr"),
        ("councillor", "administrator"),
        ("councillor", "council_assistant"),
        ("council_assistant", "liaison_officer"),
        ("council_assistant", "councillor"),
        ("supervisor", "councillor"),
        ("csr", "council_assistant"),
    ],
)
def test_no_account_goes_from_a_council_office_to_the_city_or_back(was: str, wanted: str) -> None:
    user = UserFactory(role=was)
    values = {"role": wanted, "works_for_id": councillor().pk if wanted == "council_assistant" else None}
    with pytest.raises(operations.UserRefused, match="Make another account"):
        operations.save_user(user=user, values=values, by=SYSTEM, at=NOON)
    user.refresh_from_db()
    assert user.role == was


def test_nobody_types_the_last_day_of_an_office() -> None:
    boss = councillor()
    with pytest.raises(operations.UserRefused, match="term of office"):
        operations.save_user(user=boss, values={"role_until": "2099-01-01"}, by=SYSTEM, at=NOON)


def test_a_council_office_is_in_no_team() -> None:
    boss, team = councillor(), TeamFactory()
    with pytest.raises(operations.NotOfTheCity), savepoint():
        operations.save_team(team=team, values={}, members=[boss.pk], by=SYSTEM, at=NOON)
    assert not Membership.objects.exists()


def test_a_council_office_stands_in_for_nobody_and_nobody_for_it() -> None:
    boss, lead, admin = councillor(), UserFactory(), viewer(UserFactory(role=Role.ADMINISTRATOR))
    for user, deputy in ((lead, boss), (boss, lead)):
        with pytest.raises(operations.AbsenceRefused, match="council office"):
            operations.save_absence(
                user=user, deputy=deputy, from_date=NOON.date(), until_date=NOON.date(), by=admin, at=NOON
            )


@pytest.mark.parametrize("has_job_run", [False, True])
def test_after_the_term_nobody_signs_in_and_reads_why(has_job_run: bool) -> None:
    boss = councillor()
    ended(boss)
    if has_job_run:
        assert operations.end_roles(at=timezone.now()) == 1
    status, words = sign_in(boss)
    assert status == 403
    assert "Your term of office ended on" in words
    assert "Did you give none?" in words


def test_an_assistant_reads_whose_term_is_over_and_nothing_of_a_link_that_nobody_sent() -> None:
    boss = councillor(name="Nora Ward")
    helper = UserFactory(role=Role.COUNCIL_ASSISTANT, works_for=boss)
    helper.set_password(PASSWORD)
    helper.save()
    ended(boss)
    operations.end_roles(at=timezone.now())
    status, words = sign_in(helper)
    assert status == 403
    assert "The term of office of Nora Ward ended on" in words
    assert "a link to them goes" not in words


def test_on_the_last_day_the_sign_in_still_works() -> None:
    boss = councillor()
    ended(boss, days=0)
    _status, words = sign_in(boss)
    assert "Your term of office ended" not in words


def test_who_is_signed_in_when_the_term_ends_is_out_at_the_next_page() -> None:
    boss = councillor()
    client = Client()
    client.force_login(boss, backend="townline.accounts.backends.StaffBackend")
    ended(boss)
    answer = client.get("/desk/me")
    assert (answer.status_code, "_auth_user_id" in client.session) == (403, False)


def test_an_assistants_role_ends_with_the_councillors() -> None:
    boss = councillor()
    helper = UserFactory(role=Role.COUNCIL_ASSISTANT, works_for=boss)
    until = ended(boss)
    helper.refresh_from_db()
    assert helper.role_until == until


def test_a_new_term_opens_the_account_again() -> None:
    boss = councillor()
    ended(boss)
    operations.end_roles(at=timezone.now())
    ended(boss, days=-100)
    assert boss.is_active
    assert boss.left_at is None


# -- who left for another reason ------------------------------------------------------------------------------
def test_a_councillor_in_office_is_not_locked_out_but_their_term_is_ended() -> None:
    boss = councillor()
    ended(boss, days=-100)
    with pytest.raises(operations.StillInOffice, match="Enter yesterday as the last day"):
        operations.leave(user=boss, by=SYSTEM, at=timezone.now())
    until = ended(boss)
    operations.leave(user=boss, by=SYSTEM, at=timezone.now())
    boss.refresh_from_db()
    assert (boss.is_active, boss.role_until) == (False, until)


def test_a_councillor_who_was_given_no_term_leaves_as_if_one_had_ended_yesterday() -> None:
    boss = councillor()
    operations.leave(user=boss, by=SYSTEM, at=timezone.now())
    boss.refresh_from_db()
    assert (boss.is_active, boss.role_until) == (False, timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize("moved", [False, True])
def test_an_assistant_who_was_locked_out_stays_out_when_the_term_changes(moved: bool) -> None:
    boss, other = councillor(), councillor()
    helper = UserFactory(role=Role.COUNCIL_ASSISTANT, works_for=boss)
    ended(boss, days=-100)
    helper.refresh_from_db()
    operations.leave(user=helper, by=SYSTEM, at=timezone.now())
    assert helper.role_until is None
    if moved:
        operations.save_user(user=helper, values={"works_for_id": other.pk}, by=SYSTEM, at=timezone.now())
    for days in (1, -200):
        ended(boss, days=days)
        ended(other, days=days)
        operations.end_roles(at=timezone.now())
    helper.refresh_from_db()
    assert (helper.is_active, helper.role_until) == (False, None)
    assert (boss.is_active, other.is_active) == (True, True)


def test_an_assistant_whose_office_ended_comes_back_with_the_next_term_or_with_another_office() -> None:
    boss, other = councillor(), councillor()
    first, second = (UserFactory(role=Role.COUNCIL_ASSISTANT, works_for=boss) for _number in range(2))
    ended(other, days=-300)
    ended(boss)
    operations.end_roles(at=timezone.now())
    first.refresh_from_db()
    operations.save_user(user=first, values={"works_for_id": other.pk}, by=SYSTEM, at=timezone.now())
    assert (first.is_active, first.role_until) == (True, other.role_until)
    ended(boss, days=-100)
    second.refresh_from_db()
    assert second.is_active
