"""Compliments and suggestions: one's own, and those of whom one answers for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from townline.complaints import operations, queries
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.presenters import complaints as present
from townline.desk.views.access import DeskRequest, page, staff_page

MOST = 100


@require_safe
@staff_page()
def praise(request: DeskRequest) -> HttpResponseBase:
    found, to_answer = queries.praise_listed(viewer=request.viewer, limit=MOST)
    context = {"cards": present.praise_cards(found, to_answer=to_answer)}
    return page(request, "desk/complaints/praise.html", {**context, **present.tabs("praise", viewer=request.viewer)})


@require_POST
@staff_page()
def answer(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.visible_praise_by_uuid(uuid=uuid, viewer=request.viewer)
    try:
        with savepoint():
            operations.answer_praise(
                praise=found, words=request.POST.get("words", ""), by=request.viewer, at=request.at
            )
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thank you. The customer is told."))
    return redirect("desk:praise")
