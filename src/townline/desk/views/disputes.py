"""Closings that a customer disputes: a supervisor judges each, beside what was said to be done; and how often it happens."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.forms.complaints import PeriodForm
from townline.desk.forms.follow_ups import JudgeForm
from townline.desk.presenters import follow_ups as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.typed import number_in
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.values import Verdict

BACK = timedelta(days=90)


@require_safe
@staff_page(Capability.WORK_ON_REQUESTS)
def disputed(request: DeskRequest) -> HttpResponseBase:
    return _disputed(request, None)


def _disputed(request: DeskRequest, sent: tuple[UUID, JudgeForm] | None) -> HttpResponseBase:
    typed = request.GET.get("after", "")
    after = number_in(typed)
    found = queries.to_review(viewer=request.viewer, after=after)
    rows = [
        present.dispute_card(row, at=request.at)
        | {
            "form": sent[1]
            if sent and sent[0] == row.follow_up.uuid
            else JudgeForm(auto_id=f"id_%s_{row.follow_up.uuid}")
        }
        for row in found.rows
    ]
    context: dict[str, object] = {
        "rows": rows,
        "sent": sent[1] if sent else None,
        "next_url": f"?after={found.after}" if found.after else "",
        **present.tabs("disputes", viewer=request.viewer),
    }
    return page(request, "desk/follow_ups/disputed.html", context, status=422 if sent else 200)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def judge(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.dispute_to_review(uuid=uuid, viewer=request.viewer)
    form = JudgeForm(request.POST, auto_id=f"id_%s_{uuid}")
    if form.is_valid():
        verdict = Verdict(form.cleaned_data["verdict"])
        try:
            with savepoint():
                judged = service_requests.judge(
                    dispute=found, verdict=verdict, words=form.cleaned_data["words"], by=request.viewer, at=request.at
                )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, present.judged_words(judged))
            if verdict is Verdict.STANDS:
                return redirect("desk:act", found.request.reference, "complete")
            return redirect("desk:disputes")
    return _disputed(request, (uuid, form))


@require_safe
@staff_page(Capability.APPROVE)
def figures(request: DeskRequest) -> HttpResponseBase:
    """Which closings did not hold, by team and service."""
    today = timezone.localtime(request.at).date()
    days = {"since": today - BACK, "until": today}
    form = PeriodForm(request.GET if "since" in request.GET else None, initial=days)
    told = form.cleaned_data if form.is_bound and form.is_valid() else days
    found = queries.defects_by_team(
        viewer=request.viewer, since=_start(told["since"]), until=_start(told["until"] + timedelta(days=1))
    )
    context = {
        "form": form,
        "rows": present.defect_rows(found),
        **present.tabs("dispute_figures", viewer=request.viewer),
    }
    return page(request, "desk/follow_ups/figures.html", context, status=422 if form.errors else 200)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
