"""A new task on a request."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.reference import said
from townline.core.transactions import savepoint
from townline.desk.forms.tasks import TaskForm
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_levels.values import Unit
from townline.service_requests import queries as requests
from townline.service_requests import task_permissions
from townline.service_requests.operations import tasks as operations
from townline.service_requests.queries import tasks as queries
from townline.service_requests.values import TaskEvidence
from townline.ui.localised import localised


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.WORK_ON_REQUESTS)
def new(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = requests.visible_request(reference=reference, viewer=request.viewer)
    if not task_permissions.may_plan(request=found, viewer=request.viewer):
        raise NotAllowed
    others = [(str(one.uuid), localised(one.title)) for one in queries.tasks_of(request=found) if one.is_open]
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
