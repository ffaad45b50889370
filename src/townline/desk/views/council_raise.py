"""A council office raises a request for a resident: the same request as any other, with the consent beside it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.core.errors import NotFound, OperationRefused
from townline.core.reference import said
from townline.core.transactions import savepoint
from townline.council import operations
from townline.desk.forms.council import RaiseForm, ServiceForm
from townline.desk.forms.intake import AnswersForm
from townline.desk.presenters import intake as presenters
from townline.desk.presenters import intake_place
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.intake import photos as intake_photos
from townline.desk.views.intake.rejected import say_rejected
from townline.desk.views.typed import uuid_in
from townline.interactions.values import Channel
from townline.places import queries as known_places
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.values import Submission
from townline.ui import places
from townline.ui.photos import uuid_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.COUNCIL_OFFICE)
def new(request: DeskRequest) -> HttpResponseBase:
    """POST sends it; or looks up the address, keeps or removes photos, takes the place of a photo: `do` says which."""
    entry = catalog.catalogue().by_code.get(request.GET.get("service", ""))
    if entry is None:
        return page(request, "desk/council/raise_service.html", {"form": ServiceForm()})
    if request.method != "POST":
        return _fresh(request, entry, _start(request))
    draft = _draft(request)
    doing = request.POST.get("do", "send")
    if "remove" in request.POST or doing == "photos":
        return _change_photos(request, entry, draft)
    if doing == "photo_place":
        return _fresh(request, entry, intake_place.at_photo(request.POST, queries.photos_of_draft(draft=draft)))
    if doing != "send":
        return _fresh(request, entry, request.POST)
    return _send(request, entry, draft)


def _start(request: DeskRequest) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"draft": str(uuid4()), "language": request.viewer.language, "preferred": "email"})
    return data


def _draft(request: DeskRequest) -> UUID:
    """The form's own number, which the photos hang on. Raises NotFound for one that somebody else began."""
    draft = uuid_in(request.POST.get("draft", ""))
    if not queries.is_draft_open_to(uuid=draft, owner_id=request.viewer.user_id):
        raise NotFound
    return draft


def _send(request: DeskRequest, entry: ServiceEntry, draft: UUID) -> HttpResponseBase:
    form = RaiseForm(request.POST, request.FILES)
    answers = AnswersForm(definition=entry.definition, data=request.POST)
    form.is_valid()
    _keep_photos(request, entry, form, draft)
    was_sent = queries.request_of_draft(uuid=draft) is not None
    made = _raise(request, entry, form, answers) if form.is_valid() else ""
    if not made:
        return _page(request, entry, request.POST, form, answers)
    service_requests.mark_sent(uuid=draft, reference=made, at=request.at)
    if was_sent:  # the button was pressed twice, or somebody went back and changed the form
        messages.info(
            request, _("This form was sent before: here is its request. What was changed since is not in it.")
        )
    else:
        messages.success(request, _("Taken. The number is %(number)s.") % {"number": said(made)})
    return redirect("desk:council_request", made)


def _raise(request: DeskRequest, entry: ServiceEntry, form: RaiseForm, answers: AnswersForm) -> str:
    """The number; nothing where the form says what is missing."""
    submission = _submission(request, entry, form, answers)
    try:
        with savepoint():
            made = operations.raise_request(
                submission=submission, consent=form.consented, by=request.viewer, at=request.at
            )
    except service_requests.HazardStops:
        return ""  # the page says what to do at once
    except service_requests.SubmissionRejected as refusal:
        say_rejected(refusal.errors, form, answers)
        return ""
    except operations.NotInWriting as refusal:
        form.add_error("note", str(refusal))
        return ""
    except NotFound:
        raise
    except OperationRefused as refusal:
        form.add_error(None, str(refusal))
        return ""
    return made.reference


def _submission(request: DeskRequest, entry: ServiceEntry, form: RaiseForm, answers: AnswersForm) -> Submission:
    return Submission(
        service_code=entry.code,
        channel=Channel.STAFF,
        description=form.cleaned_data["description"],
        answers=answers.answers,
        location=_location(request, form),
        contact=form.contact,
        language=form.cleaned_data["language"],
        submission_key=form.cleaned_data["draft"],
        draft=form.cleaned_data["draft"],
    )


def _location(request: DeskRequest, form: RaiseForm) -> Location:
    """As on the desk; and words that are just a known address have its point, also where nothing was chosen."""
    place = intake_place.with_address(form.location(spot=request.POST.get("spot", "")))
    known = known_places.address_written(text=place.address) if place.lat is None else None
    if known is None:
        return place
    return Location(known.lat, known.long, known.text, known.postal_code, place.description)


# -- photos -----------------------------------------------------------------------------------------
def _change_photos(request: DeskRequest, entry: ServiceEntry, draft: UUID) -> HttpResponseBase:
    form = RaiseForm(request.POST, request.FILES)
    intake_photos.judge(form)
    if "remove" in request.POST:
        intake_photos.remove(request, draft=draft)
    else:
        _keep_photos(request, entry, form, draft)
    return _page(
        request, entry, request.POST, form, AnswersForm.half_typed(definition=entry.definition, data=request.POST)
    )


def _keep_photos(request: DeskRequest, entry: ServiceEntry, form: RaiseForm, draft: UUID) -> None:
    """Of the form only its number is kept, so that nobody else opens the pictures; what is typed stays on the page."""
    if request.FILES:
        owner = request.viewer.user_id
        service_requests.save_draft(uuid=draft, service_code=entry.code, data={}, owner_id=owner, at=request.at)
        intake_photos.take_in(request, form, draft=draft)


@require_safe
@staff_page(Capability.COUNCIL_OFFICE)
def photo(request: DeskRequest, draft: UUID, uuid: UUID) -> HttpResponseBase:
    return intake_photos.show(request, draft=draft, uuid=uuid)


# -- the page, and parts of it that are asked for while it is typed -----------------------------------
def _fresh(request: DeskRequest, entry: ServiceEntry, data: QueryDict) -> HttpResponseBase:
    form = RaiseForm(initial={name: data.get(name, "") for name in RaiseForm.base_fields})
    return _page(request, entry, data, form, AnswersForm.half_typed(definition=entry.definition, data=data))


def _page(
    request: DeskRequest, entry: ServiceEntry, data: QueryDict, form: RaiseForm, answers: AnswersForm
) -> HttpResponseBase:
    typed: dict[str, Any] = answers.answers
    draft = uuid_of(data.get("draft", ""))
    context = {
        "form": form,
        "answers": answers,
        "script": presenters.script(entry.definition),
        "hazard": presenters.hazard(definition=entry.definition, answers=typed),
        "spots": intake_place.spots(data, takes_exact=not data.get("lat"), keeps_chosen=True),
        "photos": intake_photos.kept(draft=draft, door="desk:council_raise_photo"),
        "photo_place": intake_place.offered_photo_place(data, queries.photos_of_draft(draft=draft)),
        "addresses_url": reverse("desk:council_raise_addresses"),
        "lookup_url": reverse("desk:council_raise_point"),
    }
    return page(request, "desk/council/raise.html", context, status=422 if form.errors or answers.errors else 200)


@require_POST
@staff_page(Capability.COUNCIL_OFFICE)
def addresses(request: DeskRequest) -> HttpResponseBase:
    spots = intake_place.spots(request.POST, takes_exact=True)
    return render(request, "desk/intake/spots.html", {"spots": spots})


@require_safe
@staff_page(Capability.COUNCIL_OFFICE)
def point(request: DeskRequest) -> HttpResponseBase:
    """Which address and ward a point of the map has."""
    return places.look_up(request)
