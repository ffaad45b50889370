"""Calls to make, letters to post, mails and deliveries that failed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.complaints import queries as complaints
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.desk.presenters.messages import CardView, cards
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.events import operations as events_operations
from townline.events import queries as events
from townline.notifications import letters, operations
from townline.notifications import queries as notifications
from townline.privacy.reading import What, saw
from townline.service_requests import queries as service_requests
from townline.service_requests.permissions import may_see_customer

MOST = 100
CHANNELS = {"call": "calls", "letter": "letters"}


@require_safe
@staff_page(Capability.SEND_MESSAGES)
def to_do(request: DeskRequest) -> HttpResponseBase:
    channel = request.GET.get("channel", "")
    rows = notifications.to_do(viewer=request.viewer)
    if channel in CHANNELS:
        rows = rows.filter(channel=channel)
    return _list(request, rows, {"tab": channel if channel in CHANNELS else "all"})


@require_safe
@staff_page(Capability.SEND_MESSAGES)
def failed(request: DeskRequest) -> HttpResponseBase:
    return _list(request, notifications.failed(viewer=request.viewer), {"tab": "failed"})


def _list(request: DeskRequest, rows: Any, context: dict[str, object]) -> HttpResponseBase:
    waiting = list(rows[: MOST + 1])
    return page(
        request,
        "desk/messages/list.html",
        {
            "cards": _cards(request, waiting[:MOST]),
            "has_more": len(waiting) > MOST,
            **context,
            **tabs_of(request, str(context["tab"])),
        },
    )


def tabs_of(request: DeskRequest, tab: str) -> dict[str, object]:
    here = reverse("desk:messages")
    tabs = [
        ("all", _("Calls and letters"), here),
        ("call", _("Calls"), f"{here}?channel=call"),
        ("letter", _("Letters"), f"{here}?channel=letter"),
        ("failed", _("Mails that failed"), reverse("desk:messages_failed")),
    ]
    if request.viewer.can(Capability.READ_LOG):
        tabs.append(("staff", _("Mails to staff that failed"), reverse("desk:staff_mail")))
        tabs.append(("deliveries", _("Events that failed"), reverse("desk:deliveries")))
    return {"tabs": [{"name": name, "url": url, "is_current": key == tab} for key, name, url in tabs]}


def _cards(request: DeskRequest, rows: list[Any]) -> list[CardView]:
    uuids = {row.subject_uuid for row in rows}
    known = {row.uuid: row for row in service_requests.visible_requests(viewer=request.viewer).filter(uuid__in=uuids)}
    open_to = {uuid for uuid, found in known.items() if may_see_customer(request=found, viewer=request.viewer)}
    others = [row.subject_uuid for row in rows if row.subject_uuid not in known]
    open_to |= complaints.open_subjects(subjects=others, viewer=request.viewer) if others else set()
    _note_read([row for row in rows if row.subject_uuid in open_to])
    return cards(rows, open_to=open_to, at=request.at)


def _note_read(rows: list[Any]) -> None:
    for row in rows:
        saw(people=[row.customer.uuid] if row.customer else [], subject=row.subject_uuid, what=What.MESSAGE)


@require_POST
@staff_page(Capability.SEND_MESSAGES)
def act(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    message = _open_message(request, uuid)
    doing = request.POST.get("do", "")
    if doing not in DOING:
        raise NotFound
    try:
        DOING[doing](message=message, by=request.viewer, at=request.at, note=request.POST.get("note", ""))
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        notices.warning(request, str(refusal))
    else:
        notices.success(request, _said(doing, message.channel))
    return redirect("desk:messages_failed" if doing == "again" else "desk:messages")


def _try_again(*, message: Any, by: Viewer, at: datetime, note: str) -> object:
    return operations.try_again(message=message, by=by, at=at)


DOING: dict[str, Callable[..., object]] = {
    "done": operations.mark_done,
    "later": operations.try_later,
    "again": _try_again,
}


def _said(doing: str, channel: str) -> str:
    if doing == "done":
        return _("Posted.") if channel == "letter" else _("Call made.")
    return _("It comes up again in two hours.") if doing == "later" else _("The mail is tried again now.")


@require_safe
@staff_page(Capability.SEND_MESSAGES)
def letter(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    message = _open_message(request, uuid)
    if message.channel != "letter":
        raise NotFound
    name = f"letter-{message.reference}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(letters.letter_pdf(message=message), content_type="application/pdf", headers=headers)


def _open_message(request: DeskRequest, uuid: UUID) -> Any:
    """The message, if this person may know whom it is for. Raises NotFound or NotAllowed."""
    message = notifications.visible_message(uuid=uuid, viewer=request.viewer)
    found = service_requests.visible_requests(viewer=request.viewer).filter(uuid=message.subject_uuid).first()
    if found is None and complaints.open_subjects(subjects=[message.subject_uuid], viewer=request.viewer):
        _note_read([message])
        return message
    if found is None or not may_see_customer(request=found, viewer=request.viewer):
        raise NotAllowed
    _note_read([message])
    return message


# -- events whose handlers failed -----------------------------------------------------------------
@require_safe
@staff_page(Capability.READ_LOG)
def deliveries(request: DeskRequest) -> HttpResponseBase:
    rows = list(events.failed_deliveries()[: MOST + 1])
    return page(
        request,
        "desk/messages/deliveries.html",
        {
            "rows": rows[:MOST],
            "has_more": len(rows) > MOST,
            "waiting": events.waiting_deliveries(at=request.at),
            "may_retry": request.viewer.can(Capability.CHANGE_SETTINGS),
            **tabs_of(request, "deliveries"),
        },
    )


@require_POST
@staff_page(Capability.CHANGE_SETTINGS)
def retry_delivery(request: DeskRequest, number: int) -> HttpResponseBase:
    events_operations.retry(delivery_id=number, at=request.at)
    notices.success(request, _("It is tried again now."))
    return redirect("desk:deliveries")
