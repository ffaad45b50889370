"""What the city tells its employees about figures on their work. Without it there are none."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.desk.forms.reads import PolicyForm
from townline.desk.presenters.settings import crumbs, form_rows
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.privacy import operations as privacy_operations
from townline.privacy import queries as privacy


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.READ_SETTINGS)
def monitoring(request: DeskRequest) -> HttpResponseBase:
    form = PolicyForm(request.POST if request.POST.get("do") == "record" else None)
    if request.method == "POST" and request.POST.get("do") == "end":
        return _end(request)
    if request.method == "POST" and form.is_valid():
        try:
            privacy_operations.record_monitoring_policy(**form.cleaned_data, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded. Each person sees their own figures from the day on which it holds."))
            return redirect("desk:settings_monitoring")
    return _show(request, form)


def _end(request: DeskRequest) -> HttpResponseBase:
    try:
        privacy_operations.end_monitoring_policy(by=request.viewer, at=request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Figures about people are off."))
    return redirect("desk:settings_monitoring")


def _show(request: DeskRequest, form: PolicyForm) -> HttpResponseBase:
    versions = list(privacy.monitoring_policies())
    users = accounts.all_users().in_bulk({row.recorded_by_id for row in versions})
    language = get_language() or "en"
    return page(
        request,
        "desk/settings/monitoring.html",
        {
            "form": form,
            "form_rows": form_rows(form),
            "may_change": request.viewer.can(Capability.CHANGE_SETTINGS),
            "holds": privacy.monitoring_policy(at=request.at),
            "versions": [(row, row.text.in_(language), str(users.get(row.recorded_by_id, ""))) for row in versions],
            "crumbs": crumbs(("", _("Figures about people"))),
        },
        status=422 if form.errors else 200,
    )
