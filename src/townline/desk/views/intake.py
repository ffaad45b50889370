"""Taking a request for a caller: one page, kept while it is typed."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.core.errors import NotFound, OperationRefused
from townline.core.reference import said
from townline.desk.forms.intake import AnswersForm, IntakeForm, as_data, read_spot, write_spot
from townline.desk.presenters import due
from townline.desk.presenters import intake as presenters
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.places import queries as places
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.values import LONGEST_DESCRIPTION, Submission

KEPT_OUT = {"csrfmiddlewaretoken", "do"}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.TAKE_REQUESTS)
def intake(request: DeskRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, _start(request), is_fresh=True)
    _uuid(request.POST.get("draft", ""))
    if request.POST.get("do") == "send":
        return _send(request)
    return _page(request, request.POST, is_fresh=True)  # without scripts: look again with what is typed


def _start(request: DeskRequest) -> QueryDict:
    """An empty page, or the one that was begun before the call dropped."""
    wanted = request.GET.get("draft", "")
    if wanted:
        draft = queries.open_draft(uuid=_uuid(wanted), owner_id=request.viewer.user_id)
        if draft is None:
            raise NotFound
        return as_data({**draft.data, "draft": [str(draft.uuid)]})
    return as_data(
        {
            "draft": [str(uuid4())],
            "channel": ["phone"],
            "language": [request.viewer.language],
            "preferred": ["email"],
            "service": [request.GET.get("service", "")],
            "phone": [request.GET.get("phone", "")],
        }
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _storable(typed: str) -> str:
    """What was typed, as far as the database can hold it."""
    return typed.replace("\x00", "")[: LONGEST_DESCRIPTION * 2]


def _send(request: DeskRequest) -> HttpResponseBase:
    form = IntakeForm(request.POST)
    entry = _entry(request.POST)
    if entry is None:
        form.is_valid()
        form.add_error(None, _("Choose the service first."))
        return _page(request, request.POST, form=form)
    answers = AnswersForm(definition=entry.definition, data=request.POST)
    if not form.is_valid():
        return _page(request, request.POST, form=form, answers=answers)
    draft = form.cleaned_data["draft"]
    submission = Submission(
        service_code=entry.code,
        channel=form.cleaned_data["channel"],
        description=form.cleaned_data["description"],
        answers=answers.answers,
        location=form.location(spot=request.POST.get("spot", "")),
        contact=form.contact,
        language=form.cleaned_data["language"],
        submission_key=draft,
        draft=draft,
    )
    try:
        made = service_requests.submit(submission=submission, by=request.viewer, at=request.at)
    except service_requests.HazardStops:
        return _page(request, request.POST, form=form, answers=answers)  # the page says what to do at once
    except service_requests.SubmissionRejected as refusal:
        _say(refusal.errors, form, answers)
        return _page(request, request.POST, form=form, answers=answers)
    service_requests.mark_sent(uuid=draft, reference=made.reference, at=request.at)
    words = _("Taken. The number is %(number)s. Expected by %(when)s.")
    when = due.exact(made.due_at) if made.due_at else ""
    messages.success(request, words % {"number": said(made.reference), "when": when})
    return redirect("desk:request", made.reference)


def _say(errors: dict[str, str], form: IntakeForm, answers: AnswersForm) -> None:
    """Each sentence beside its field."""
    places_of = {"location": "address", "contact": "phone", "service_code": None}
    for name, sentence in errors.items():
        kind, _dot, rest = name.partition(".")
        if kind == "answers":
            answers.add_error(f"answer_{rest}", sentence)
        elif kind == "contact" and rest:
            form.add_error(rest, sentence)
        else:
            form.add_error(places_of.get(name, name), sentence)


def _entry(data: QueryDict) -> ServiceEntry | None:
    return catalog.catalogue().by_code.get(data.get("service") or "")


def _page(
    request: DeskRequest,
    data: QueryDict,
    *,
    form: IntakeForm | None = None,
    answers: AnswersForm | None = None,
    is_fresh: bool = False,
) -> HttpResponseBase:
    entry = _entry(data)
    if is_fresh:
        form = IntakeForm(initial={name: data.get(name) for name in IntakeForm.base_fields})
    if answers is None and entry is not None:
        answers = AnswersForm(definition=entry.definition, data=data)
        answers.full_clean()
        answers.errors.clear()
    context = {
        "form": form,
        "answers": answers,
        "script": presenters.script(entry.definition) if entry else None,
        "about": data.get("about", ""),
        "chosen": data.get("service", ""),
        "services": presenters.services(text=data.get("about") or "", chosen=data.get("service") or ""),
        "spots": _spots(data),
        "draft": _draft_of(data),
        **_beside(request, data, entry, answers),
    }
    status = 422 if not is_fresh else 200
    return page(request, "desk/intake/form.html", context, status=status)


def _draft_of(data: QueryDict) -> UUID:
    """The draft that the form names; a new one where it names none."""
    try:
        return UUID(data.get("draft") or "")
    except ValueError:
        return uuid4()


def _spots(data: QueryDict) -> list[dict[str, object]]:
    """Addresses like the typed one, each with its point."""
    typed, spot = (data.get("address") or "").strip(), data.get("spot") or ""
    chosen = read_spot(spot)
    if chosen and typed and data.get("do"):
        return [{"value": spot, "text": chosen.address, "is_chosen": True}]
    found = places.find_addresses(text=typed, limit=5) if len(typed) > 2 else []
    return [
        {
            "value": write_spot(lat=row.lat, long=row.long, text=row.text, postal_code=row.postal_code),
            "text": row.text,
            "is_chosen": len(found) == 1 or row.text.casefold() == typed.casefold(),
        }
        for row in found
    ]


def _beside(
    request: DeskRequest, data: QueryDict, entry: ServiceEntry | None, answers: AnswersForm | None
) -> dict[str, object]:
    """The hazard, who calls, and what is open near the place."""
    spot = read_spot(data.get("spot") or "")
    near = []
    if spot and entry and spot.lat is not None and spot.long is not None:
        near = queries.nearby_open(lat=spot.lat, long=spot.long, service_id=entry.id)
    said_answers: dict[str, Any] = answers.answers if answers else {}
    return {
        "hazard": presenters.hazard(definition=entry.definition, answers=said_answers) if entry else "",
        "callers": presenters.callers(phone=data.get("phone") or "", email=data.get("email") or ""),
        "near": presenters.near(near, at=request.at),
    }


# -- parts of the page, asked for while it is typed -------------------------------------------------
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
    entry = _entry(request.POST)
    if entry is None:
        return HttpResponse("")
    answers = AnswersForm(definition=entry.definition, data=request.POST)
    answers.full_clean()
    answers.errors.clear()
    return _part(
        request, "desk/intake/questions.html", {"answers": answers, "script": presenters.script(entry.definition)}
    )


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def addresses(request: DeskRequest) -> HttpResponseBase:
    return _part(request, "desk/intake/spots.html", {"spots": _spots(request.POST)})


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def beside(request: DeskRequest) -> HttpResponseBase:
    entry = _entry(request.POST)
    answers = AnswersForm(definition=entry.definition, data=request.POST) if entry else None
    return _part(request, "desk/intake/beside.html", _beside(request, request.POST, entry, answers))


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def draft(request: DeskRequest) -> HttpResponseBase:
    """Keeps what is typed; the page sends it a few seconds after the last key."""
    data = {
        _storable(name): [_storable(value) for value in values]
        for name, values in request.POST.lists()
        if name not in KEPT_OUT
    }
    uuid, entry = _uuid(request.POST.get("draft", "")), _entry(request.POST)
    service_requests.save_draft(
        uuid=uuid, service_code=entry.code if entry else "", data=data, owner_id=request.viewer.user_id, at=request.at
    )
    return HttpResponse(status=204)


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def discard(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    service_requests.discard_draft(uuid=uuid, owner_id=request.viewer.user_id)
    messages.success(request, _("What was typed is gone."))
    return redirect("desk:queue")


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def follow(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The same problem is known: the caller is kept informed about it, and no second request is made."""
    form = IntakeForm(request.POST)
    if not form.is_valid():
        return _page(request, request.POST, form=form)
    known = queries.public_request(reference=reference)
    try:
        service_requests.follow(
            request=known,
            contact=form.contact,
            channel=form.cleaned_data["channel"],
            by=request.viewer.actor,
            at=request.at,
        )
    except OperationRefused as refusal:
        form.add_error("phone", str(refusal))
        return _page(request, request.POST, form=form)
    service_requests.discard_draft(uuid=form.cleaned_data["draft"], owner_id=request.viewer.user_id)
    messages.success(request, _("The caller is kept informed about %(number)s.") % {"number": said(known.reference)})
    return redirect("desk:request", known.reference)
