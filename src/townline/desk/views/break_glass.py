"""Open what is sealed, with a reason; review what others opened."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.reference import said
from townline.customers import queries as customers
from townline.desk.forms.reads import ReasonForm, ReviewForm
from townline.desk.presenters import reads as presenters
from townline.desk.presenters.privacy import tabs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.privacy import operations as privacy_operations
from townline.privacy import queries as privacy
from townline.privacy.values import Verdict
from townline.service_requests import operations as service_requests_operations
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.privacy.models import BreakGlass

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.SEE_CUSTOMERS)
def open_sealed(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Who asked, in an enforcement case."""
    found = service_requests.visible_request(reference=reference, viewer=request.viewer)
    form = ReasonForm(request.POST or None)
    back = reverse("desk:request", args=[found.reference])
    if request.method == "POST" and form.is_valid():
        try:
            service_requests_operations.open_sealed(
                reference=reference, reason=form.cleaned_data["reason"], by=request.viewer, at=request.at
            )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.warning(request, _("Open to you for an hour. Your reason is reviewed."))
            return redirect(back)
    what = _("Who asked for %(reference)s") % {"reference": said(found.reference)}
    return _reason_page(request, form, what=what, back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.SEE_CUSTOMERS)
def open_customer(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """The page of a customer of whom the person has no case."""
    service_requests.known_customer(uuid=uuid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            whose = service_requests_operations.open_customer(
                uuid=uuid, reason=form.cleaned_data["reason"], by=request.viewer, at=request.at
            )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.warning(request, _("Open to you for an hour. Your reason is reviewed."))
            return redirect("desk:customer", whose)
    return _reason_page(request, form, what=_("The page of a customer"), back=reverse("desk:customers"))


def closed_customer(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """Instead of the page of a customer who is not theirs: the way in."""
    response = _reason_page(
        request,
        ReasonForm(),
        what=_("You have no case of this customer, so their page is closed to you."),
        back=reverse("desk:customers"),
        action=reverse("desk:open_customer", args=[uuid]),
    )
    response.status_code = 403
    return response


def _reason_page(request: DeskRequest, form: ReasonForm, *, what: str, back: str, action: str = "") -> HttpResponseBase:
    context = {"form": form, "what": what, "back_url": back, "action": action}
    return page(request, "desk/privacy/open.html", context, status=422 if form.errors else 200)


# -- review ---------------------------------------------------------------------------------------
@require_safe
@staff_page(Capability.REVIEW_BREAK_GLASS)
def break_glasses(request: DeskRequest) -> HttpResponseBase:
    shows_all = request.GET.get("show") == "all"
    whose = _whose(request)
    rows = privacy.break_glasses(opened_by=whose) if shows_all else privacy.to_review(opened_by=whose)
    shown = list(rows[: MOST + 1])
    here = reverse("desk:break_glasses")
    return page(
        request,
        "desk/privacy/break_glasses.html",
        {
            "tabs": tabs(viewer=request.viewer, current="break_glasses"),
            "cards": _cards(request, shown[:MOST]),
            "has_more": len(shown) > MOST,
            "shows_all": shows_all,
            "all_url": f"{here}?show=all",
            "waiting_url": here,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.REVIEW_BREAK_GLASS)
def review(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    opened = privacy.break_glass_of(uuid=uuid)
    whose = _whose(request)
    if whose is not None and opened.opened_by_id not in whose:
        raise NotFound
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            privacy_operations.review_break_glass(
                uuid=uuid,
                verdict=Verdict(form.cleaned_data["verdict"]),
                note=form.cleaned_data["note"],
                by=request.viewer,
                at=request.at,
            )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error("note", str(refusal))
        else:
            messages.success(request, _("Reviewed."))
            return redirect("desk:break_glasses")
    seen = list(privacy.reads_of(reader_id=opened.opened_by_id, since=opened.opened_at, until=opened.until_at)[:MOST])
    context: dict[str, object] = {
        "tabs": tabs(viewer=request.viewer, current="break_glasses"),
        "card": _cards(request, [opened])[0],
        "form": form if opened.reviewed_at is None and opened.opened_by_id != request.viewer.user_id else None,
        "is_own": opened.opened_by_id == request.viewer.user_id,
        "lines": presenters.lines(seen, presenters.names_for(seen, viewer=request.viewer)),
    }
    return page(request, "desk/privacy/review.html", context, status=422 if form.errors else 200)


def _whose(request: DeskRequest) -> frozenset[int] | None:
    """The privacy officer reviews everybody's; a supervisor those of their own people."""
    if request.viewer.can(Capability.SEE_READ_LOG):
        return None
    return accounts.reviewed_by(viewer=request.viewer)


def _cards(request: DeskRequest, rows: "list[BreakGlass]") -> list[dict[str, object]]:
    ids = {row.opened_by_id for row in rows} | {row.reviewed_by_id for row in rows if row.reviewed_by_id}
    users = accounts.all_users().in_bulk(ids)
    references = service_requests.references_of(subjects=[row.subject for row in rows if row.subject])
    people = customers.names_of(people=[row.person for row in rows if row.person])
    shows_people = request.viewer.can(Capability.SEE_READ_LOG) and request.viewer.can(Capability.SEE_CUSTOMERS)
    cards: list[dict[str, object]] = []
    for row in rows:
        reference = references.get(row.subject) if row.subject else None
        what = _("Who asked for %(reference)s") % {"reference": said(reference)} if reference else ""
        if row.person:
            what = _("The page of %(name)s") % {
                "name": presenters.person_words(row.person, people if shows_people else {})
            }
        cards.append(
            {
                "row": row,
                "what": what or _("Something that is not there any more"),
                "by": _named(users.get(row.opened_by_id)),
                "reviewer": _named(users.get(row.reviewed_by_id or 0)),
                "verdict": Verdict(row.verdict).label if row.verdict else "",
                "is_bad": row.verdict == Verdict.NOT_JUSTIFIED,
                "is_open": row.is_open(at=request.at),
                "url": reverse("desk:break_glass_review", args=[row.uuid]),
            }
        )
    return cards


def _named(user: object) -> str:
    return str(user) if user is not None else ""
