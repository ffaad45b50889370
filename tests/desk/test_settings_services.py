"""A service from draft to preview to in force, and back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk.test_settings_pages import client_of
from tests.factories.accounts import TeamFactory
from tests.factories.catalog import POTHOLE, publish_service
from townline.accounts.models import Role
from townline.catalog import queries as catalog
from townline.catalog.documents import read, write
from townline.catalog.models import Group, Service
from townline.desk.forms.services.filled import data_of
from townline.desk.forms.services.typed import document_of

pytestmark = pytest.mark.django_db
QUESTIONS = [
    *POTHOLE["questions"],
    {
        "code": "lane",
        "datatype": "string",
        "label": {"en": "Which lane?", "fr": "Quelle voie?"},
        "condition": {"question": "size", "values": ["large"]},
    },
]


@pytest.fixture
def admin() -> Client:
    return client_of()


def page_data(client: Client, **changes: Any) -> dict[str, Any]:
    """What the browser would send back from the editor as it stands."""
    service = Service.objects.get(code="pothole")
    document = service.draft or service.definition
    response = client.get(reverse("desk:settings_service_edit", args=["pothole"]))
    data = {name: value for name, value in data_of(document).items() if value is not False}
    data |= {"questions": len(document["questions"]), "seen": response.context["seen"]}
    data |= {f"q{place}-choices": len(question["choices"]) for place, question in enumerate(document["questions"])}
    return {name: ("on" if value is True else value) for name, value in (data | changes).items()}


def edit(client: Client, **changes: Any) -> Any:
    return client.post(reverse("desk:settings_service_edit", args=["pothole"]), page_data(client, **changes))


def test_a_document_survives_the_forms() -> None:
    document = write(definition=read(document={**POTHOLE, "questions": QUESTIONS}))
    data = data_of(document) | {"questions": "2", "q0-choices": "3", "q1-choices": "0"}
    assert document_of(data, code="pothole") == document


def test_draft_is_kept_looked_at_and_put_in_force(admin: Client) -> None:
    publish_service(questions=QUESTIONS)
    assert edit(admin, resolution_days=9, name_fr="Nid de poule", do="look").status_code == 302
    assert catalog.catalogue().service("pothole").definition.resolution_days == 5
    review = admin.get(reverse("desk:settings_service_review", args=["pothole"]))
    changed = {(change.name, change.before, change.after) for change in review.context["changes"]}
    assert changed == {
        ("Name (fr)", "Nid-de-poule", "Nid de poule"),
        ("Business days until it is done", "5", "9"),
    }
    admin.post(reverse("desk:settings_service_review", args=["pothole"]), {"note": "Council"})
    entry = catalog.catalogue().service("pothole")
    assert (entry.definition.resolution_days, entry.number) == (9, 2)
    record = admin.get(reverse("desk:settings_service", args=["pothole"])).content.decode()
    assert "Council" in record


def test_an_old_version_comes_into_force_again(admin: Client) -> None:
    publish_service(resolution_days=5)
    publish_service(resolution_days=3)
    path = reverse("desk:settings_service_version", args=["pothole", 1])
    assert admin.get(path).status_code == 200
    assert client_of(Role.AUDITOR).post(path).status_code == 403
    assert admin.post(path).status_code == 302
    entry = catalog.catalogue().service("pothole")
    assert (entry.definition.resolution_days, entry.number) == (5, 3)


def test_questions_and_choices_are_added_moved_and_removed_by_buttons(admin: Client) -> None:
    publish_service(questions=QUESTIONS)
    parts = edit(admin, do="add").context["questions"]
    assert [part.title for part in parts] == ["How large is it?", "Which lane?", ""]
    assert [part.title for part in edit(admin, do="up:1").context["questions"]] == ["Which lane?", "How large is it?"]
    assert [len(part.choices) for part in edit(admin, do="choice:0").context["questions"]] == [4, 0]
    assert [len(part.choices) for part in edit(admin, do="unchoice:0:1").context["questions"]] == [2, 0]
    assert [part.title for part in edit(admin, do="remove:0").context["questions"]] == ["Which lane?"]
    assert Service.objects.get(code="pothole").draft is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_fr": ""}, "name_fr"),
        ({"resolution_days": "soon"}, "resolution_days"),
        ({"q0-label_fr": ""}, "q0-label_fr"),
        ({"q0c1-name_en": ""}, "q0c1-name_en"),
    ],
)
def test_a_fault_stands_beside_its_field(admin: Client, changes: dict[str, str], field: str) -> None:
    publish_service(questions=QUESTIONS)
    response = edit(admin, do="look", **changes)
    page = admin.get(response.headers["Location"])
    assert page.status_code == 422
    assert f'href="#id_{field}"' in page.content.decode()
    assert f'id="id_{field}-error"' in page.content.decode()
    assert catalog.catalogue().service("pothole").number == 1


def test_somebody_elses_draft_is_not_written_over(admin: Client) -> None:
    publish_service()
    mine = page_data(admin, name_en="Mine", do="save")
    edit(client_of(), name_en="Theirs", do="save")
    path = reverse("desk:settings_service_edit", args=["pothole"])
    refused = admin.post(path, mine)
    assert refused.status_code == 409
    assert Service.objects.get(code="pothole").draft["name"]["en"] == "Theirs"
    admin.post(path, {**mine, "seen": refused.context["seen"]})
    assert Service.objects.get(code="pothole").draft["name"]["en"] == "Mine"


def test_new_service_is_a_copy_that_nobody_sees(admin: Client) -> None:
    publish_service()
    data = {"code": "sinkhole", "name_en": "Sinkhole", "name_fr": "Doline", "like": "pothole"}
    assert admin.post(reverse("desk:settings_service_new"), data).status_code == 302
    assert "sinkhole" not in catalog.catalogue().by_code
    again = admin.post(reverse("desk:settings_service_new"), data)
    assert again.context["form"].errors["code"]
    admin.post(reverse("desk:settings_service_act", args=["sinkhole"]), {"do": "on"})
    assert "sinkhole" not in catalog.catalogue().by_code
    admin.post(reverse("desk:settings_service_review", args=["sinkhole"]), {"note": ""})
    assert catalog.catalogue().service("sinkhole").number == 1


def test_switch_off_and_on(admin: Client) -> None:
    publish_service()
    path = reverse("desk:settings_service_act", args=["pothole"])
    admin.post(path, {"do": "off"})
    assert "pothole" not in catalog.catalogue().by_code
    admin.post(path, {"do": "on"})
    assert "pothole" in catalog.catalogue().by_code


@pytest.mark.parametrize("name", ["settings_service", "settings_service_edit", "settings_service_history"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_open_in_both_languages(name: str, language: str) -> None:
    publish_service(questions=QUESTIONS)
    assert client_of(language=language).get(reverse(f"desk:{name}", args=["pothole"])).status_code == 200


def test_the_first_service_of_a_new_city_starts_empty(admin: Client) -> None:
    path = reverse("desk:settings_service_new")
    assert "Enter these first" in admin.get(path).content.decode()
    team = TeamFactory()
    Group.objects.create(code="trees", name_en="Trees", name_fr="Arbres")
    names = {"code": "fallen-tree", "name_en": "Fallen tree", "name_fr": "Arbre tombé"}
    refused = admin.post(path, names)
    assert refused.status_code == 422
    assert 'id="id_team_code-error"' in refused.content.decode()
    made = admin.post(path, {**names, "group_code": "trees", "team_code": team.code})
    assert made.headers["Location"] == reverse("desk:settings_service_edit", args=["fallen-tree"])
    service = Service.objects.get(code="fallen-tree")
    assert (service.group.code, service.team, service.department) == ("trees", team, team.department)
    admin.post(reverse("desk:settings_service_review", args=["fallen-tree"]), {"note": ""})
    assert catalog.catalogue().service("fallen-tree").number == 1
