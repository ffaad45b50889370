"""What one member of staff did in the last weeks: for that person, and for their supervisor."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts import queries as accounts
from townline.desk.presenters import figures as presenters
from townline.desk.presenters.reads import lines, names_for
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.privacy import queries as privacy
from townline.service_requests import queries as service_requests
from townline.ui.localised import localised

MOST_LOOKS = 50


@require_safe
@staff_page()
def mine(request: DeskRequest) -> HttpResponseBase:
    return _show(request, request.viewer.user_id)


@require_safe
@staff_page()
def colleague(request: DeskRequest, number: int) -> HttpResponseBase:
    """Raises NotAllowed for who is not their supervisor, also for a person who does not exist."""
    return _show(request, number)


def _show(request: DeskRequest, number: int) -> HttpResponseBase:
    try:
        weeks = service_requests.figures_of(user_id=number, viewer=request.viewer, at=request.at)
    except service_requests.FiguresAreOff as refusal:
        return page(request, "desk/figures/off.html", {"words": str(refusal)})
    is_mine = number == request.viewer.user_id
    looks = list(privacy.looks_at_figures(user_id=number)[:MOST_LOOKS]) if is_mine else []
    policy = privacy.monitoring_policy(at=request.at)
    people = accounts.all_users().filter(pk__in=accounts.supervised_by(viewer=request.viewer)) if is_mine else []
    return page(
        request,
        "desk/figures/record.html",
        {
            "title": _("My figures") if is_mine else accounts.user_by_id(user_id=number).name,
            "is_mine": is_mine,
            "columns": presenters.columns(),
            "rows": presenters.rows(weeks),
            "looks": lines(looks, names_for(looks, viewer=request.viewer)),
            "policy": policy,
            "policy_text": localised(policy.text) if policy else "",
            "people": [(user.name, reverse("desk:figures", args=[user.pk])) for user in people],
        },
    )
