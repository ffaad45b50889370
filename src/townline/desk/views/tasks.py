"""Tasks: what one's teams have to do, one task for the crew that does it, a new one on a request."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.reference import said
from townline.core.transactions import savepoint
from townline.customers import queries as customers
from townline.desk.forms.requests import AssignForm
from townline.desk.forms.tasks import DoneForm, TaskForm
from townline.desk.presenters import tasks as present
from townline.desk.presenters.choices import assign_targets, target_of
from townline.desk.presenters.customers.alerts import alert_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_levels.values import Unit
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests
from townline.service_requests import task_permissions
from townline.service_requests.operations import CannotAssign
from townline.service_requests.operations import tasks as operations
from townline.service_requests.queries import tasks as queries
from townline.service_requests.queries.tasks import TaskRecord, TaskTab
from townline.service_requests.values import TaskEvidence

if TYPE_CHECKING:
    from townline.service_requests.models import Task

TABS = {
    TaskTab.TEAM: _("Our tasks"),
    TaskTab.MINE: _("My tasks"),
    TaskTab.WAITING: _("Wait for others"),
    TaskTab.DONE: _("Done lately"),
}


@require_safe
@staff_page()
def tasks(request: DeskRequest) -> HttpResponseBase:
    said_tab, said_after = request.GET.get("tab", ""), request.GET.get("after", "")
    tab = TaskTab(said_tab) if said_tab in set(TaskTab) else TaskTab.TEAM
    after = int(said_after) if said_after.isdecimal() and len(said_after) < 7 else 0
    late = "late" in request.GET
    rows, more = queries.listed_tasks(viewer=request.viewer, tab=tab, at=request.at, late=late, after=after)
    counts = queries.counted_tasks(viewer=request.viewer)
    here = reverse("desk:tasks")
    context = {
        "rows": present.task_rows(rows, viewer=request.viewer, at=request.at),
        "tabs": [(f"{here}?tab={one}", name, counts.get(one, ""), one is tab) for one, name in TABS.items()],
        "title": TABS[tab],
        "late": late,
        "late_url": f"{here}?tab={tab}" if late else f"{here}?tab={tab}&late",
        "is_done": tab is TaskTab.DONE,
        "more_url": f"{here}?tab={tab}&after={more}" + ("&late" if late else "") if more else "",
        "sees_figures": request.viewer.can(Capability.SEE_ALL_REQUESTS),
    }
    return page(request, "desk/tasks/list.html", context)


@require_safe
@staff_page()
def task(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    return _page(request, queries.task_record(uuid=uuid, viewer=request.viewer), DoneForm())


def _page(request: DeskRequest, found: TaskRecord, form: DoneForm, *, status: int = 200) -> HttpResponseBase:
    row, at = found.request, request.at
    language = get_language() or "en"
    views = present.task_views(found.siblings, viewer=request.viewer, at=at, this=found.task)
    place = customers.alerts_on_the_way(customer=None, address=row.address, viewer=request.viewer, at=at)
    context = {
        "record": row,
        "task": found.task,
        "this": next(view for view in views if view.is_this),
        "others": views,
        "service": row.service.name_fr if language == "fr" else row.service.name_en,
        "reference": said(row.reference),
        "ward": row.ward.name.in_(language) if row.ward else "",
        "time": present.time_words(found.task.quantity, found.task.unit),
        "asked_for": present.asked_for(found.task),
        "photos": found.photos,
        "sees_words": found.sees_words,
        "is_sealed": present.is_sealed(found.task),
        "opens_request": found.opens_request,
        "may_work": found.may_work,
        "may_take": found.may_work and found.task.assignee_id != request.viewer.user_id,
        "may_skip": found.may_plan and found.task.is_open,
        "may_send_back": found.may_plan and not found.task.is_open,
        "targets": assign_targets(viewer=request.viewer) if found.may_give else [],
        "alerts": alert_views(place, at=at),
        "form": form,
    }
    return page(request, "desk/tasks/task.html", context, status=status)


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
        form.add_error("result" if request.POST.get("do") == "done" else None, str(refusal))
        return _page(request, queries.task_record(uuid=uuid, viewer=request.viewer), form, status=422)
    messages.success(request, str(done))
    still = requests.visible_requests(viewer=request.viewer).filter(pk=found.request_id).exists()
    own = found.team_id in request.viewer.teams and request.POST.get("do") != "give"
    return redirect("desk:task", uuid) if still or own else redirect("desk:tasks")


@require_safe
@staff_page()
def photo(request: DeskRequest, uuid: UUID, photo: UUID, size: str) -> HttpResponseBase:
    found = queries.task_photo(uuid=uuid, photo=photo, viewer=request.viewer)
    file = found.thumbnail if size == "small" and found.thumbnail else found.file
    return FileResponse(file.open("rb"), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.WORK_ON_REQUESTS)
def new(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = requests.visible_request(reference=reference, viewer=request.viewer)
    if not task_permissions.may_plan(request=found, viewer=request.viewer):
        raise NotAllowed
    language = get_language() or "en"
    others = [(str(one.uuid), one.title.in_(language)) for one in queries.tasks_of(request=found) if one.is_open]
    form = TaskForm(request.POST or None, others=others, initial={"team": found.team_id})
    if request.method == "POST" and form.is_valid():
        try:
            with savepoint():
                operations.add_task(request=found, new=_new(form), by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Task added."))
            return redirect("desk:request", found.reference)
    context = {"record": found, "reference": said(found.reference), "form": form}
    return page(request, "desk/tasks/new.html", context, status=422 if form.errors else 200)


def _new(form: TaskForm) -> operations.NewTask:
    values = form.cleaned_data
    return operations.NewTask(
        title=values["title"],
        team=accounts.team_by_id(team_id=values["team"]),
        words=values["words"],
        quantity=values["quantity"],
        unit=Unit(values["unit"]),
        evidence=TaskEvidence(values["evidence"]),
        after=[UUID(number) for number in values.get("after", [])],
    )
