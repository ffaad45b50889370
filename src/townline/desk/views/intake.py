"""Taking a request for a caller: one page, kept while it is typed."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.core.errors import NotFound, OperationRefused
from townline.core.reference import said
from townline.council import queries as council
from townline.desk.forms.contacts import moment_of
from townline.desk.forms.intake import AnswersForm, IntakeForm, as_data
from townline.desk.presenters import due, intake_notice, intake_place
from townline.desk.presenters import intake as presenters
from townline.desk.views import intake_behalf, intake_contact, intake_photos
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.values import LONGEST_DESCRIPTION, Submission
from townline.ui import places

KEPT_OUT = {"csrfmiddlewaretoken", "do", "remove"}
PHOTOS, PHOTO_PLACE = "photos", "photo_place"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.TAKE_REQUESTS)
def intake(request: DeskRequest) -> HttpResponseBase:
    if request.method != "POST":
        if intake_contact.asks_first(request):
            return intake_contact.wrap_up_first(request)
        return _page(request, _start(request), is_fresh=True)
    draft = _uuid(request.POST.get("draft", ""))
    if not queries.is_draft_open_to(uuid=draft, owner_id=request.viewer.user_id):
        raise NotFound
    if request.POST.get("do") == "send":
        return _send(request)
    if "remove" in request.POST or request.POST.get("do") == PHOTOS:
        return _change_photos(request, draft)
    if request.POST.get("do") == PHOTO_PLACE:
        return _page(request, intake_place.at_photo(request.POST, queries.photos_of_draft(draft=draft)), is_fresh=True)
    return _page(request, request.POST, is_fresh=True)  # without scripts: look again with what is typed


def _change_photos(request: DeskRequest, draft: UUID) -> HttpResponseBase:
    """The rest of the form is kept with them, so that nothing is lost when the call drops now."""
    form = IntakeForm(request.POST, request.FILES)
    form.is_valid()
    refused = form.errors.get("photos")
    form.errors.clear()
    if refused:
        form.add_error("photos", refused)
    _keep(request)
    if "remove" in request.POST:
        intake_photos.remove(request, draft=draft)
    else:
        intake_photos.take_in(request, form, draft=draft)
    return _page(request, request.POST, form=form, status=422 if form.errors else 200)


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
            "began": [request.at.isoformat()],
            **intake_contact.start_data(request),
            **intake_behalf.start_data(request),
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
    sent = queries.request_of_draft(uuid=_uuid(request.POST.get("draft", "")))
    if sent is not None:  # the button was pressed twice, or somebody went back and changed the form
        messages.info(request, _("This form was sent before: here is its request. Add what is new as a note."))
        return redirect("desk:request", sent.reference)
    form = IntakeForm(request.POST, request.FILES)
    entry = _entry(request.POST)
    _take_in(request, form)
    if entry is None:
        form.is_valid()
        form.add_error(None, _("Choose the service first."))
        return _page(request, request.POST, form=form)
    answers = AnswersForm(definition=entry.definition, data=request.POST)
    if not form.is_valid():
        return _page(request, request.POST, form=form, answers=answers)
    draft = form.cleaned_data["draft"]
    behalf = intake_behalf.visible_pair(request)
    submission = Submission(
        service_code=entry.code,
        channel=form.cleaned_data["channel"],
        description=form.cleaned_data["description"],
        answers=answers.answers,
        location=intake_place.with_address(form.location(spot=request.POST.get("spot", ""))),
        contact=form.contact,
        language=form.cleaned_data["language"],
        submission_key=draft,
        draft=draft,
        spoken_by=behalf[0] if behalf else None,
        spoken_for=behalf[1] if behalf else None,
        within=intake_contact.uuid_of(request, form.cleaned_data["within"]),
        began_at=moment_of(form.cleaned_data["began"]),
        notice_version_id=intake_notice.said_version(data=request.POST, channel=form.cleaned_data["channel"]),
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
    named = council.councillors_to_name(request=made, on=timezone.localtime(request.at).date())
    if named:
        messages.info(request, _("On the council: %(names)s.") % {"names": ", ".join(named)})
    if submission.within:
        return redirect("desk:contact", submission.within)
    return redirect("desk:request", made.reference)


def _take_in(request: DeskRequest, form: IntakeForm) -> None:
    """Pictures are kept also when something else of the form is refused."""
    form.is_valid()
    if request.FILES:
        _keep(request)
        intake_photos.take_in(request, form, draft=_uuid(request.POST.get("draft", "")))


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
    status: int = 0,
) -> HttpResponseBase:
    entry, draft = _entry(data), _draft_of(data)
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
        "behalf": intake_behalf.words(request, data),
        "spoken_by": data.get("spoken_by", ""),
        "spoken_for": data.get("spoken_for", ""),
        "about": data.get("about", ""),
        "chosen": data.get("service", ""),
        "services": presenters.services(text=data.get("about") or "", chosen=data.get("service") or ""),
        "spots": intake_place.spots(data, takes_exact=not data.get("lat"), keeps_chosen=True),
        "draft": draft,
        "contact": intake_contact.head(request, data.get("within") or ""),
        "photos": intake_photos.kept(draft=draft),
        "photo_place": intake_place.offered_photo_place(data, queries.photos_of_draft(draft=draft)),
        "addresses_url": reverse("desk:intake_addresses"),
        "lookup_url": reverse("desk:intake_point"),
        "notices": intake_notice.to_say(),
        "notice_said": bool(data.get(intake_notice.SAID)),
        **_beside(request, data, entry, answers),
    }
    return page(request, "desk/intake/form.html", context, status=status or (200 if is_fresh else 422))


def _draft_of(data: QueryDict) -> UUID:
    """The draft that the form names; a new one where it names none."""
    try:
        return UUID(data.get("draft") or "")
    except ValueError:
        return uuid4()


def _beside(
    request: DeskRequest, data: QueryDict, entry: ServiceEntry | None, answers: AnswersForm | None
) -> dict[str, object]:
    """The hazard, who calls, and what is open near the place."""
    point = intake_place.point_of(data)
    near = queries.nearby_open(lat=point[0], long=point[1], service_id=entry.id) if point and entry else []
    said_answers: dict[str, Any] = answers.answers if answers else {}
    return {
        "hazard": presenters.hazard(definition=entry.definition, answers=said_answers) if entry else "",
        "callers": presenters.callers(
            phone=data.get("phone") or "", email=data.get("email") or "", viewer=request.viewer
        ),
        "near": presenters.near(near, at=request.at),
        "known": presenters.known(service_id=entry.id) if entry else [],
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
    return _part(request, "desk/intake/spots.html", {"spots": intake_place.spots(request.POST, takes_exact=True)})


@require_safe
@staff_page(Capability.TAKE_REQUESTS)
def point(request: DeskRequest) -> HttpResponseBase:
    """Which address and ward a point of the map has."""
    return places.look_up(request)


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
    _keep(request)
    return HttpResponse(status=204)


def _keep(request: DeskRequest) -> None:
    data = {
        _storable(name): [_storable(value) for value in values]
        for name, values in request.POST.lists()
        if name not in KEPT_OUT
    }
    uuid, entry = _uuid(request.POST.get("draft", "")), _entry(request.POST)
    service_requests.save_draft(
        uuid=uuid, service_code=entry.code if entry else "", data=data, owner_id=request.viewer.user_id, at=request.at
    )


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
