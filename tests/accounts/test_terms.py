"""A role that lasts for a term of office."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from townline.accounts import operations
from townline.accounts.models import Role, User
from townline.core.actor import SYSTEM
from townline.core.transactions import transaction

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


def test_a_councillor_with_assistants_stays_one() -> None:
    boss = councillor()
    UserFactory(role=Role.COUNCIL_ASSISTANT, works_for=boss)
    with pytest.raises(operations.UserRefused):
        operations.save_user(user=boss, values={"role": "csr"}, by=SYSTEM, at=NOON)


@pytest.mark.parametrize("has_job_run", [False, True])
def test_after_the_term_nobody_signs_in_and_reads_why(has_job_run: bool) -> None:
    boss = councillor()
    ended(boss)
    if has_job_run:
        assert operations.end_roles(at=timezone.now()) == 1
    status, words = sign_in(boss)
    assert status == 403
    assert "Your term of office ended on" in words


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
