"""Access requests: the list, a file with its steps, one record with its bars, the package."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.desk.forms.access_requests import AccessForm
from townline.desk.presenters import access_requests as present
from townline.desk.views import steps
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.records_office import operations, queries
from townline.records_office.operations import Asked
from townline.records_office.operations.access_search import people_of
from townline.records_office.packages import package
from townline.records_office.values import AccessState, Identity

if TYPE_CHECKING:
    from townline.records_office.models import AccessRecord, AccessRequest

MOST = 100


@require_safe
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def access_requests(request: DeskRequest) -> HttpResponseBase:
    closed = "closed" in request.GET
    rows = list(queries.access_requests(closed=closed)[:MOST])
    context = {"rows": present.access_rows(rows, at=request.at), "closed": closed}
    return page(request, "desk/access/list.html", {**context, **present.tabs("access")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def new(request: DeskRequest) -> HttpResponseBase:
    form = AccessForm(request.POST or None, initial={name: request.GET.get(name, "") for name in ("person", "name")})
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.receive_access_request(asked=Asked(**form.cleaned_data), by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The file is open. Nothing about this person is destroyed while it is."))
            return redirect("desk:access_request", made.uuid)
    return page(request, "desk/access/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def access_request(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    access = queries.access_request(uuid=uuid)
    rows = present.record_rows(access, queries.access_records(access=access))
    context = {
        "access": access,
        "state": AccessState(access.state).label,
        "facts": present.access_facts(access, at=request.at),
        "rows": rows,
        "to_review": sum(1 for row in rows if not row.decision),
        "identities": Identity.choices,
        "sections": present.sections(access),
        "needs_fee": bool(access.fee_cents) and not (access.fee_paid_at or access.fee_waived),
    }
    return page(request, "desk/access/file.html", context)


Step = Callable[[DeskRequest, "AccessRequest"], object]


def _said(request: DeskRequest, name: str) -> str:
    return request.POST.get(name, "")


def _identity(request: DeskRequest, access: "AccessRequest") -> object:
    how = _said(request, "how")
    if how not in Identity.values:
        raise OperationRefused(_("Say how you know that it is them."))
    return operations.check_identity(access=access, how=Identity(how), by=request.viewer, at=request.at)


def _fee(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.note_fee(access=access, waived=_said(request, "why"), by=request.viewer, at=request.at)


def _waive(request: DeskRequest, access: "AccessRequest") -> object:
    if not _said(request, "why").strip():
        raise OperationRefused(_("Say why the fee is waived."))
    return _fee(request, access)


def _extend(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.extend(access=access, why=_said(request, "why"), by=request.viewer, at=request.at)


def _withdraw(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.withdraw(access=access, why=_said(request, "why"), by=request.viewer, at=request.at)


def _search(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.search(access=access, by=request.viewer, at=request.at)


def _words(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.take_out_words_everywhere(
        access=access, words=_said(request, "words"), code=_said(request, "code"), by=request.viewer, at=request.at
    )


def _release_rest(request: DeskRequest, access: "AccessRequest") -> object:
    """Those that nobody else is named in, as the rooms say."""
    rows = [row for row in queries.access_records(access=access) if not row.decision and not row.has_third_parties]
    for row in rows:
        operations.release(row=row, by=request.viewer, at=request.at)
    return len(rows)


def _decide(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.decide(access=access, by=request.viewer, at=request.at)


def _send(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.send(access=access, how=_said(request, "why"), by=request.viewer, at=request.at)


STEPS: dict[str, tuple[Step, Promise]] = {
    "identity": (_identity, gettext_lazy("Identity checked.")),
    "paid": (
        lambda request, access: operations.note_fee(access=access, by=request.viewer, at=request.at),
        gettext_lazy("Fee paid."),
    ),
    "waive": (_waive, gettext_lazy("Fee waived.")),
    "extend": (_extend, gettext_lazy("Extended. Tell the person why.")),
    "withdraw": (_withdraw, gettext_lazy("Withdrawn. The copies are destroyed.")),
    "search": (_search, gettext_lazy("Every part of the system was searched.")),
    "words": (_words, gettext_lazy("Taken out of every record in which they stood.")),
    "release_rest": (_release_rest, gettext_lazy("Released, where nobody else can be named.")),
    "decide": (_decide, gettext_lazy("Decided. The package is ready.")),
    "send": (_send, gettext_lazy("Noted as sent.")),
}


@require_POST
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def act(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    access = queries.access_request(uuid=uuid)
    steps.take(request, access, steps=STEPS)
    return redirect("desk:access_request", uuid)


@require_safe
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def record(request: DeskRequest, uuid: UUID, number: int) -> HttpResponseBase:
    access = queries.access_request(uuid=uuid)
    row = queries.access_record(access=access, number=number)
    own = [
        access.name,
        access.by_whom,
        access.send_to,
        *(trace for person in people_of(access=access) for trace in person.traces),
    ]
    context = {
        "access": access,
        "row": row,
        "lines": present.lines_of(row),
        "proposals": present.proposals(row, own=[text for text in own if text]),
        "sections": present.sections(access),
        "is_open": access.state == AccessState.REVIEW,
        "sides": [("left", _("Left")), ("top", _("Top")), ("right", _("Right")), ("bottom", _("Bottom"))],
        "next_url": _next(access, number),
    }
    return page(request, "desk/access/record.html", context)


def _next(access: "AccessRequest", number: int) -> str:
    """The following record that is not reviewed."""
    waiting = [row.number for row in queries.access_records(access=access) if not row.decision and row.number != number]
    following = next((one for one in waiting if one > number), waiting[0] if waiting else None)
    return reverse("desk:access_record", args=[access.uuid, following]) if following else ""


def _area(request: DeskRequest) -> tuple[int, int, int, int]:
    try:
        left, top, right, bottom = (int(_said(request, side)) for side in ("left", "top", "right", "bottom"))
    except ValueError:
        raise OperationRefused(_("Give four numbers from 0 to 100.")) from None
    return left, top, right, bottom


def _on_record(request: DeskRequest, row: "AccessRecord") -> Callable[[], object] | None:
    who: dict[str, Any] = {"row": row, "by": request.viewer, "at": request.at}
    code, name = _said(request, "code"), _said(request, "name")
    do, _dash, number = _said(request, "do").partition("-")
    number = number or _said(request, "line")
    block = int(number) if number.isdecimal() and len(number) < 6 else -1
    return {
        "words": lambda: operations.take_out_words(words=_said(request, "words"), code=code, **who),
        "line": lambda: operations.take_out_line(block=block, code=code, **who),
        "line_back": lambda: operations.put_line_back(block=block, **who),
        "file": lambda: operations.take_out_file(name=name, code=code, **who),
        "area": lambda: operations.cover_area(name=name, area=_area(request), code=code, **who),
        "file_back": lambda: operations.put_file_back(name=name, **who),
        "release": lambda: operations.release(**who),
        "withhold": lambda: operations.withhold(code=code, **who),
    }.get(do)


@require_POST
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def act_on_record(request: DeskRequest, uuid: UUID, number: int) -> HttpResponseBase:
    access = queries.access_request(uuid=uuid)
    do = _on_record(request, queries.access_record(access=access, number=number))
    if do is None:
        raise NotFound
    steps.attempt(request, do, done=_("Saved."))
    following = _next(access, number) if _said(request, "do") in {"release", "withhold"} else ""
    return redirect(following or reverse("desk:access_record", args=[uuid, number]))


@require_safe
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def package_zip(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    access = queries.access_request(uuid=uuid)
    if access.state not in {AccessState.DECIDED, AccessState.SENT}:
        raise NotFound(_("The package is here when the decision is taken."))
    answer = HttpResponse(package(access=access), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="access-{access.number}.zip"'
    return answer
