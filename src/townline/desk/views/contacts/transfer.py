"""A warm transfer: who hands over chooses what the receiver sees; the receiver sees it before saying hello."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.desk.forms.outreach import HandOverForm
from townline.desk.presenters.choices import team_choices
from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.contacts.head import contact_head, language_name
from townline.desk.presenters.contacts.naming import contact_url
from townline.desk.presenters.contacts.topics import requests_made, topic
from townline.desk.presenters.contacts.transfers import transfer_url
from townline.desk.presenters.customers.naming import name_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.contacts.door import door
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.interactions.values import Shown
from townline.service_requests.queries import subjects_open_to, visible_requests


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def hand_over(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = door(request, uuid)
    form = HandOverForm(request.POST or None, teams=team_choices(), initial={"shows": Shown.values})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            done = interactions.hand_over(
                contact=found,
                to_team_id=said["team"],
                to_body=said["body"],
                shows=said["shows"],
                by=request.viewer,
                at=request.at,
            )
        except interactions.TransferNeedsReceiver as refusal:
            form.add_error("team", str(refusal))
        else:
            return redirect("desk:contact_handed_over", uuid, done.uuid)
    context = {"contact": contact_head(found), "form": form}
    return page(request, "desk/contacts/hand_over.html", context, status=422 if form.errors else 200)


@require_safe
@staff_page(Capability.RECORD_CONTACTS)
def summary(request: DeskRequest, uuid: UUID, transfer: UUID) -> HttpResponseBase:
    """For another office: to be read out, or printed. For colleagues also the address that opens it."""
    found = door(request, uuid)
    chosen = queries.transfer_of(uuid=transfer, contact=found)
    link = request.build_absolute_uri(transfer_url(chosen)) if chosen.to_team_id else ""
    context = {
        **_context(request, chosen),
        "contact": contact_head(found),
        "to": chosen.to_body or _team(chosen),
        "link": link,
    }
    return page(request, "desk/contacts/summary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def received(request: DeskRequest, token: str) -> HttpResponseBase:
    """What a colleague sees who is to take over; the button makes it their own contact."""
    found = queries.transfer_by_token(token=token, viewer=request.viewer, at=request.at)
    if request.method == "POST":
        try:
            made = interactions.take_over(
                transfer=found, subjects=subjects_open_to(viewer=request.viewer), by=request.viewer, at=request.at
            )
        except interactions.WrapUpFirst as refusal:
            messages.warning(request, str(refusal))
            return redirect(f"{contact_url(refusal.contact)}?then={request.path}")
        except interactions.TransferTakenAlready as refusal:
            messages.warning(request, str(refusal))
            return redirect("desk:contacts")
        return redirect(contact_url(made))
    return page(
        request, "desk/contacts/received.html", {**_context(request, found), "is_taken": found.taken_at is not None}
    )


def _context(request: DeskRequest, transfer: Any) -> dict[str, object]:
    seen = queries.context_of(transfer=transfer, subjects=subjects_open_to(viewer=request.viewer))
    made = visible_requests(viewer=request.viewer).filter(uuid__in=seen.matters).select_related("service")
    from_whom = accounts.user_by_id(user_id=transfer.made_by_id)
    return {
        "who": name_of(seen.customer) if seen.customer else _("No name"),
        "phone": contact_words("phone", seen.phone),
        "email": seen.email,
        "summary": seen.summary,
        "language": language_name(seen.contact.language),
        "topic": topic(seen.contact.handling),
        "requests": requests_made(made),
        "from_whom": from_whom.name if from_whom else "",
        "made_at": transfer.made_at,
        "expires_at": transfer.expires_at,
    }


def _team(transfer: Any) -> str:
    names = dict(team_choices())
    return str(names.get(transfer.to_team_id, ""))
