"""Access requests: those that are open, those that are closed, and a new one."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.desk.forms.access_requests import AccessForm
from townline.desk.presenters import access_requests as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.records_office import operations, queries
from townline.records_office.operations import Asked

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
