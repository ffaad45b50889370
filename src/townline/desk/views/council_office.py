"""Wards side by side, and how an office likes things."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.council import operations, queries
from townline.desk.forms.council import PERIODS, HandOverForm
from townline.desk.presenters import council as present
from townline.desk.presenters.days import day
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.typed import number_in


@require_safe
@staff_page(Capability.COUNCIL_OFFICE)
def wards(request: DeskRequest) -> HttpResponseBase:
    chosen = request.GET.get("days", "")
    days = int(chosen) if chosen in dict(PERIODS) else 90
    context = {
        "rows": present.ward_rows(queries.compared(days=days, at=request.at)),
        "columns": present.ward_columns(),
        "periods": PERIODS,
        "days": str(days),
    }
    return page(request, "desk/council/wards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.COUNCIL_OFFICE)
def office(request: DeskRequest) -> HttpResponseBase:
    doing = request.POST.get("do", "")
    form = HandOverForm(request.POST if doing == "hand_over" else None)
    if request.method == "POST" and (doing != "hand_over" or form.is_valid()):
        try:
            words = _change(request, doing, form)
        except (NotAllowed, NotFound):
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words)
            return redirect("desk:council_office")
    is_own = request.viewer.office_id == request.viewer.user_id
    readers = queries.note_readers(viewer=request.viewer)
    kept = queries.office(viewer=request.viewer)
    term = queries.term_of(viewer=request.viewer, at=request.at)
    context: dict[str, object] = {
        "term": term,
        "until": day(None) if term is None else term.until_date,
        "office": kept,
        "is_own": is_own,
        "form": form if is_own else None,
        "hands_over": bool(is_own and kept.hand_over_email),
        "assistants": [
            {"id": user.pk, "name": user.name, "reads": user.pk in readers}
            for user in queries.assistants_of(councillor_id=request.viewer.office_id or 0)
        ],
    }
    return page(request, "desk/council/office.html", context, status=422 if form.errors else 200)


def _change(request: DeskRequest, doing: str, form: HandOverForm) -> str:
    viewer, at = request.viewer, request.at
    if doing in {"digest_on", "digest_off"}:
        operations.choose_digest(wants=doing == "digest_on", by=viewer, at=at)
        return _("Kept.")
    if doing in {"let_in", "shut_out"}:
        said = request.POST.get("assistant", "")
        number = number_in(said)
        operations.let_in(assistant_id=number, may_read=doing == "let_in", by=viewer, at=at)
        return _("Kept. It holds at once.")
    if doing == "hand_over":
        operations.set_hand_over(**form.cleaned_data, by=viewer, at=at)
        return _("Kept. When your term is over, the link to your notes goes to this address.")
    raise NotFound
