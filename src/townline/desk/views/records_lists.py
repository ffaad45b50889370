"""Disposal lists: what is proposed, what was signed, the certificates."""

import re
from datetime import UTC, datetime
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import EditConflict, NotAllowed, OperationRefused
from townline.desk.presenters.records.items import item_page, item_rows, kept_counts
from townline.desk.presenters.records.lists import done_columns, done_rows, list_cards, list_facts
from townline.desk.presenters.records.tabs import tabs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.typed import number_in
from townline.records_office import certificates, operations, queries
from townline.records_office.values import ListState

UUID_IN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@require_safe
@staff_page(Capability.SIGN_DISPOSAL)
def lists(request: DeskRequest) -> HttpResponseBase:
    """Those that wait first; then what is being carried out and what was."""
    waiting = queries.disposal_lists(state=ListState.PROPOSED)
    done = [row for row in queries.disposal_lists() if row.disposal_list.state != ListState.PROPOSED]
    context = {
        "waiting": list_cards(waiting),
        "columns": done_columns(),
        "rows": done_rows(done),
    }
    return page(request, "desk/records/lists.html", {**context, **tabs("lists")})


@require_safe
@staff_page(Capability.SIGN_DISPOSAL)
def one_list(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    row = queries.disposal_list(uuid=uuid)
    found = row.disposal_list
    is_open = found.state == ListState.PROPOSED
    after = request.GET.get("after", "")
    going = queries.items_of(disposal_list=found, out=False, after=number_in(after, digits=18))
    context = {
        "row": row,
        "list": found,
        "facts": list_facts(row),
        "is_open": is_open,
        "seen": operations.hash_of(disposal_list=found) if is_open else "",
        "samples": item_rows(found, going),
        "next_url": f"{request.path}?after={going[-1].pk}" if len(going) == queries.ITEMS else "",
        "kept": item_rows(found, queries.items_of(disposal_list=found, out=True)),
        "kept_counts": kept_counts(found),
        "destroyed": certificates.lines_of(disposal_list=found),
        "has_second_factor": accounts.has_second_factor(user=request.user),
        "proved": proved_at(request) is not None,
        "prove_url": f"{reverse('mfa_reauthenticate')}?next={request.path}",
    }
    return page(request, "desk/records/list.html", context)


def proved_at(request: DeskRequest) -> datetime | None:
    """When this session last showed its second factor; None if it did not, or too long ago to sign with."""
    records = get_authentication_records(request, request.user)
    moments = [record["at"] for record in records if record.get("method") == "mfa"]
    at = datetime.fromtimestamp(max(moments), tz=UTC) if moments else None
    return at if at and request.at - at <= operations.PROOF_HOLDS else None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.SIGN_DISPOSAL)
def item(request: DeskRequest, uuid: UUID, number: int) -> HttpResponseBase:
    """What goes with one record; take it out, or put it back."""
    found = queries.disposal_list(uuid=uuid).disposal_list
    if request.method != "POST":
        row = queries.item(disposal_list=found, item_id=number)
        context = item_page(found, row, queries.what_goes(disposal_list=found, item=row))
        return page(request, "desk/records/item.html", context)
    try:
        if request.POST.get("do") == "back":
            operations.put_back(disposal_list=found, item_id=number, by=request.viewer, at=request.at)
        else:
            words = request.POST.get("words", "")
            operations.take_out(disposal_list=found, item_id=number, words=words, by=request.viewer, at=request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:records_list", uuid)


@require_POST
@staff_page(Capability.SIGN_DISPOSAL)
def sign(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.disposal_list(uuid=uuid).disposal_list
    try:
        operations.sign(
            disposal_list=found,
            seen=request.POST.get("seen", ""),
            by=request.viewer,
            second_factor_at=proved_at(request),
            at=request.at,
        )
    except NotAllowed:
        raise
    except EditConflict:
        messages.warning(request, _("The list has changed since you opened it. Look at it again, then sign."))
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Signed. It is carried out within minutes; then the certificate is here."))
    return redirect("desk:records_list", uuid)


@require_POST
@staff_page(Capability.SIGN_DISPOSAL)
def withdraw(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.disposal_list(uuid=uuid).disposal_list
    operations.withdraw_list(disposal_list=found, by=request.viewer, at=request.at)
    messages.success(request, _("The list is thrown away. Nothing was destroyed."))
    return redirect("desk:records")


@require_POST
@staff_page(Capability.SIGN_DISPOSAL)
def propose_person(request: DeskRequest) -> HttpResponseBase:
    """A list of one, for somebody who asked for it or whose time is over: by the address of their page, or its number."""
    named = UUID_IN.search(request.POST.get("person", "").lower())
    if named is None:
        messages.error(request, _("Paste the address of the customer’s page: it has their number in it."))
        return redirect("desk:records")
    try:
        found = operations.propose_person(person=UUID(named[0]), by=request.viewer, at=request.at)
    except operations.NobodyToDispose as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:records")
    return redirect("desk:records_list", found.uuid)


@require_safe
@staff_page(Capability.SIGN_DISPOSAL)
def certificate(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.disposal_list(uuid=uuid).disposal_list
    try:
        pdf = certificates.certificate_pdf(disposal_list=found, language=request.viewer.language)
    except certificates.NotDone as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:records_list", uuid)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="certificate-{found.pk}.pdf"'
    return response
