"""What of a record goes out, and what is under a bar."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound, OperationRefused
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.access_requests.record import next_record
from townline.desk.views.access_requests.typed import said
from townline.desk.views.steps import attempt
from townline.records_office import operations, queries

if TYPE_CHECKING:
    from townline.records_office.models import AccessRecord


def _area(request: DeskRequest) -> tuple[int, int, int, int]:
    try:
        left, top, right, bottom = (int(said(request, side)) for side in ("left", "top", "right", "bottom"))
    except ValueError:
        raise OperationRefused(_("Give four numbers from 0 to 100.")) from None
    return left, top, right, bottom


def _on_record(request: DeskRequest, row: "AccessRecord") -> Callable[[], object] | None:
    who: dict[str, Any] = {"row": row, "by": request.viewer, "at": request.at}
    code, name = said(request, "code"), said(request, "name")
    do, _dash, number = said(request, "do").partition("-")
    number = number or said(request, "line")
    block = int(number) if number.isdecimal() and len(number) < 6 else -1
    return {
        "words": lambda: operations.take_out_words(words=said(request, "words"), code=code, **who),
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
    attempt(request, do, done=_("Saved."))
    following = next_record(access, number) if said(request, "do") in {"release", "withhold"} else ""
    return redirect(following or reverse("desk:access_record", args=[uuid, number]))
