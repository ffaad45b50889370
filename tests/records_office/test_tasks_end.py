"""What was written on tasks, and who was told of a storm: in the copy for the person, and gone when their data are destroyed."""

import pytest

from tests.factories.accounts import member_of, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import request_in, supervisor_of
from tests.records_office.people import disposed_of
from townline.core.language import Text
from townline.privacy.holdings import Person
from townline.service_requests import holdings
from townline.service_requests import operations as service_requests
from townline.service_requests.models import MajorListener, ServiceRequest, Task
from townline.service_requests.operations import major_events, tasks
from townline.service_requests.operations.major_events import Declared
from townline.service_requests.operations.tasks import NewTask
from townline.service_requests.values import MajorKind
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def worked_on() -> ServiceRequest:
    """Closed, with a task that somebody wrote on and an update of a storm that its customer heard."""
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    boss, crew = supervisor_of(request.team), viewer(member_of(request.team))
    task = tasks.add_task(request=request, new=NewTask("Ask Ada for the key", request.team), by=boss, at=NOON)
    tasks.finish_task(task=task, result="Ada gave it.", by=crew, at=NOON)
    words = Text("We know.", "Nous le savons.")
    declared = Declared(MajorKind.STORM, Text("Storm", "Tempête"), words, [request.service_id], [], NOON)
    major = major_events.declare(declared=declared, by=boss, at=NOON)
    major_events.update_all(major=major, words=words, by=boss, at=NOON)
    request = service_requests.complete(request=request, outcome="fixed", words="Filled.", by=boss, at=NOON)
    return service_requests.confirm(request=request, by=supervisor_of(request.team), at=NOON)


def test_the_copy_has_the_tasks_and_the_update() -> None:
    request = worked_on()
    assert request.customer is not None
    person = Person(id=request.customer.pk, uuid=request.customer.uuid, traces=())
    held = list(holdings.held_about(people=[person]))
    said = {one.kind: dict(one.text) for one in held}
    assert "Ada gave it." in said["task"].values()
    assert "Ask Ada for the key" in said["task"].values()
    assert "update" in said


def test_the_words_go_and_the_row_stays() -> None:
    request = worked_on()
    disposed_of(request)
    task = Task.objects.get(request=request)
    assert (task.title_en, task.words_en, task.result, task.state) == ("", "", "", "done")
    assert not MajorListener.objects.exists()
