"""One record of a file, with its bars."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.presenters import access_requests as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.records_office import queries
from townline.records_office.values import AccessState

if TYPE_CHECKING:
    from townline.records_office.models import AccessRequest


@require_safe
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def record(request: DeskRequest, uuid: UUID, number: int) -> HttpResponseBase:
    access = queries.access_request(uuid=uuid)
    row = queries.access_record(access=access, number=number)
    context = {
        "access": access,
        "row": row,
        "lines": present.lines_of(row),
        "proposals": present.proposals(row, own=queries.own_words(access=access)),
        "sections": present.sections(access),
        "is_open": access.state == AccessState.REVIEW,
        "sides": [("left", _("Left")), ("top", _("Top")), ("right", _("Right")), ("bottom", _("Bottom"))],
        "next_url": next_record(access, number),
    }
    return page(request, "desk/access/record.html", context)


def next_record(access: "AccessRequest", number: int) -> str:
    """The following record that is not reviewed."""
    waiting = [row.number for row in queries.access_records(access=access) if not row.decision and row.number != number]
    following = next((one for one in waiting if one > number), waiting[0] if waiting else None)
    return reverse("desk:access_record", args=[access.uuid, following]) if following else ""
