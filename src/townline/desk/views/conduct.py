"""Restrictions because of unreasonable conduct: ask, approve, appeal, review."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.complaints import operations, queries
from townline.complaints.operations import Asked
from townline.complaints.values import Limit, RestrictionState
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.forms.complaints import RestrictionForm
from townline.desk.presenters import complaints as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.complaints.models import Restriction

MOST = 100


@require_safe
@staff_page(Capability.HANDLE_COMPLAINTS)
def restrictions(request: DeskRequest) -> HttpResponseBase:
    found = queries.restrictions(limit=MOST)
    context = {"rows": found, "today": timezone.localtime(request.at).date()}
    return page(
        request,
        "desk/complaints/restrictions.html",
        {**context, **present.tabs("restrictions", viewer=request.viewer)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.HANDLE_COMPLAINTS)
def new(request: DeskRequest) -> HttpResponseBase:
    """For the customer in `?customer=`."""
    customer = service_requests.visible_customer(uuid=_uuid(request), viewer=request.viewer).customer
    form = RestrictionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        limits = tuple(Limit(code) for code in told["limits"])
        asked = Asked(customer, limits, told["words"], told["reason"], told["review_date"])
        try:
            with savepoint():
                made = operations.ask_restriction(asked=asked, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked for. Another manager decides; until then nothing changes."))
            return redirect("desk:restriction", made.uuid)
    context = {"form": form, "customer_name": customer.name or customer.organisation}
    return page(request, "desk/complaints/restriction_new.html", context, status=422 if form.errors else 200)


def _uuid(request: DeskRequest) -> UUID:
    try:
        return UUID(request.GET.get("customer", ""))
    except ValueError:
        raise NotFound(_("Open the customer’s page first: a restriction is about one customer.")) from None


@require_safe
@staff_page(Capability.HANDLE_COMPLAINTS)
def restriction(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.restriction(uuid=uuid)
    decides = request.viewer.can(Capability.DECIDE_COMPLAINTS)
    context = {
        "row": found,
        "facts": present.restriction_facts(found),
        "may_answer": decides
        and found.state == RestrictionState.PROPOSED
        and found.asked_by_id != request.viewer.user_id,
        "may_review": decides and found.state == RestrictionState.IN_FORCE,
        "may_appeal": found.state == RestrictionState.IN_FORCE and not found.appealed_at,
    }
    return page(request, "desk/complaints/restriction.html", context)


def _do(request: DeskRequest, found: "Restriction") -> Callable[[], object] | None:
    by, at, words = request.viewer, request.at, request.POST.get("words", "")

    def until() -> date:
        try:
            return date.fromisoformat(request.POST.get("until", ""))
        except ValueError:
            raise OperationRefused(_("Give the day on which it is looked at again.")) from None

    return {
        "approve": lambda: operations.answer_restriction(restriction=found, approve=True, by=by, at=at),
        "refuse": lambda: operations.answer_restriction(restriction=found, approve=False, by=by, at=at),
        "appeal": lambda: operations.appeal_restriction(restriction=found, words=words, by=by, at=at),
        "go_on": lambda: operations.review_restriction(restriction=found, words=words, until=until(), by=by, at=at),
        "end": lambda: operations.review_restriction(restriction=found, words=words, until=None, by=by, at=at),
    }.get(request.POST.get("do", ""))


@require_POST
@staff_page(Capability.HANDLE_COMPLAINTS)
def act(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    do = _do(request, queries.restriction(uuid=uuid))
    if do is None:
        raise NotFound
    try:
        with savepoint():
            do()
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:restriction", uuid)
