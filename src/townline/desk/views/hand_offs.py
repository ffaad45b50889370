"""How work goes from team to team, against what they agreed."""

from datetime import date, datetime, timedelta

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.desk.forms.complaints import PeriodForm
from townline.desk.presenters.tasks import span_words
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests.queries import tasks as queries

A_QUARTER = timedelta(days=90)


@require_safe
@staff_page(Capability.SEE_ALL_REQUESTS)
def hand_offs(request: DeskRequest) -> HttpResponseBase:
    today = timezone.localtime(request.at).date()
    usual: dict[str, date] = {"since": today - A_QUARTER, "until": today}
    form = PeriodForm(request.GET if "since" in request.GET else None, initial=usual)
    told = form.cleaned_data if form.is_bound and form.is_valid() else usual
    since, until = _start(told["since"]), _start(told["until"] + timedelta(days=1))
    count = queries.recounted_hand_offs if "recount" in request.GET else queries.hand_off_figures
    figures = count(since=since, until=until, at=request.at)
    language = get_language() or "en"
    names = {team.pk: team.name.in_(language) for team in accounts.all_teams()}
    context = {
        "form": form,
        "rows": [
            {
                "frm": names.get(one.from_team, ""),
                "to": names.get(one.to_team, ""),
                "figure": one,
                "median": span_words(one.median_for) if one.median_for is not None else "—",
            }
            for one in figures
        ],
        "is_recount": "recount" in request.GET,
        "recount_url": f"?since={told['since'].isoformat()}&until={told['until'].isoformat()}&recount",
    }
    return page(request, "desk/tasks/hand_offs.html", context, status=422 if form.errors else 200)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
