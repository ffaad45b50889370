"""What staff do on the board: one update to all, completing many, adding and leaving, its end."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.language import Text
from townline.core.transactions import savepoint
from townline.desk.forms.major_events import CompleteManyForm, UpdateForm
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.major_events.board import board_page
from townline.service_requests import queries as requests
from townline.service_requests.operations import major_events as operations
from townline.service_requests.queries import major_events as queries

if TYPE_CHECKING:
    from townline.service_requests.models import MajorEvent, ServiceRequest


Step = Callable[[DeskRequest, "MajorEvent"], str]


def _update(request: DeskRequest, major: "MajorEvent") -> str:
    words = Text(request.POST.get("update_en", "")[:2_000], request.POST.get("update_fr", "")[:2_000])
    made = operations.update_all(major=major, words=words, by=request.viewer, at=request.at)
    count = made.listeners.count()
    return ngettext(
        "%(count)d person is told. Below you see how far it is.",
        "%(count)d people are told. Below you see how far it is.",
        count,
    ) % {"count": count}


def _end(request: DeskRequest, major: "MajorEvent") -> str:
    operations.end(major=major, by=request.viewer, at=request.at)
    return _("It is over. What is reported from now on does not belong to it.")


def _again(request: DeskRequest, major: "MajorEvent") -> str:
    said = request.POST.get("update", "")
    update = next((row for row in major.updates.all() if str(row.uuid) == said), None)
    if update is None:
        raise NotFound
    operations.try_again(update=update, by=request.viewer, at=request.at)
    return _("Tried again.")


def _complete(request: DeskRequest, major: "MajorEvent") -> str:
    outcome, words = request.POST.get("outcome", ""), request.POST.get("words", "")[:4_000]
    operations.begin_completing(major=major, outcome=outcome, words=words, by=request.viewer, at=request.at)
    return _("They are being completed. Below you see how far it is.")


def _named(request: DeskRequest) -> "ServiceRequest":
    """The request whose number was typed; a wrong one is said on the board."""
    try:
        return requests.visible_request(reference=request.POST.get("reference", ""), viewer=request.viewer)
    except OperationRefused as refusal:
        raise OperationRefused(str(refusal)) from refusal


def _add(request: DeskRequest, major: "MajorEvent") -> str:
    found = _named(request)
    operations.add_by_hand(major=major, request=found, by=request.viewer, at=request.at)
    return _("It belongs to this event now.")


def _leave(request: DeskRequest, major: "MajorEvent") -> str:
    found = _named(request)
    operations.leave(major=major, request=found, by=request.viewer, at=request.at)
    return _("It does not belong to this event any more.")


STEPS: dict[str, Step] = {
    "update": _update,
    "end": _end,
    "again": _again,
    "complete": _complete,
    "add": _add,
    "leave": _leave,
}


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def act(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    major = queries.visible_major(uuid=uuid, viewer=request.viewer)
    doing = request.POST.get("do", "")
    if doing not in STEPS:
        raise NotFound
    try:
        with savepoint():
            words = STEPS[doing](request, major)
    except (NotAllowed, NotFound):
        raise
    except OperationRefused as refusal:
        return _refused(request, major, doing, str(refusal))
    messages.success(request, words)
    return redirect("desk:major_event", uuid)


def _refused(request: DeskRequest, major: "MajorEvent", doing: str, refusal: str) -> HttpResponseBase:
    """The board again, with what was typed."""
    if doing == "update":
        update = UpdateForm(request.POST)
        update.add_error(None, refusal)
        return board_page(request, major, update=update)
    if doing == "complete":
        complete = CompleteManyForm(request.POST)
        complete.add_error(None, refusal)
        return board_page(request, major, complete=complete)
    messages.error(request, refusal)
    return board_page(request, major, refused=refusal)
