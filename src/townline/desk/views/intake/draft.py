"""What is typed is kept, so that nothing is lost when the call drops."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.desk.forms.intake import as_data
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.intake import behalf as intake_behalf
from townline.desk.views.intake import contact as intake_contact
from townline.desk.views.intake.page import entry_of
from townline.desk.views.typed import uuid_in
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.values import LONGEST_DESCRIPTION

KEPT_OUT = {"csrfmiddlewaretoken", "do", "remove"}


def start(request: DeskRequest) -> QueryDict:
    """An empty page, or the one that was begun before the call dropped."""
    wanted = request.GET.get("draft", "")
    if wanted:
        draft = queries.open_draft(uuid=uuid_in(wanted), owner_id=request.viewer.user_id)
        if draft is None:
            raise NotFound
        return as_data({**draft.data, "draft": [str(draft.uuid)]})
    return as_data(
        {
            "draft": [str(uuid4())],
            "channel": ["phone"],
            "language": [request.viewer.language],
            "preferred": ["email"],
            "service": [request.GET.get("service", "")],
            "phone": [request.GET.get("phone", "")],
            "began": [request.at.isoformat()],
            **intake_contact.start_data(request),
            **intake_behalf.start_data(request),
        }
    )


def _storable(typed: str) -> str:
    """What was typed, as far as the database can hold it."""
    return typed.replace("\x00", "")[: LONGEST_DESCRIPTION * 2]


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def draft(request: DeskRequest) -> HttpResponseBase:
    """Keeps what is typed; the page sends it a few seconds after the last key."""
    keep(request)
    return HttpResponse(status=204)


def keep(request: DeskRequest) -> None:
    data = {
        _storable(name): [_storable(value) for value in values]
        for name, values in request.POST.lists()
        if name not in KEPT_OUT
    }
    uuid, entry = uuid_in(request.POST.get("draft", "")), entry_of(request.POST)
    service_requests.save_draft(
        uuid=uuid, service_code=entry.code if entry else "", data=data, owner_id=request.viewer.user_id, at=request.at
    )


@require_POST
@staff_page(Capability.TAKE_REQUESTS)
def discard(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    service_requests.discard_draft(uuid=uuid, owner_id=request.viewer.user_id)
    messages.success(request, _("What was typed is gone."))
    return redirect("desk:queue")
