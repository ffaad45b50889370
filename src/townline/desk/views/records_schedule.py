"""How long each class of records is kept."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.desk.forms.records import RuleForm
from townline.desk.presenters.records.schedule import rule_history, schedule_columns, schedule_rows
from townline.desk.presenters.records.tabs import tabs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.records_office import operations, queries
from townline.records_office.values import Rule


@require_safe
@staff_page(Capability.KEEP_RETENTION)
def schedule(request: DeskRequest) -> HttpResponseBase:
    rows, unconfirmed = schedule_rows(queries.rules(), queries.confirmed())
    context = {"columns": schedule_columns(), "rows": rows, "unconfirmed": unconfirmed}
    return page(request, "desk/records/schedule.html", {**context, **tabs("schedule")})


@require_POST
@staff_page(Capability.KEEP_RETENTION)
def confirm(request: DeskRequest) -> HttpResponseBase:
    operations.confirm_shipped_rules(by=request.viewer, at=request.at)
    messages.success(request, _("This is the city’s schedule now. Each change is kept with who made it."))
    return redirect("desk:records_schedule")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.KEEP_RETENTION)
def rule(request: DeskRequest, retention: str) -> HttpResponseBase:
    current = queries.rule_of(retention=retention)
    form = RuleForm(request.POST or None, initial=current._asdict())
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_rule(rule=Rule(current.retention, **form.cleaned_data), by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:records_schedule")
    history = rule_history(queries.history_of_rule(retention=retention))
    context = {"form": form, "title": current.retention.label, "history": history, "rule": current}
    return page(request, "desk/records/rule.html", context, status=400 if form.errors else 200)
