from datetime import date, timedelta

import pytest

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from townline.accounts.models import Absence, Role
from townline.accounts.permissions import COUNCIL_ROLES, ROLE_CAPABILITIES, Capability

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 3)
DAY = timedelta(days=1)


def test_viewer_has_the_teams_and_departments_of_the_person() -> None:
    team = TeamFactory()
    seen = viewer(member_of(team))
    assert (seen.teams, seen.departments) == ({team.pk}, {team.department_id})


@pytest.mark.parametrize(("from_date", "follows"), [(TODAY, True), (TODAY + DAY, False)])
def test_work_follows_the_deputy_on_the_days_of_the_absence(from_date: date, follows: bool) -> None:
    team = TeamFactory()
    away, deputy = member_of(team), UserFactory()
    Absence.objects.create(user=away, deputy=deputy, from_date=from_date, until_date=from_date + DAY)
    seen = viewer(deputy)
    assert (away.pk in seen.users, team.pk in seen.teams) == (follows, follows)


def test_a_teams_work_ends_when_the_team_does() -> None:
    team = TeamFactory()
    member = member_of(team)
    team.is_active = False
    team.save()
    assert viewer(member).teams == frozenset()


def test_every_role_but_council_offices_uses_the_desk_and_only_administrators_change_settings() -> None:
    assert {role for role, may in ROLE_CAPABILITIES.items() if Capability.USE_DESK in may} == set(
        Role.values
    ) - COUNCIL_ROLES
    assert [role for role, may in ROLE_CAPABILITIES.items() if Capability.CHANGE_SETTINGS in may] == [
        Role.ADMINISTRATOR
    ]


def test_an_auditor_changes_nothing() -> None:
    changing = {
        Capability.WORK_ON_REQUESTS, Capability.ASSIGN, Capability.APPROVE, Capability.TAKE_REQUESTS,
        Capability.SEND_MESSAGES, Capability.CHANGE_SETTINGS,
    }  # fmt: skip
    assert ROLE_CAPABILITIES[Role.AUDITOR] & changing == frozenset()


@pytest.mark.parametrize(("from_date", "follows"), [(TODAY, True), (TODAY + DAY, False)])
def test_approvals_follow_the_deputy_for_the_teams_of_who_is_away(from_date: date, follows: bool) -> None:
    team, other = TeamFactory(), TeamFactory(code="signs")
    away, deputy = member_of(team, role=Role.SUPERVISOR), member_of(other)
    Absence.objects.create(user=away, deputy=deputy, from_date=from_date, until_date=from_date + DAY)
    seen = viewer(deputy)
    lent = [seen.can_for(Capability.APPROVE, team_id=one.pk) for one in (team, other)]
    assert (lent, seen.can(Capability.APPROVE)) == ([follows, False], False)
