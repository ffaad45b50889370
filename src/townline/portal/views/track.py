"""The page behind the private link: everything that the customer may see, and what they may do."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.core.actor import Actor, ActorKind
from townline.core.errors import NotFound, OperationRefused
from townline.places.values import Location
from townline.portal import presenters
from townline.portal.forms.words import AnswerForm, DisputeForm, WordsForm
from townline.portal.views.senders import address_of
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.pictures import PictureRefused
from townline.service_requests.workflow import Verb, verbs_in


def view_of(token: str) -> queries.PrivateView:
    try:
        return queries.private_request(token=token)
    except NotFound:
        raise Http404 from None


@never_cache
@require_safe
def track(request: HttpRequest, token: str) -> HttpResponse:
    return _page(request, token, view_of(token), {"said": request.GET.get("said", "")})


@never_cache
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The answer to a question that the city asked."""
    form = AnswerForm(request.POST)

    def write(view: queries.PrivateView) -> None:
        service_requests.customer_answered(
            request=view.request, answer=form.cleaned_data["words"], by=_actor(view), at=timezone.now()
        )

    return _do(request, token, "answer_form", form, write, said="answered")


@never_cache
@require_POST
def add(request: HttpRequest, token: str) -> HttpResponse:
    """More information."""
    form = WordsForm(request.POST)

    def write(view: queries.PrivateView) -> None:
        service_requests.add_customer_note(
            request=view.request, text=form.cleaned_data["words"], by=_actor(view), at=timezone.now()
        )

    return _do(request, token, "add_form", form, write, said="added")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, token: str) -> HttpResponse:
    """“This is not resolved”, in words and with pictures."""
    view = view_of(token)
    if not view.is_reporter or Verb.DISPUTE not in verbs_in(view.request.state):
        return redirect("portal:track", token=token)
    form = (
        DisputeForm(request.POST, request.FILES)
        if request.method == "POST"
        else DisputeForm(initial={"kept": uuid.uuid4()})
    )
    kept = presenters.uuid_of(str(form["kept"].value() or uuid.uuid4()))
    if request.method == "POST":
        form.is_valid()
        _take_in(request, form, kept)
        if not form.errors:
            photos = [photo.uuid for photo in queries.photos_of_draft(draft=kept)]
            try:
                service_requests.dispute(
                    request=view.request,
                    words=form.cleaned_data["words"],
                    photos=photos,
                    by=_actor(view),
                    at=timezone.now(),
                )
            except OperationRefused as refusal:
                form.add_error("words", str(refusal))
            else:
                return redirect(reverse("portal:track", args=[token]) + "?said=disputed")
    context = {
        "form": form,
        "made": view.request,
        "service_name": presenters.service_name(view.request),
        "back_url": reverse("portal:track", args=[token]),
        "kept_photos": len(queries.photos_of_draft(draft=kept)) if form.is_bound else 0,
    }
    return render(request, "portal/track/dispute.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """The customer no longer needs it."""
    view = view_of(token)
    if not view.is_reporter or Verb.CANCEL not in verbs_in(view.request.state):
        return redirect("portal:track", token=token)
    if request.method == "POST":
        with suppress(OperationRefused):  # pressed twice at the same moment, or staff was faster: the page shows it
            service_requests.cancel(request=view.request, by=_actor(view), at=timezone.now())
        return redirect(reverse("portal:track", args=[token]) + "?said=withdrawn")
    context = {
        "made": view.request,
        "service_name": presenters.service_name(view.request),
        "back_url": reverse("portal:track", args=[token]),
    }
    return render(request, "portal/track/withdraw.html", context)


def _do(
    request: HttpRequest, token: str, name: str, form: Any, write: Callable[[queries.PrivateView], None], *, said: str
) -> HttpResponse:
    view = view_of(token)
    if not view.is_reporter:
        raise Http404
    if form.is_valid():
        try:
            service_requests.count_sender(
                address=address_of(request), limit=service_requests.SENDING, at=timezone.now()
            )
            write(view)
        except service_requests.TooMany as refusal:
            form.add_error("words", presenters.too_many(refusal.until))
        except OperationRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            return redirect(reverse("portal:track", args=[token]) + f"?said={said}")
    return _page(request, token, view, {name: form, "form": form})


def _take_in(request: HttpRequest, form: DisputeForm, kept: uuid.UUID) -> None:
    at = timezone.now()
    for file in form.cleaned_data.get("photos") or []:
        try:
            service_requests.count_sender(address=address_of(request), limit=service_requests.PHOTOS, at=at)
            service_requests.add_photo(draft=kept, file=file, at=at)
        except service_requests.TooMany as refusal:
            form.add_error("photos", presenters.too_many(refusal.until))
            break
        except PictureRefused as refusal:
            form.add_error("photos", str(refusal))


def _actor(view: queries.PrivateView) -> Actor:
    return Actor(ActorKind.CUSTOMER, view.customer_id)


def _page(request: HttpRequest, token: str, view: queries.PrivateView, context: dict[str, Any]) -> HttpResponse:
    made, is_reporter = view.request, view.is_reporter
    words, tone = presenters.step_of(made.state)
    verbs = verbs_in(made.state) if is_reporter else frozenset()
    notes = queries.notes_for_reporter(request=made) if is_reporter else queries.public_notes(request=made)
    photos = queries.photos_for_reporter(request=made) if is_reporter else queries.released_photos(request=made)
    place = Location(made.lat, made.long, made.address, made.postal_code, made.place_description)
    frame = {
        "made": made,
        "token": token,
        "is_reporter": is_reporter,
        "step": words,
        "tone": tone,
        "service_name": presenters.service_name(made),
        "track": presenters.public_track(made),
        "promise": presenters.promise_of(made),
        "is_late": presenters.is_late(made, at=timezone.now()),
        "notes": presenters.note_rows(notes, department=presenters.department_name(made)),
        "photos": [presenters.private_photo(photo, token=token) for photo in photos],
        "answers": presenters.answer_rows(made) if is_reporter else [],
        "place": presenters.place_rows(place, on=timezone.localdate()) if is_reporter else [made.block],
        "department": presenters.department_name(made),
        "is_asked": Verb.ANSWER in verbs,
        "may_dispute": Verb.DISPUTE in verbs,
        "may_withdraw": Verb.CANCEL in verbs,
        "answer_form": AnswerForm(),
        "add_form": WordsForm(),
        "form": None,
    }
    return render(request, "portal/track/detail.html", {**frame, **context})
