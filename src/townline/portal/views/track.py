"""The page behind the private link: everything that the customer may see, and what they may do."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

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
from townline.portal.forms.words import AnswerForm, AskAgainForm
from townline.portal.views.senders import address_of
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.values import Fate, Sees
from townline.service_requests.workflow import State, Verb, verbs_in

if TYPE_CHECKING:
    from townline.service_requests.models import Note, ServiceRequest


def view_of(token: str) -> queries.PrivateView:
    try:
        return queries.private_request(token=token)
    except NotFound:
        raise Http404 from None


@never_cache
@require_safe
def track(request: HttpRequest, token: str) -> HttpResponse:
    return page_of(request, token, view_of(token), {"said": request.GET.get("said", "")})


@never_cache
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The answer to a question that the city asked."""
    form = AnswerForm(request.POST)

    def write(view: queries.PrivateView) -> None:
        service_requests.customer_answered(
            request=view.request, answer=form.cleaned_data["words"], by=actor_of(view), at=timezone.now()
        )

    return _do(request, token, "answer_form", form, write, said="answered")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """The customer no longer needs it."""
    view = view_of(token)
    if not view.is_reporter or Verb.CANCEL not in verbs_in(view.request.state):
        return redirect("portal:track", token=token)
    if request.method == "POST":
        with suppress(OperationRefused):  # pressed twice at the same moment, or staff was faster: the page shows it
            service_requests.cancel(request=view.request, by=actor_of(view), at=timezone.now())
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
    return page_of(request, token, view, {name: form, "form": form})


def actor_of(view: queries.PrivateView) -> Actor:
    return Actor(ActorKind.CUSTOMER, view.customer_id)


def page_of(request: HttpRequest, token: str, view: queries.PrivateView, context: dict[str, Any]) -> HttpResponse:
    """The page; of a request that was merged, how far the one is in which the work goes on."""
    made, is_reporter, at = view.request, view.is_reporter, timezone.now()
    work = queries.end_of_merges(request=made)
    words, tone = presenters.step_of(work.state)
    verbs = verbs_in(made.state) if is_reporter else frozenset()
    place = Location(made.lat, made.long, made.address, made.postal_code, made.place_description)
    fate = queries.fate_of_follow_up(request=work, at=at) if is_reporter else None
    frame = {
        "made": made,
        "token": token,
        "is_reporter": is_reporter,
        "is_follower": view.is_follower,
        "sees_all": view.sees_all,
        "step": words,
        "tone": tone,
        "service_name": presenters.service_name(made),
        "joined_with": work.reference if work.pk != made.pk else "",
        "track": presenters.track_for(work, sees=view.sees),
        "promise": presenters.promise_of(work),
        "is_late": presenters.is_late(work, at=at),
        "notes": presenters.note_rows(
            _notes(view, work), department=presenters.department_name(work), is_reporter=is_reporter
        ),
        "photos": [presenters.private_photo(photo, token=token) for photo in queries.photos_of_view(view=view)],
        "answers": presenters.answer_rows(made) if view.sees_all else [],
        "point": (made.lat, made.long) if view.sees_all else queries.public_point(lat=made.lat, long=made.long),
        "place": presenters.place_rows(place, on=timezone.localdate()) if view.sees_all else [made.block],
        "department": presenters.department_name(work),
        "is_asked": Verb.ANSWER in verbs,
        "may_dispute": fate is Fate.REOPENS,
        "may_ask_anew": fate is Fate.MAKES_NEW and made.state != State.CANCELLED,
        "may_add": fate is Fate.ATTACHES and Verb.ANSWER not in verbs,
        "may_withdraw": Verb.CANCEL in verbs,
        "answer_form": AnswerForm(),
        "add_form": AskAgainForm(initial={"kept": uuid.uuid4()}),
        "kept_photos": 0,
        "form": None,
    }
    return render(request, "portal/track/detail.html", {**frame, **context})


def _notes(view: queries.PrivateView, work: "ServiceRequest") -> "list[Note]":
    """Their own page; of the request in which the work goes on, what everybody may read."""
    if view.sees is Sees.STEPS:
        return []
    made = view.request
    notes = queries.notes_for_reporter(request=made) if view.sees_all else queries.public_notes(request=made)
    if work.pk != made.pk:
        notes = sorted([*notes, *queries.public_notes(request=work)], key=lambda note: note.written_at)
    return notes
