"""One task, for the crew that does it."""

from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.core.reference import said
from townline.customers import queries as customers
from townline.desk.forms.tasks import DoneForm
from townline.desk.presenters import tasks as present
from townline.desk.presenters.choices import assign_targets
from townline.desk.presenters.customers.alerts import alert_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests.queries import tasks as queries
from townline.service_requests.queries.tasks import TaskRecord
from townline.ui.localised import localised


@require_safe
@staff_page()
def task(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    return task_page(request, queries.task_record(uuid=uuid, viewer=request.viewer), DoneForm())


def task_page(request: DeskRequest, found: TaskRecord, form: DoneForm, *, status: int = 200) -> HttpResponseBase:
    row, at = found.request, request.at
    views = present.task_views(found.siblings, viewer=request.viewer, at=at, this=found.task)
    place = customers.alerts_on_the_way(customer=None, address=row.address, viewer=request.viewer, at=at)
    context = {
        "record": row,
        "task": found.task,
        "this": next(view for view in views if view.is_this),
        "others": views,
        "service": localised(row.service.name),
        "reference": said(row.reference),
        "ward": localised(row.ward.name) if row.ward else "",
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
