"""Who changed what, and the way back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.subjects import subject_uuid
from townline.desk.presenters import settings as presenters
from townline.desk.presenters.settings_history import entries_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_kinds.rights import may_change
from townline.events import queries as events


def history_of(kind: Kind) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @staff_page(Capability.READ_SETTINGS)
    def history(request: DeskRequest, number: int) -> HttpResponseBase:
        row = kind.find(number)
        log = list(events.history_of(subject=subject_uuid(kind=kind.subject, id=row.pk)))
        if request.method == "POST":
            return _put_back(request, kind, row, log)
        title = str(kind.cells(row)[0])
        return page(
            request,
            "desk/settings/history.html",
            {
                "title": title,
                "entries": entries_of(log, labels=kind.form.labels(), can_put_back=bool(kind.put_back)),
                "may_change": may_change(request),
                "crumbs": presenters.crumbs((kind.url, kind.title), (kind.url_of(row), title), ("", _("History"))),
            },
        )

    return history


def _put_back(request: DeskRequest, kind: Kind, row: Any, log: list[Any]) -> HttpResponseBase:
    """The values from before one change, as a new change."""
    chosen = next((event for event in log if str(event.uuid) == request.POST.get("event")), None)
    if chosen is None or kind.put_back is None:
        raise NotFound
    before = {name: change[0] for name, change in chosen.data.get("changes", {}).items() if len(change) == 2}
    try:
        kind.put_back(row, before, request.viewer, request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The earlier values hold again."))
    return redirect(kind.history_url_of(row))
