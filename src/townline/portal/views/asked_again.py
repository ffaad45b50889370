"""Somebody asks again by their private link: more information, “This is not resolved”, or to hear no more of it."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from townline.core.errors import OperationRefused
from townline.portal import presenters
from townline.portal.forms.words import AskAgainForm, DisputeForm, NewFromOldForm
from townline.portal.presenters.flow import speaks
from townline.portal.views.senders import address_of
from townline.portal.views.track import actor_of, page_of, view_of
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.pictures import PictureRefused
from townline.service_requests.values import Fate
from townline.service_requests.workflow import State

if TYPE_CHECKING:
    from townline.service_requests.models import FollowUp


@never_cache
@require_POST
def add(request: HttpRequest, token: str) -> HttpResponse:
    """More about a request that is being worked on."""
    view = view_of(token)
    if not view.is_reporter:
        raise Http404
    form = AskAgainForm(request.POST, request.FILES)
    kept = _take_in(request, form)
    if _take(request, view, form, kept) is not None:
        return redirect(reverse("portal:track", args=[token]) + "?said=added")
    context = {"add_form": form, "form": form, "kept_photos": len(queries.photos_of_draft(draft=kept))}
    return page_of(request, token, view, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def not_resolved(request: HttpRequest, token: str) -> HttpResponse:
    """“This is not resolved”, in words and with pictures; long after the closing it becomes a new request."""
    view = view_of(token)
    work = queries.end_of_merges(request=view.request)
    fate = queries.fate_of_follow_up(request=work, at=timezone.now())
    if not view.is_reporter or fate is Fate.ATTACHES or view.request.state == State.CANCELLED:
        return redirect("portal:track", token=token)
    kind = DisputeForm if fate is Fate.REOPENS else NewFromOldForm
    form = kind(request.POST, request.FILES) if request.method == "POST" else kind(initial={"kept": uuid.uuid4()})
    kept = _take_in(request, form) if form.is_bound else uuid.uuid4()
    if form.is_bound and (taken := _take(request, view, form, kept)) is not None:
        return redirect(_where_after(token, taken))
    context = {
        "form": form,
        "made": view.request,
        "service_name": presenters.service_name(view.request),
        "makes_new": fate is Fate.MAKES_NEW,
        "back_url": reverse("portal:track", args=[token]),
        "kept_photos": len(queries.photos_of_draft(draft=kept)) if form.is_bound else 0,
    }
    return render(request, "portal/track/dispute.html", context)


@never_cache
@require_POST
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever only follows it hears no more."""
    view = view_of(token)
    if view.is_reporter:
        raise Http404
    made = view.request
    service_requests.stop_following(request=made, customer_id=view.customer_id, by=actor_of(view), at=timezone.now())
    return render(request, "portal/track/stopped.html", {"made": made, "service_name": presenters.service_name(made)})


def _where_after(token: str, taken: "FollowUp") -> str:
    """The page of the new request, if one was made."""
    if taken.became is not None:
        token = queries.track_token(uuid=taken.became.uuid, customer_id=taken.became.customer_id)
        return reverse("portal:track", args=[token]) + "?said=made"
    return reverse("portal:track", args=[token]) + "?said=disputed"


def _take_in(request: HttpRequest, form: AskAgainForm) -> uuid.UUID:
    """Keeps the pictures, also those of a form that must be mended; returns where."""
    form.is_valid()
    kept: uuid.UUID = form.cleaned_data.get("kept") or uuid.uuid4()
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
    return kept


def _take(request: HttpRequest, view: queries.PrivateView, form: AskAgainForm, kept: uuid.UUID) -> "FollowUp | None":
    """None: the form says what is wrong."""
    if form.errors:
        return None
    at = timezone.now()
    asked = service_requests.Asked(
        words=form.cleaned_data["words"],
        photos=tuple(photo.uuid for photo in queries.photos_of_draft(draft=kept)),
        language=speaks(),
        customer_id=view.customer_id,
        key=kept,
    )
    try:
        service_requests.count_sender(address=address_of(request), limit=service_requests.SENDING, at=at)
        return service_requests.follow_up(request=view.request, asked=asked, by=actor_of(view), at=at)
    except service_requests.TooMany as refusal:
        form.add_error("words", presenters.too_many(refusal.until))
    except OperationRefused as refusal:
        form.add_error("words", str(refusal))
    return None
