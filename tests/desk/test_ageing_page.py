import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Membership, Role, Team, User
from townline.privacy import operations as privacy
from townline.privacy import queries as reads
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
START = "/desk/ageing/"


def due(days: float, **changes: object) -> ServiceRequest:
    request = submit()
    ServiceRequest.objects.filter(pk=request.pk).update(due_at=timezone.now() + timedelta(days=days), **changes)
    return request


def manager(team: Team) -> User:
    return member_of(team, role=Role.MANAGER)


def record_policy() -> None:
    privacy.record_monitoring_policy(
        text_en="We count what is open by person.",
        text_fr="Nous comptons ce qui est ouvert par personne.",
        approved_by="Council",
        policy_date=date(2026, 1, 5),
        by=viewer(UserFactory(role=Role.ADMINISTRATOR)),
        at=NOON,
    )


def test_start_is_the_highest_board_of_the_person(signed_in: SignIn) -> None:
    team = TeamFactory()
    lead = member_of(team)
    Membership.objects.filter(user=lead).update(is_lead=True)
    worker = member_of(team)
    starts = {user.pk: signed_in(user).get(START).headers["Location"] for user in (manager(team), lead, worker)}
    assert list(starts.values()) == [
        "/desk/ageing/city/0",
        f"/desk/ageing/team/{team.pk}",
        f"/desk/ageing/person/{worker.pk}",
    ]


def test_board_says_in_words_how_many_are_late(signed_in: SignIn) -> None:
    due(-3), due(-30), due(9)
    page = signed_in(manager(TeamFactory())).get("/desk/ageing/city/0").content.decode()
    assert "2 of 3 open requests are late." in page


def test_every_figure_leads_to_a_list_as_long_as_it_says(signed_in: SignIn) -> None:
    team = TeamFactory()
    for days in (-30, -8, -2, -1, 1, 5, 12, 13):
        due(days)
    client = signed_in(manager(team))
    boards = [
        f"{board}{by}"
        for board in (
            "/desk/ageing/city/0",
            f"/desk/ageing/department/{team.department_id}",
            f"/desk/ageing/team/{team.pk}",
        )
        for by in ("", "?by=share")
    ]
    checked = 0
    for board in boards:
        page = client.get(board).content.decode()
        for address, number in re.findall(r'<td class="is-number"><a href="([^"]+)">(\d+)</a>', page):
            listed = client.get(address.replace("&amp;", "&")).content.decode()
            assert listed.count("data-row ") == int(number), address
            checked += 1
    assert checked > 30


def test_board_goes_down_from_the_city_to_the_team(signed_in: SignIn) -> None:
    team = TeamFactory()
    due(-3)
    client = signed_in(manager(team))
    city = client.get("/desk/ageing/city/0").content.decode()
    assert f'<a href="/desk/ageing/department/{team.department_id}">Roads</a>' in city
    department = client.get(f"/desk/ageing/department/{team.department_id}").content.decode()
    assert f'<a href="/desk/ageing/team/{team.pk}">Pothole crew</a>' in department
    assert "Nobody yet" in client.get(f"/desk/ageing/team/{team.pk}").content.decode()


def test_figures_of_people_are_off_until_the_city_has_told_them(signed_in: SignIn) -> None:
    team = TeamFactory()
    worker, boss = member_of(team), member_of(team, role=Role.SUPERVISOR)
    due(-3, assignee=worker)
    client = signed_in(boss)
    page = client.get(f"/desk/ageing/team/{team.pk}").content.decode()
    assert (worker.name in page, "Given to people" in page) == (False, True)
    off = client.get(f"/desk/ageing/person/{worker.pk}").content.decode()
    assert "Figures about people are off" in off


