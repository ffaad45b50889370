"""The board of one major event."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.forms.major_events import CompleteManyForm, UpdateForm
from townline.desk.presenters import major_events as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests.queries import major_events as queries
from townline.service_requests.values import MajorKind
from townline.ui.localised import localised

if TYPE_CHECKING:
    from django import forms

    from townline.service_requests.models import MajorEvent


@require_safe
@staff_page()
def major_event(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    return board_page(request, queries.visible_major(uuid=uuid, viewer=request.viewer))


def board_page(
    request: DeskRequest,
    major: "MajorEvent",
    *,
    update: "forms.Form | None" = None,
    complete: "forms.Form | None" = None,
    refused: str = "",
) -> HttpResponseBase:
    found = queries.board(major=major)
    leads = request.viewer.can(Capability.APPROVE)
    wrong = next((form for form in (update, complete) if form is not None and form.errors), None)
    context = {
        "major": major,
        "board": found,
        "name": localised(major.name),
        "words": localised(major.words),
        "kind": MajorKind(major.kind).label,
        "wards": [localised(ward.name) for ward in major.wards.all()],
        "services": [localised(service.name) for service in major.services.all()],
        "leads": leads,
        "may_tell": leads and request.viewer.can(Capability.SEND_MESSAGES),
        "may_add": request.viewer.can(Capability.WORK_ON_REQUESTS),
        "may_complete": leads and request.viewer.can(Capability.WORK_ON_REQUESTS),
        "update_form": update or UpdateForm(),
        "complete_form": complete or CompleteManyForm(),
        "wrong": wrong,
        **present.board_context(found, at=request.at),
    }
    return page(request, "desk/major_events/board.html", context, status=422 if wrong or refused else 200)
