"""Every settings page opens for those who may look, and each form changes what it says."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import TeamFactory, UserFactory
from tests.factories.catalog import publish_service
from tests.factories.places import AreaFactory, square
from tests.factories.service_requests import State, request_in
from townline.accounts.models import Absence, ApiKey, Department, Role, Team, User
from townline.catalog.models import Alert, Group
from townline.core.actor import SYSTEM
from townline.places.models import Area
from townline.routing.models import Rule

pytestmark = pytest.mark.django_db


def client_of(role: str = Role.ADMINISTRATOR, **fields: Any) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role, **fields), backend="townline.accounts.backends.StaffBackend")
    return client


@pytest.fixture
def admin() -> Client:
    return client_of()


def send(client: Client, page: str, *args: object, **data: Any) -> Any:
    response = client.post(reverse(f"desk:{page}", args=args), data)
    assert response.status_code == 302, getattr(response, "context", None) and response.context["form"].errors
    return response


def put_back_the_last(client: Client, name: str, number: int) -> None:
    path = reverse(f"desk:{name}_history", args=[number])
    latest = client.get(path).context["entries"][0]
    assert latest.can_put_back
    assert client.post(path, {"event": latest.uuid}).status_code == 302


LISTS = [
    "settings",
    "settings_services",
    "settings_groups",
    "settings_departments",
    "settings_teams",
    "settings_people",
    "settings_rules",
    "settings_rules_try",
    "settings_areas",
    "settings_alerts",
    "settings_keys",
    "settings_texts",
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", LISTS)
def test_lists_open_for_an_auditor(name: str, language: str) -> None:
    publish_service()
    response = client_of(Role.AUDITOR, language=language).get(reverse(f"desk:{name}"))
    assert response.status_code == 200
    assert response.headers["Content-Language"] == language


NEW = ["service", "groups", "departments", "teams", "people", "rules", "areas", "alerts", "keys"]


@pytest.mark.parametrize("name", NEW)
def test_forms_open_and_say_what_is_missing(admin: Client, name: str) -> None:
    publish_service()
    path = reverse(f"desk:settings_{name}_new")
    assert 'id="id_name' in admin.get(path).content.decode() or name in {"rules", "alerts"}
    response = admin.post(path, {"name_en": ""})
    assert response.status_code == 422
    assert response.context["form"].errors


def test_auditor_reads_a_record_and_cannot_change_it() -> None:
    team, client = TeamFactory(), client_of(Role.AUDITOR)
    path = reverse("desk:settings_teams_record", args=[team.pk])
    page = client.get(path)
    assert b"Pothole crew" in page.content
    assert b'<form method="post" class="tl-editor' not in page.content
    values = {"name_en": "X", "name_fr": "Y", "department": team.department_id}
    assert client.post(path, values).status_code == 403
    assert Team.objects.get(pk=team.pk).name_en == "Pothole crew"


def test_group_is_added_changed_and_put_back(admin: Client) -> None:
    send(admin, "settings_groups_new", code="parks", name_en="Parks", name_fr="Parcs", position=5)
    group = Group.objects.get(code="parks")
    send(admin, "settings_groups_record", group.pk, name_en="Green", name_fr="Parcs", position=5)
    put_back_the_last(admin, "settings_groups", group.pk)
    assert Group.objects.get(pk=group.pk).name_en == "Parks"


def test_department_with_a_taken_code_is_refused(admin: Client) -> None:
    department = TeamFactory().department
    values = {"code": department.code, "name_en": "A", "name_fr": "B"}
    response = admin.post(reverse("desk:settings_departments_new"), values)
    assert response.status_code == 422
    assert Department.objects.count() == 1


def test_team_gets_its_people_and_gives_them_back(admin: Client) -> None:
    team, person = TeamFactory(), UserFactory()
    values = {"name_en": "Crew", "name_fr": "Équipe", "department": team.department_id, "is_active": "on"}
    send(admin, "settings_teams_record", team.pk, **values, members=[person.pk])
    assert list(person.memberships.values_list("team", flat=True)) == [team.pk]
    put_back_the_last(admin, "settings_teams", team.pk)
    assert not person.memberships.exists()
    assert Team.objects.get(pk=team.pk).name_en == "Pothole crew"


def test_only_people_of_the_team_lead_it(admin: Client) -> None:
    team, person, another = TeamFactory(), UserFactory(), UserFactory()
    values = {"name_en": "Crew", "name_fr": "Équipe", "department": team.department_id, "is_active": "on"}
    send(admin, "settings_teams_record", team.pk, **values, members=[person.pk])
    send(admin, "settings_teams_record", team.pk, **values, members=[person.pk], leads=[person.pk])
    assert person.memberships.get().is_lead
    address = reverse("desk:settings_teams_record", args=[team.pk])
    assert admin.post(address, {**values, "members": [person.pk], "leads": [another.pk]}).status_code == 422
    send(admin, "settings_teams_record", team.pk, **values, members=[another.pk], leads=[person.pk])
    assert not another.memberships.get().is_lead
    put_back_the_last(admin, "settings_teams", team.pk)
    assert person.memberships.get().is_lead


def test_person_is_added_with_a_team_and_a_link(admin: Client, mailoutbox: list[Any]) -> None:
    team = TeamFactory()
    send(
        admin,
        "settings_people_new",
        name="Ana",
        email="Ana@City.example",
        role="csr",
        language="fr",
        teams=[team.pk],
        department=team.department_id,
    )
    person = User.objects.get(email="ana@city.example")
    send(admin, "settings_people_act", person.pk, do="mail")
    assert mailoutbox[0].to == ["ana@city.example"]
    assert "/staff/password/reset/key/" in mailoutbox[0].body
    shown = admin.post(reverse("desk:settings_people_act", args=[person.pk]), {"do": "link"})
    link = shown.context["secret"].removeprefix("http://localhost:8311")
    stranger = Client()
    form = stranger.get(link, follow=True)
    done = stranger.post(form.request["PATH_INFO"], {"password1": "maple-syrup-42", "password2": "maple-syrup-42"})
    assert done.status_code == 302
    person.refresh_from_db()
    assert person.check_password("maple-syrup-42")
    assert (
        b"bad_token" in Client().get(link, follow=True).content or User.objects.get(pk=person.pk).has_usable_password()
    )


def test_leaver_is_counted_and_locked_out(admin: Client) -> None:
    request = request_in(State.ASSIGNED)
    person = UserFactory()
    type(request).objects.filter(pk=request.pk).update(assignee=person)
    theirs = Client()
    theirs.force_login(person, backend="townline.accounts.backends.StaffBackend")
    assert theirs.get(reverse("desk:me")).status_code == 200
    page = admin.get(reverse("desk:settings_people_record", args=[person.pk]))
    assert page.context["open_count"] == 1
    send(admin, "settings_people_act", person.pk, do="leave")
    assert theirs.get(reverse("desk:me")).headers["Location"].startswith("/staff/login/")


def test_away_dates_of_oneself_and_of_another(admin: Client) -> None:
    person, deputy = UserFactory(), UserFactory()
    days = {"from_date_day": 1, "from_date_month": 7, "from_date_year": 2099}
    days |= {
        f"until_{part}": value
        for part, value in zip(("date_day", "date_month", "date_year"), (9, 7, 2099), strict=True)
    }
    send(admin, "settings_people_act", person.pk, do="away", deputy=deputy.pk, **days)
    absence = Absence.objects.get(user=person)
    send(admin, "settings_people_act", person.pk, do="back", absence=absence.pk)
    theirs = Client()
    theirs.force_login(person, backend="townline.accounts.backends.StaffBackend")
    send(theirs, "me", deputy=deputy.pk, **days)
    assert Absence.objects.get(user=person).deputy == deputy
    backwards = {**days, "until_date_year": 2098}
    assert theirs.post(reverse("desk:me"), {**backwards, "deputy": deputy.pk}).status_code == 422


def test_rule_is_made_tried_and_seen_to_be_covered(admin: Client) -> None:
    publish_service()
    team = TeamFactory(code="tow", name_en="Tow crew")
    AreaFactory(code="w1", name_en="Ward 1")
    wide = {"position": 1, "service_code": "pothole", "team_id": team.pk, "is_active": "on"}
    send(admin, "settings_rules_new", **wide, given="size=large")
    send(admin, "settings_rules_new", **{**wide, "position": 2}, given="size=large", area_code="w1")
    tried = admin.get(reverse("desk:settings_rules_try"), {"service": "pothole", "a_size": "large"})
    assert tried.context["found"]["team"] == "Tow crew"
    assert (
        admin.get(reverse("desk:settings_rules_try"), {"service": "pothole"}).context["found"]["team"] == "Pothole crew"
    )
    assert b"Never used: rule 1 takes everything before it." in admin.get(reverse("desk:settings_rules")).content
    rule = Rule.objects.get(position=1)
    send(admin, "settings_rules_record", rule.pk, **{**wide, "position": 7}, given="")
    put_back_the_last(admin, "settings_rules", rule.pk)
    rule.refresh_from_db()
    assert (rule.position, rule.question_code, rule.answer) == (1, "size", "large")


def upload(name: str = "ward.geojson", **changes: Any) -> Any:
    from io import BytesIO  # slow import

    file = BytesIO(json.dumps({"type": "Feature", "geometry": {**square(), **changes}, "properties": {}}).encode())
    file.name = name
    return file


def test_area_takes_the_place_of_the_one_before(admin: Client) -> None:
    before = AreaFactory(code="w1")
    values = {
        "kind": "ward",
        "code": "w1",
        "name_en": "Ward 1",
        "name_fr": "Quartier 1",
        "effective_from_day": 1,
        "effective_from_month": 1,
        "effective_from_year": 2030,
    }
    send(admin, "settings_areas_new", **values, file=upload())
    before.refresh_from_db()
    assert str(before.effective_until) == "2029-12-31"
    assert Area.objects.count() == 2
    bad = {**values, "effective_from_year": 2031, "file": upload(type="Point")}
    assert admin.post(reverse("desk:settings_areas_new"), bad).status_code == 422
    send(admin, "settings_areas_record", before.pk, name_en="Old", name_fr="Vieux")
    put_back_the_last(admin, "settings_areas", before.pk)


def test_alert_needs_a_second_person(admin: Client) -> None:
    values = {"text_en": "Storm", "text_fr": "Tempête", "starts_at": "2020-01-01T00:00", "ends_at": "2099-01-01T00:00"}
    send(admin, "settings_alerts_new", **values)
    alert = Alert.objects.get()
    send(admin, "settings_alerts_act", alert.pk, do="approve")
    alert.refresh_from_db()
    assert alert.approved_at is None
    other = client_of()
    send(other, "settings_alerts_act", alert.pk, do="approve")
    assert "Storm" in Client().get("/").content.decode()
    send(other, "settings_alerts_act", alert.pk, do="end")
    assert "Storm" not in Client().get("/").content.decode()


def test_key_is_shown_once_and_switched_off(admin: Client) -> None:
    shown = admin.post(reverse("desk:settings_keys_new"), {"name": "App", "requests_per_minute": 60})
    assert len(shown.context["secret"]) > 20
    key = ApiKey.objects.get()
    send(admin, "settings_keys_switch", key.pk, do="off")
    key.refresh_from_db()
    assert not key.is_active
    page = admin.get(reverse("desk:settings_keys_record", args=[key.pk]))
    assert shown.context["secret"] not in page.content.decode()


@pytest.mark.parametrize("kind", ["groups", "teams", "departments"])
def test_history_opens(admin: Client, kind: str) -> None:
    publish_service()
    row = {"groups": Group, "teams": Team, "departments": Department}[kind].objects.get()
    assert admin.get(reverse(f"desk:settings_{kind}_history", args=[row.pk])).status_code == 200
    assert SYSTEM.label is not None
