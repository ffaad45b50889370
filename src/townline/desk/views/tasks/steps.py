"""What a crew does with a task."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.forms.requests import AssignForm
from townline.desk.forms.tasks import DoneForm
from townline.desk.presenters.choices import assign_targets, target_of
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.tasks.page import task_page
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests
from townline.service_requests.operations import CannotAssign
from townline.service_requests.operations import tasks as operations
from townline.service_requests.queries import tasks as queries

if TYPE_CHECKING:
    from townline.service_requests.models import Task


Step = Callable[[DeskRequest, "Task"], object]


def _done(request: DeskRequest, found: "Task") -> object:
    form = DoneForm(request.POST, request.FILES)
    form.is_valid()  # the operation says what is missing
    draft = uuid4()
    files = form.cleaned_data.get("photos", [])
    photos = [service_requests.add_photo(draft=draft, file=file, at=request.at).uuid for file in files]
    result = request.POST.get("result", "")[:4_000]
    return operations.finish_task(task=found, result=result, photos=photos, by=request.viewer, at=request.at)


def _give(request: DeskRequest, found: "Task") -> object:
    form = AssignForm({**request.POST.dict(), "version": "1"}, targets=assign_targets(viewer=request.viewer))
    if not form.is_valid():
        raise CannotAssign
    team, assignee = target_of(form.cleaned_data["to"])
    return operations.give_task(task=found, team=team, assignee=assignee, by=request.viewer, at=request.at)


def _take(request: DeskRequest, found: "Task") -> object:
    return operations.take_up(task=found, by=request.viewer, at=request.at)


def _skip(request: DeskRequest, found: "Task") -> object:
    reason = request.POST.get("words", "")[:4_000]
    return operations.skip_task(task=found, reason=reason, by=request.viewer, at=request.at)


def _send_back(request: DeskRequest, found: "Task") -> object:
    reason = request.POST.get("words", "")[:4_000]
    return operations.send_back(task=found, reason=reason, by=request.viewer, at=request.at)


STEPS: dict[str, tuple[Step, Promise]] = {
    "take": (_take, _("It is yours now.")),
    "done": (_done, _("Done. What waited for it can begin.")),
    "skip": (_skip, _("Not needed: noted with your reason.")),
    "back": (_send_back, _("Sent back. The team does it again.")),
    "give": (_give, _("Handed over.")),
}


def _field_of(refusal: OperationRefused) -> str:
    return "photos" if isinstance(refusal, service_requests.PhotoSeenBefore) else "result"


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def act(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.visible_task(uuid=uuid, viewer=request.viewer)
    do, done = STEPS.get(request.POST.get("do", ""), (None, ""))
    if do is None:
        raise NotFound
    try:
        with savepoint():
            do(request, found)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        form = DoneForm(request.POST)
        form.add_error(_field_of(refusal) if request.POST.get("do") == "done" else None, str(refusal))
        return task_page(request, queries.task_record(uuid=uuid, viewer=request.viewer), form, status=422)
    messages.success(request, str(done))
    still = requests.visible_requests(viewer=request.viewer).filter(pk=found.request_id).exists()
    own = found.team_id in request.viewer.teams and request.POST.get("do") != "give"
    return redirect("desk:task", uuid) if still or own else redirect("desk:tasks")
