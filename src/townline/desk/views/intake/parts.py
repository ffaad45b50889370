"""Parts of the page, asked for while it is typed."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.desk.forms.intake import AnswersForm
from townline.desk.presenters import intake as presenters
from townline.desk.presenters import intake_place
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.intake.page import entry_of, who_and_near
from townline.ui import places


def _part(request: DeskRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, {"at": request.at, **context})


@require_safe
@staff_page(Capability.TAKE_REQUESTS)
def services(request: DeskRequest) -> HttpResponseBase:
    found = presenters.services(text=request.GET.get("about", ""), chosen=request.GET.get("service", ""))
    return _part(request, "desk/intake/services.html", {"services": found, "about": request.GET.get("about", "")})


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def questions(request: DeskRequest) -> HttpResponseBase:
    entry = entry_of(request.POST)
    if entry is None:
        return HttpResponse("")
    context = {
        "answers": AnswersForm.half_typed(definition=entry.definition, data=request.POST),
        "script": presenters.script(entry.definition),
    }
    return _part(request, "desk/intake/questions.html", context)


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def addresses(request: DeskRequest) -> HttpResponseBase:
    return _part(request, "desk/intake/spots.html", {"spots": intake_place.spots(request.POST, takes_exact=True)})


@require_safe
@staff_page(Capability.TAKE_REQUESTS)
def point(request: DeskRequest) -> HttpResponseBase:
    """Which address and ward a point of the map has."""
    return places.look_up(request)


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def beside(request: DeskRequest) -> HttpResponseBase:
    entry = entry_of(request.POST)
    answers = AnswersForm(definition=entry.definition, data=request.POST) if entry else None
    return _part(request, "desk/intake/beside.html", who_and_near(request, request.POST, entry, answers))