def test_supervisor_sees_the_people_of_the_team_after_the_policy(signed_in: SignIn) -> None:
    record_policy()
    team = TeamFactory()
    worker, boss = member_of(team), member_of(team, role=Role.SUPERVISOR)
    due(-3, assignee=worker)
    client = signed_in(boss)
    page = client.get(f"/desk/ageing/team/{team.pk}").content.decode()
    assert f'<a href="/desk/ageing/person/{worker.pk}">{worker.name}</a>' in page
    assert "1 of 1 open requests is late." in client.get(f"/desk/ageing/person/{worker.pk}").content.decode()


def test_look_at_a_colleague_is_written_down(signed_in: SignIn) -> None:
    record_policy()
    team = TeamFactory()
    worker, boss = member_of(team), member_of(team, role=Role.SUPERVISOR)
    signed_in(boss).get(f"/desk/ageing/person/{worker.pk}")
    assert [look.reader_id for look in reads.looks_at_figures(user_id=worker.pk)] == [boss.pk]


@pytest.mark.parametrize(
    "address",
    [
        "/desk/ageing/city/0",
        "/desk/ageing/department/{department}",
        "/desk/ageing/team/{other}",
        "/desk/ageing/person/{stranger}",
        "/desk/ageing/requests?level=city&id=0&what=open",
        "/desk/ageing/requests?level=team&id={other}&what=late",
        "/desk/ageing/requests?level=person&id={stranger}&what=open",
    ],
)
def test_supervisor_opens_no_board_above_or_beside_the_own_team(signed_in: SignIn, address: str) -> None:
    team, other = TeamFactory(), TeamFactory(code="trees", department=DepartmentFactory(code="parks"))
    stranger = member_of(other)
    names = {"department": team.department_id, "other": other.pk, "stranger": stranger.pk}
    response = signed_in(member_of(team, role=Role.SUPERVISOR)).get(address.format(**names))
    assert response.status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/desk/ageing/street/3",
        "/desk/ageing/team/99999999999",
        "/desk/ageing/team/999999",
        "/desk/ageing/requests",
        "/desk/ageing/requests?level=city&id=x&what=open",
        "/desk/ageing/requests?level=city&id=0&what=everything",
        "/desk/ageing/requests?level=city&id=²&what=open",
    ],
)
def test_address_that_names_no_board_says_so(signed_in: SignIn, address: str) -> None:
    assert signed_in(manager(TeamFactory())).get(address).status_code == 404


def test_board_costs_the_same_queries_for_one_team_and_for_many(signed_in: SignIn) -> None:
    client = signed_in(manager(TeamFactory()))
    due(-3)
    with CaptureQueriesContext(connection) as few:
        client.get("/desk/ageing/city/0")
    for number in range(5):
        other = TeamFactory(code=f"team-{number}", department=DepartmentFactory(code=f"department-{number}"))
        due(-3, team=other, department=other.department)
    with CaptureQueriesContext(connection) as many:
        client.get("/desk/ageing/city/0")
    assert len(many) == len(few)


def test_board_speaks_french(signed_in: SignIn) -> None:
    due(-3)
    person = manager(TeamFactory())
    person.language = "fr"
    person.save()
    page = signed_in(person).get("/desk/ageing/city/0").content.decode()
    assert "Toute la ville" in page
    assert "en retard" in page


def test_lead_switches_the_mornings_mail_off_and_on(signed_in: SignIn) -> None:
    boss = member_of(TeamFactory(), role=Role.SUPERVISOR)
    client = signed_in(boss)
    assert "You get it." in client.get("/desk/me").content.decode()
    client.post("/desk/me", {"do": "digest", "wanted": "no"})
    assert "You do not get it." in client.get("/desk/me").content.decode()
    client.post("/desk/me", {"do": "digest", "wanted": "yes"})
    assert "You get it." in client.get("/desk/me").content.decode()


def test_who_leads_nothing_is_not_asked_about_the_mornings_mail(signed_in: SignIn) -> None:
    assert "morning" not in signed_in(UserFactory()).get("/desk/me").content.decode()
