"""Records that may be one customer: the steward's queue, the decision, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.customers import operations, queries
from townline.desk.presenters import duplicates as present
from townline.desk.views.access import DeskRequest, page, staff_page


@require_safe
@staff_page(Capability.STEWARD_CUSTOMERS)
def duplicates(request: DeskRequest) -> HttpResponseBase:
    found = queries.duplicates(after=request.GET.get("after", ""))
    rows = present.rows([(pair, queries.evidence_of(pair=pair)) for pair in found.rows], at=request.at)
    here = reverse("desk:duplicates")
    context = {
        "rows": rows,
        "waiting": queries.duplicates_waiting(),
        "next_url": f"{here}?after={found.after}" if found.has_more else "",
    }
    return page(request, "desk/duplicates/list.html", context)


@require_safe
@staff_page(Capability.STEWARD_CUSTOMERS)
def duplicate(request: DeskRequest, number: int) -> HttpResponseBase:
    seen = queries.duplicate(number=number)
    pair = seen.pair
    sides = [
        {
            "name": present.name_of(customer),
            "url": reverse("desk:customer", args=[customer.uuid]),
            "points": seen.points[customer.pk],
            "since": customer.created_at,
        }
        for customer in (pair.first, pair.second)
    ]
    context = {"pair": pair, "sides": sides, "seen": seen, "why": present.why(seen.evidence)}
    return page(request, "desk/duplicates/pair.html", {**context, "fields": present.fields(seen)})


@require_POST
@staff_page(Capability.STEWARD_CUSTOMERS)
def decide(request: DeskRequest, number: int) -> HttpResponseBase:
    """One customer, or two. The fields say `second` where the newer record's words hold."""
    seen = queries.duplicate(number=number)
    pair = seen.pair
    try:
        if request.POST.get("do") == "apart":
            operations.keep_apart(pair=pair, by=request.viewer, at=request.at)
            messages.success(request, _("Two customers. Nobody is asked about them again."))
        else:
            taken = [name for name in present.FIELD_NAMES if request.POST.get(name) == "second"]
            operations.merge(
                survivor=pair.first, other=pair.second, takes_other=taken, by=request.viewer, at=request.at
            )
            messages.success(request, _("One customer now. It can be undone under “Joined records”."))
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:duplicate", number)
    return redirect("desk:duplicates")


@require_safe
@staff_page(Capability.STEWARD_CUSTOMERS)
def merges(request: DeskRequest) -> HttpResponseBase:
    found = [(merge, queries.evidence_of(pair=merge)) for merge in queries.merges()]
    return page(request, "desk/duplicates/merges.html", {"rows": present.merge_rows(found)})


@require_POST
@staff_page(Capability.STEWARD_CUSTOMERS)
def undo(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    merge = queries.merge_by_uuid(uuid=uuid)
    try:
        edited = operations.undo_merge(
            merge=merge, reason=request.POST.get("reason", ""), by=request.viewer, at=request.at
        )
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: they are two customers again, as before."))
        if edited:
            words = ngettext(
                "One thing was edited since and stays as it is: %(fields)s.",
                "Some things were edited since and stay as they are: %(fields)s.",
                len(edited),
            )
            names = ", ".join(str(present.FIELD_NAMES.get(name, name)) for name in edited)
            messages.warning(request, words % {"fields": names})
    return redirect("desk:merges")
