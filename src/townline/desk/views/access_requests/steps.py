"""The steps of a file, from who asks to what is sent."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import OperationRefused
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.access_requests.typed import said
from townline.desk.views.steps import take
from townline.records_office import operations, queries
from townline.records_office.values import Identity

if TYPE_CHECKING:
    from townline.records_office.models import AccessRequest


Step = Callable[[DeskRequest, "AccessRequest"], object]


def _identity(request: DeskRequest, access: "AccessRequest") -> object:
    how = said(request, "how")
    if how not in Identity.values:
        raise OperationRefused(_("Say how you know that it is them."))
    return operations.check_identity(access=access, how=Identity(how), by=request.viewer, at=request.at)


def _fee(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.note_fee(access=access, waived=said(request, "why"), by=request.viewer, at=request.at)


def _waive(request: DeskRequest, access: "AccessRequest") -> object:
    if not said(request, "why").strip():
        raise OperationRefused(_("Say why the fee is waived."))
    return _fee(request, access)


def _extend(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.extend(access=access, why=said(request, "why"), by=request.viewer, at=request.at)


def _withdraw(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.withdraw(access=access, why=said(request, "why"), by=request.viewer, at=request.at)


def _search(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.search(access=access, by=request.viewer, at=request.at)


def _words(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.take_out_words_everywhere(
        access=access, words=said(request, "words"), code=said(request, "code"), by=request.viewer, at=request.at
    )


def _release_rest(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.release_rest(access=access, by=request.viewer, at=request.at)


def _decide(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.decide(access=access, by=request.viewer, at=request.at)


def _send(request: DeskRequest, access: "AccessRequest") -> object:
    return operations.send(access=access, how=said(request, "why"), by=request.viewer, at=request.at)


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
    take(request, access, steps=STEPS)
    return redirect("desk:access_request", uuid)
