"""What is late or due soon, who was told and who is told next; what you were told yourself."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts import queries as accounts
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.desk.presenters.late import late_views, notice_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.typed import number_in
from townline.service_requests.operations import escalations
from townline.service_requests.queries import escalations as told_queries

MOST = 100


@require_safe
@staff_page()
def late(request: DeskRequest) -> HttpResponseBase:
    """`order=newest`: what was found last comes first, not what is late longest."""
    tab = "newest" if request.GET.get("order") == "newest" else "late"
    asked = request.GET.get("after", "")
    after = number_in(asked, digits=6)
    rows, has_more = told_queries.late_requests(
        viewer=request.viewer, at=request.at, after=after, newest=tab == "newest"
    )
    more = {"order": tab, "after": after + told_queries.ROWS}
    return page(
        request,
        "desk/late/list.html",
        {
            "rows": late_views(rows, at=request.at),
            "more_url": f"{reverse('desk:late')}?{urlencode(more)}" if has_more else "",
            "is_newest": tab == "newest",
            "tabs": _tabs(tab),
        },
    )


@require_safe
@staff_page()
def told(request: DeskRequest) -> HttpResponseBase:
    notices = list(told_queries.open_notices(viewer=request.viewer)[:MOST])
    return page(
        request,
        "desk/late/told.html",
        {"notices": notice_views(notices, viewer=request.viewer, at=request.at), "tabs": _tabs("told")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def answer(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """One thing that you were told: look after it, or pass it on."""
    notice = told_queries.notice_of(uuid=uuid, viewer=request.viewer)
    error = ""
    if request.method == "POST":
        try:
            said = _answer(request, uuid)
        except (NotAllowed, NotFound):
            raise
        except OperationRefused as refusal:
            error = str(refusal)
        else:
            messages.success(request, said)
            return redirect("desk:late_told")
    people = told_queries.people_to_pass_to(notice=notice, people=[u for u in accounts.all_users() if u.is_active])
    [view] = notice_views([notice], viewer=request.viewer, at=request.at)
    context = {
        "notice": view,
        "people": [(str(user.pk), user.name, str(user.get_role_display())) for user in people],
        "chosen": request.POST.get("to", ""),
        "words": request.POST.get("words", ""),
        "error": error,
    }
    return page(request, "desk/late/answer.html", context, status=422 if error else 200)


def _answer(request: DeskRequest, uuid: UUID) -> str:
    words = request.POST.get("words", "")
    if request.POST.get("do") == "acknowledge":
        escalations.acknowledge(uuid=uuid, words=words, by=request.viewer, at=request.at)
        return _("Noted: you look after it. Nobody else is told for one business day.")
    to = request.POST.get("to", "")
    if not to.isdecimal() or len(to) > 18:
        raise escalations.NobodyElse
    escalations.pass_on(uuid=uuid, to=int(to), words=words, by=request.viewer, at=request.at)
    return _("Passed on. They are told now.")


def _tabs(current: str) -> list[dict[str, object]]:
    tabs = [
        ("late", _("Late longest"), reverse("desk:late")),
        ("newest", _("Found last"), f"{reverse('desk:late')}?order=newest"),
        ("told", _("Told to you"), reverse("desk:late_told")),
    ]
    return [{"name": name, "url": url, "is_current": key == current} for key, name, url in tabs]
