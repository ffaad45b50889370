"""Every page of tasks, of what goes from team to team and of major events, in a real browser, in both languages; and one
task done on a telephone by its crew.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from tests.factories import city as cities
from tests.factories.accounts import DepartmentFactory, TeamFactory, member_of
from tests.factories.city import City
from tests.journeys import browser
from tests.journeys.browser import DESK, PHONE, window
from tests.journeys.test_every_page import LANGUAGES, SECTIONS, Walk
from townline.accounts import queries as accounts
from townline.accounts.models import Role, Team
from townline.catalog.models import Service
from townline.core.actor import SYSTEM
from townline.core.language import Text
from townline.events import operations as events
from townline.service_requests.models import MajorEvent, Task
from townline.service_requests.operations import major_events, tasks
from townline.service_requests.operations.major_events import Declared
from townline.service_requests.operations.tasks import NewTask
from townline.service_requests.values import MajorKind
from townline.service_requests.workflow import State

pytestmark = [*browser.in_browser, pytest.mark.django_db(transaction=True)]
NO_PAGE = {"desk:task_act", "desk:task_photo", "desk:major_event_act"}


def mains() -> Team:
    department = DepartmentFactory(code="water", name_en="Water", name_fr="Eau")
    return TeamFactory(code="mains", department=department, name_en="Mains", name_fr="Conduites")


def fill(city: City) -> tuple[Task, MajorEvent]:
    """A plan with two steps, an agreement, a request with a task done and one open, an event with an update."""
    at, team = timezone.now(), mains()
    service = Service.objects.get(code="pothole")
    plan = tasks.save_plan(plan=None, values={"service_id": service.pk}, by=SYSTEM, at=at)
    step = {"plan_id": plan.pk, "team_id": team.pk, "title_en": "Close the main", "title_fr": "Fermer la conduite"}
    tasks.save_step(step=None, values={**step, "position": 1}, by=SYSTEM, at=at)
    tasks.save_step(step=None, values={**step, "position": 2, "after": [1]}, by=SYSTEM, at=at)
    tasks.save_agreement(agreement=None, values={"to_team_id": team.pk, "quantity": 1}, by=SYSTEM, at=at)
    boss = accounts.viewer_of(user=city.staff[Role.MANAGER], at=at)
    request = city.requests[State.ASSIGNED]
    first = tasks.add_task(request=request, new=NewTask("Close the main", team), by=boss, at=at)
    tasks.add_task(request=request, new=NewTask("Fill it", team, after=[first.uuid]), by=boss, at=at)
    words = Text("We know. Crews are out.", "Nous le savons. Les équipes sont sorties.")
    declared = Declared(MajorKind.STORM, Text("Storm", "Tempête"), words, [service.pk], [], at - timedelta(days=2))
    major = major_events.declare(declared=declared, by=boss, at=at)
    for state in (State.REVIEWED, State.ASSIGNED):
        major_events.add_by_hand(major=major, request=city.requests[state], by=boss, at=at)
    major_events.update_all(major=major, words=words, by=boss, at=at)
    major_events.begin_completing(major=major, outcome="fixed", words="Cleared.", by=boss, at=at)
    while events.dispatch_pending(at=at):
        pass
    return first, major


def missed(walk: Walk, *sections: str, only: str = "desk:") -> list[str]:
    names = [name for section in sections for name in SECTIONS[section] if name.startswith(only)]
    return [name for name in names if name not in {*walk.seen, *NO_PAGE}]


@LANGUAGES
def test_every_page_of_tasks_and_major_events(chromium: Browser, live_server: Any, tiles: None, language: str) -> None:
    city = cities.build(language=language)
    task, major = fill(city)
    with window(chromium, live_server.url) as staff:
        staff.sign_in(city.staff[Role.MANAGER])
        walk = Walk(staff, language=language, inside=r"/desk/(tasks|major-events|settings/(task|agree))", screen=DESK)
        walk.from_(
            "/desk/tasks/", "/desk/tasks/?tab=waiting", f"/desk/tasks/{task.uuid}", "/desk/tasks/between-teams?recount",
            f"/desk/requests/{task.request.reference}", f"/desk/requests/{task.request.reference}/tasks/new",
            "/desk/major-events/", f"/desk/major-events/{major.uuid}", f"/desk/major-events/{major.uuid}/change",
            "/desk/settings/task_plans", "/desk/settings/task_steps", "/desk/settings/agreements",
        )  # fmt: skip
    with window(chromium, live_server.url) as staff:
        staff.sign_in(city.staff[Role.ADMINISTRATOR])
        settings = Walk(staff, language=language, inside=r"/desk/settings/(task|agree)", screen=DESK)
        settings.from_("/desk/settings/task_plans", "/desk/settings/task_steps", "/desk/settings/agreements")
    left = [name for name in missed(walk, "tasks", "major_events") if name not in settings.seen]
    assert left == []
    walk.end()
    settings.end()


def test_a_crew_does_its_task_on_a_telephone(chromium: Browser, live_server: Any, tiles: None) -> None:
    city = cities.build()
    task, _major = fill(city)
    with window(chromium, live_server.url, screen=PHONE) as crew:
        crew.expected = re.compile("status of 422")
        crew.sign_in(member_of(task.team))
        crew.page.goto("/desk/tasks/")
        crew.page.get_by_role("link", name="Close the main").first.click()
        crew.page.get_by_role("button", name="I do it").click()
        crew.page.get_by_role("button", name="Task is done").click()
        assert "this task asks for words" in crew.page.locator("main").inner_text()
        crew.page.get_by_label("What was done").fill("Closed at the corner.")
        crew.page.get_by_role("button", name="Task is done").click()
        crew.page.wait_for_load_state()
        assert browser.sticking_out(crew.page) == []
        crew.page.goto(reverse("desk:tasks"))
        assert "Fill it" in crew.page.locator("main").inner_text()
    task.refresh_from_db()
    assert (task.state, task.result) == ("done", "Closed at the corner.")
