"""The board of what is open: how far from its day, for the city, a department, a team or a person, and the list behind each figure."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.core import live
from townline.core.errors import NotFound
from townline.desk.presenters import ageing as present
from townline.desk.presenters.addresses import with_query
from townline.desk.presenters.choices import ward_names
from townline.desk.presenters.queue.columns import COLUMNS, USUAL_COLUMNS
from townline.desk.presenters.queue.rows import RowView, row_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import queries as service_requests
from townline.service_requests.ageing import SHARES, Board, Level, Scope, What
from townline.service_requests.ageing_words import WHAT_NAMES, message
from townline.service_requests.queries import Tab, ageing

SOONEST = 10


@require_safe
@staff_page(Capability.SEE_AGEING)
def start(request: DeskRequest) -> HttpResponseBase:
    return redirect(present.board_url(ageing.boards_of(viewer=request.viewer)[0]))


@require_safe
@staff_page(Capability.SEE_AGEING)
def board(request: DeskRequest, level: str, number: int) -> HttpResponseBase:
    """By the day on which they are due; with `by=share`, by how much of the promise is used."""
    viewer, scope = request.viewer, _scope(level, number)
    is_by_share = request.GET.get("by") == "share"
    try:
        counted = ageing.shares_of if is_by_share else ageing.board_of
        found = counted(scope=scope, viewer=viewer, at=request.at)
    except service_requests.FiguresAreOff as refusal:
        return page(request, "desk/figures/off.html", {"words": str(refusal)})
    name = present.name_of(scope, viewer_id=viewer.user_id)
    people = (
        ageing.people_shown(team_id=number, viewer=viewer, at=request.at) if scope.level is Level.TEAM else frozenset()
    )
    shown = SHARES if is_by_share else present.COLUMNS
    context = {
        "title": name,
        "crumbs": present.crumbs(scope, name=name, sees_city=viewer.can(Capability.SEE_CITY_BOARD)),
        "boards": _boards(request, scope),
        "is_by_share": is_by_share,
        "by_day_url": request.path,
        "by_share_url": f"{request.path}?by=share",
        "bars": present.bars(found, shown=SHARES if is_by_share else present.BARS),
        "heading_below": present.heading_below(scope),
        "columns": [present.column_name(what, is_share=is_by_share) for what in shown],
        "total": present.total_row(found, shown=shown),
        "rows": present.rows(found, people=people, shown=shown),
        "people_are_off": scope.level is Level.TEAM and people <= {viewer.user_id},
        **_live(scope),
        "reload_url": request.get_full_path(),
        **({} if is_by_share else _day_context(request, scope, found)),
    }
    return page(request, "desk/ageing/board.html", context)


def _day_context(request: DeskRequest, scope: Scope, found: Board) -> dict[str, object]:
    viewer, at = request.viewer, request.at
    soon = ageing.requests_behind(scope=scope, what=What.TOMORROW, viewer=viewer, at=at, limit=SOONEST)
    has_pauses = found.total.of(What.PAUSED)
    return {
        "message": message(found.total),
        "look_at": present.look_at(found),
        "reasons": present.reasons(ageing.pauses_on(scope=scope, viewer=viewer, at=at)) if has_pauses else [],
        "soon_until": ageing.next_working_day(at),
        "soon": _row_views(request, soon.rows),
        "soon_url": present.list_url(scope, What.TOMORROW) if soon.has_more else "",
    }


@require_safe
@staff_page(Capability.SEE_AGEING)
def requests(request: DeskRequest) -> HttpResponseBase:
    """The list behind one figure."""
    query = {name: request.GET[name] for name in ("level", "id", "what", "nobody") if request.GET.get(name)}
    number = query.get("id", "")
    scope = _scope(query.get("level", ""), int(number) if number.isascii() and number.isdigit() else -1)
    what = _what(query.get("what", ""))
    nobody, after = bool(query.get("nobody")), request.GET.get("after", "")
    try:
        found = ageing.requests_behind(
            scope=scope, what=what, viewer=request.viewer, at=request.at, nobody=nobody, after=after
        )
    except service_requests.FiguresAreOff as refusal:
        return page(request, "desk/figures/off.html", {"words": str(refusal)})
    here, name = reverse("desk:ageing_requests"), present.name_of(scope, viewer_id=request.viewer.user_id)
    context = {
        "what": WHAT_NAMES[what],
        "name": f"{name}: {_('Nobody yet')}" if nobody else name,
        "crumbs": [(present.board_url(scope), name), ("", WHAT_NAMES[what])],
        "columns": [COLUMNS[column] for column in USUAL_COLUMNS],
        "rows": _row_views(request, found.rows),
        "first_url": with_query(here, query) if after else "",
        "next_url": with_query(here, query, after=found.after) if found.has_more else "",
        "board_url": present.board_url(scope),
    }
    return page(request, "desk/ageing/requests.html", context)


def _scope(level: str, number: int) -> Scope:
    """Raises NotFound for words and numbers that name no board."""
    if level not in set(Level) or not 0 <= number < 2**31:
        raise NotFound
    return Scope(Level(level), number)


def _what(word: str) -> What:
    if word not in set(What):
        raise NotFound
    return What(word)


def _row_views(request: DeskRequest, rows: Sequence[service_requests.QueueRow]) -> list[RowView]:
    return row_views(
        rows=rows,
        columns=USUAL_COLUMNS,
        wards=ward_names(at=request.at),
        viewer=request.viewer,
        tab=Tab.ALL,
        at=request.at,
    )


def _boards(request: DeskRequest, current: Scope) -> list[tuple[str, str, bool]]:
    viewer = request.viewer
    return [
        (present.name_of(scope, viewer_id=viewer.user_id), present.board_url(scope), scope == current)
        for scope in ageing.boards_of(viewer=viewer)
    ]


def _live(scope: Scope) -> dict[str, object]:
    topics = {Level.TEAM: live.team_topic(scope.number), Level.PERSON: live.user_topic(scope.number)}
    topic = topics.get(scope.level, live.QUEUE_TOPIC)
    return {"live_url": f"{settings.TOWNLINE_LIVE_URL}/live?token={live.sign_topics([topic])}", "live_topics": topic}
