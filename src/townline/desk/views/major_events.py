"""Major events: the list, the board of one, declaring and changing it, one update to all, completing many."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.language import Text
from townline.core.transactions import savepoint
from townline.desk.forms.major_events import CompleteManyForm, MajorEventForm, UpdateForm
from townline.desk.presenters import major_events as present
from townline.desk.presenters.choices import ward_names
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import queries as requests
from townline.service_requests.operations import major_events as operations
from townline.service_requests.operations.major_events import Declared
from townline.service_requests.queries import major_events as queries
from townline.service_requests.values import MajorKind
from townline.service_requests.workflow import State

if TYPE_CHECKING:
    from django import forms

    from townline.service_requests.models import MajorEvent, ServiceRequest

MOST = 50
NAMES = ("kind", "name_en", "name_fr", "words_en", "words_fr", "starts_at")


@require_safe
@staff_page()
def major_events(request: DeskRequest) -> HttpResponseBase:
    found = list(queries.visible_majors(viewer=request.viewer)[:MOST])
    context = {
        "going_on": present.rows([one for one in found if one.ended_at is None], at=request.at),
        "over": present.rows([one for one in found if one.ended_at is not None], at=request.at),
        "may_declare": request.viewer.can(Capability.APPROVE),
    }
    return page(request, "desk/major_events/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.APPROVE)
def new(request: DeskRequest) -> HttpResponseBase:
    form = MajorEventForm(request.POST or None, initial={"kind": MajorKind.STORM, "starts_at": request.at})
    return _edit(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.APPROVE)
def change(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    major = queries.visible_major(uuid=uuid, viewer=request.viewer)
    known: dict[str, Any] = {name: getattr(major, name) for name in NAMES}
    known["services"] = [service.pk for service in major.services.all()]
    known["wards"] = [ward.pk for ward in major.wards.all()]
    return _edit(request, MajorEventForm(request.POST or None, initial=known), major)


def _edit(request: DeskRequest, form: MajorEventForm, major: "MajorEvent | None") -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        told = _declared(form.cleaned_data)
        try:
            with savepoint():
                if major is None:
                    saved = operations.declare(declared=told, by=request.viewer, at=request.at)
                else:
                    saved = operations.change(major=major, declared=told, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It goes on. Reports that fit belong to it from now on."))
            return redirect("desk:major_event", saved.uuid)
    context: dict[str, object] = {
        "form": form,
        "major": major,
        "name": major.name.in_(get_language() or "en") if major else "",
    }
    return page(request, "desk/major_events/edit.html", context, status=422 if form.errors else 200)


def _declared(values: dict[str, Any]) -> Declared:
    return Declared(
        kind=MajorKind(values["kind"]),
        name=Text(values["name_en"], values["name_fr"]),
        words=Text(values["words_en"], values["words_fr"]),
        services=values["services"],
        wards=values["wards"],
        starts_at=values["starts_at"],
    )


@require_safe
@staff_page()
def major_event(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    return _board(request, queries.visible_major(uuid=uuid, viewer=request.viewer))


def _board(
    request: DeskRequest,
    major: "MajorEvent",
    *,
    update: "forms.Form | None" = None,
    complete: "forms.Form | None" = None,
    refused: str = "",
) -> HttpResponseBase:
    found = queries.board(major=major)
    language = get_language() or "en"
    leads = request.viewer.can(Capability.APPROVE)
    wrong = next((form for form in (update, complete) if form is not None and form.errors), None)
    context = {
        "major": major,
        "board": found,
        "name": major.name.in_(language),
        "words": major.words.in_(language),
        "kind": MajorKind(major.kind).label,
        "wards": [ward.name.in_(language) for ward in major.wards.all()],
        "services": [Text(service.name_en, service.name_fr).in_(language) for service in major.services.all()],
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


@require_safe
@staff_page()
def its_requests(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    major = queries.visible_major(uuid=uuid, viewer=request.viewer)
    state, ward, after = request.GET.get("state", ""), _number(request, "ward"), _number(request, "after")
    state = state if state in set(State) else ""
    found, more = queries.reports_of(major=major, viewer=request.viewer, state=state, ward=ward or None, after=after)
    query = "".join([f"&state={state}" if state else "", f"&ward={ward}" if ward else ""])
    context = {
        "major": major,
        "name": major.name.in_(get_language() or "en"),
        "rows": present.request_rows(found, at=request.at),
        "ward": ward_names(at=request.at).get(ward, ""),
        "more_url": f"?after={more}{query}" if more else "",
    }
    return page(request, "desk/major_events/requests.html", context)


def _number(request: DeskRequest, name: str) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


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
        return _board(request, major, update=update)
    if doing == "complete":
        complete = CompleteManyForm(request.POST)
        complete.add_error(None, refusal)
        return _board(request, major, complete=complete)
    messages.error(request, refusal)
    return _board(request, major, refused=refusal)
