"""Figures of complaints, and how long each stage takes."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.complaints import operations, queries
from townline.complaints.values import Finding, Remedy, Rule, Stage
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.forms.complaints import PeriodForm, StageForm
from townline.desk.presenters import complaints as present
from townline.desk.views.access import DeskRequest, page, staff_page

Group = tuple[str, list[tuple[str, int]]]


@require_safe
@staff_page(Capability.HANDLE_COMPLAINTS)
def figures(request: DeskRequest) -> HttpResponseBase:
    form, since, until = _period(request)
    context = {
        "form": form,
        "groups": list(_groups(queries.figures(since=_start(since), until=_start(until + timedelta(days=1))))),
        "csv_query": f"since={since.isoformat()}&until={until.isoformat()}",
    }
    tabs = present.tabs("complaint_figures", viewer=request.viewer)
    return page(request, "desk/complaints/figures.html", {**context, **tabs}, status=422 if form.errors else 200)


@require_safe
@staff_page(Capability.HANDLE_COMPLAINTS)
def figures_csv(request: DeskRequest) -> HttpResponseBase:
    """For a public report: a number of people under five is not in it."""
    _form, since, until = _period(request)
    found = queries.figures(since=_start(since), until=_start(until + timedelta(days=1)))
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([_("Group"), _("What"), _("Number")])
    for title, lines in _groups(found):
        writer.writerows([title, name, queries.publishable(number)] for name, number in lines)
    answer = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="complaints-{since}-{until}.csv"'
    return answer


def _period(request: DeskRequest) -> tuple[PeriodForm, date, date]:
    """The days asked for; this year so far if none are."""
    today = timezone.localtime(request.at).date()
    year = {"since": today.replace(month=1, day=1), "until": today}
    form = PeriodForm(request.GET if "since" in request.GET else None, initial=year)
    told = form.cleaned_data if form.is_bound and form.is_valid() else year
    return form, told["since"], told["until"]


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _groups(found: queries.Figures) -> Iterator[Group]:
    language = get_language() or "en"
    departments = {row.pk: row.name.in_(language) for row in accounts.all_departments()}
    yield (
        _("All"),
        [
            (_("Complaints received"), found.received),
            (_("Stages decided"), found.decided),
            (_("Decided in time"), found.in_time),
            (_("Customers not told when promised, and still not"), found.missed_updates),
            (_("Compliments"), found.compliments),
            (_("Suggestions"), found.suggestions),
        ],
    )
    yield _("Stage reached"), _named(found.by_stage, dict(Stage.choices))
    yield _("Finding"), _named(found.by_finding, dict(Finding.choices))
    yield _("Remedy"), _named(found.by_remedy, dict(Remedy.choices))
    rows = [(departments.get(key, _("No department")), number) for key, number in found.by_department.items()]
    yield _("Department"), sorted(rows, key=lambda row: (-row[1], row[0]))


def _named(counts: Mapping[str, int], names: Mapping[str, object]) -> list[tuple[str, int]]:
    return [(str(name), counts.get(code, 0)) for code, name in names.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.CHANGE_SETTINGS)
def stages(request: DeskRequest) -> HttpResponseBase:
    sent = StageForm(request.POST, prefix=request.POST.get("form", "")) if request.method == "POST" else None
    if sent is not None and sent.is_valid():
        try:
            with savepoint():
                operations.set_stage_rule(rule=Rule(**sent.cleaned_data), by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            sent.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. It holds for what comes in from now on."))
            return redirect("desk:complaint_stages")
    shown = []
    for rule in queries.rules():
        made = {name: getattr(rule, name) for name in ("stage", "days", "unit", "inform_days", "escalate_days")}
        form = sent if sent is not None and sent.prefix == rule.stage else StageForm(initial=made, prefix=rule.stage)
        shown.append({"name": Stage(rule.stage).label, "form": form})
    context = {"shown": shown, "sent": sent, **present.tabs("complaint_stages", viewer=request.viewer)}
    return page(request, "desk/complaints/stages.html", context, status=422 if sent and sent.errors else 200)
