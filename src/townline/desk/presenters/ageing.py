"""The board of what is open as its page shows it: lines with links, bars, words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.service_levels.values import PauseReason
from townline.service_requests.ageing import LATE_SPANS, SHARES, SPANS, Board, Level, Line, Scope, What
from townline.service_requests.ageing_words import WHAT_NAMES
from townline.service_requests.queries.ageing import Reason
from townline.ui.localised import localised

SHARE_NAMES: dict[What, Promise] = {
    What.HALF: pgettext_lazy("share of the promise", "Up to a half"),
    What.THREE_QUARTERS: pgettext_lazy("share of the promise", "To three quarters"),
    What.AT_RISK: pgettext_lazy("share of the promise", "More: at risk"),
    What.LATE: pgettext_lazy("share of the promise", "All of it: late"),
}
LOOK_AT = (What.AT_RISK, What.UNTOLD, What.APPROVAL, What.ASKED)
BARS = (*SPANS, What.ASKED, What.PAUSED)
COLUMNS = (What.OPEN, *SPANS, What.AT_RISK, What.APPROVAL)
TONES = dict.fromkeys((*LATE_SPANS, What.LATE), "bad") | dict.fromkeys((What.TODAY, What.AT_RISK), "warn")
_LEVEL_NAMES = {
    Level.CITY: gettext_lazy("The whole city"),
    Level.DEPARTMENT: gettext_lazy("Departments"),
    Level.TEAM: gettext_lazy("Teams"),
    Level.PERSON: gettext_lazy("People"),
}
_BELOW = {Level.CITY: Level.DEPARTMENT, Level.DEPARTMENT: Level.TEAM, Level.TEAM: Level.PERSON}


@dataclass(frozen=True, slots=True)
class Cell:
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    url: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    number: int
    url: str
    width: int  # of a hundred
    tone: str


def board_url(scope: Scope) -> str:
    return reverse("desk:ageing_board", args=[scope.level.value, scope.number])


def list_url(scope: Scope, what: What, *, nobody: bool = False) -> str:
    query = {"level": scope.level.value, "id": scope.number, "what": what.value}
    return f"{reverse('desk:ageing_requests')}?{urlencode(query | ({'nobody': 1} if nobody else {}))}"


def name_of(scope: Scope, *, viewer_id: int) -> str:
    """Raises NotFound."""
    language = get_language() or "en"
    match scope.level:
        case Level.DEPARTMENT:
            return accounts.department_by_id(department_id=scope.number).name.in_(language)
        case Level.TEAM:
            return accounts.team_by_id(team_id=scope.number).name.in_(language)
        case Level.PERSON if scope.number == viewer_id:
            return _("My work")
        case Level.PERSON:
            return accounts.user_by_id(user_id=scope.number).name
        case _:
            return str(_LEVEL_NAMES[Level.CITY])


def crumbs(scope: Scope, *, name: str, sees_city: bool) -> list[tuple[str, str]]:
    """The way up, as far as the person may look."""
    if not sees_city or scope.level in {Level.CITY, Level.PERSON}:
        return []
    way = [(board_url(Scope(Level.CITY)), str(_LEVEL_NAMES[Level.CITY]))]
    if scope.level is Level.TEAM:
        department = accounts.team_by_id(team_id=scope.number).department
        way.append((board_url(Scope(Level.DEPARTMENT, department.pk)), localised(department.name)))
    return [*way, ("", name)]


def column_name(what: What, *, is_share: bool) -> str:
    return str((SHARE_NAMES if is_share else WHAT_NAMES)[what])


def bars(board: Board, *, shown: Sequence[What]) -> list[Bar]:
    names = SHARE_NAMES if shown is SHARES else WHAT_NAMES
    most = max((board.total.of(what) for what in shown), default=0) or 1
    return [
        Bar(
            str(names[what]),
            number := board.total.of(what),
            list_url(board.scope, what) if number else "",
            round(100 * number / most),
            TONES.get(what, ""),
        )
        for what in shown
    ]


def look_at(board: Board) -> list[Bar]:
    """What somebody can do something about today."""
    return [
        Bar(str(WHAT_NAMES[what]), number := board.total.of(what), list_url(board.scope, what) if number else "", 0, "")
        for what in LOOK_AT
    ]


def total_row(board: Board, *, shown: Sequence[What]) -> Row:
    return Row(_("All together"), "", _cells(board.scope, board.total, shown))


def rows(board: Board, *, people: Collection[int], shown: Sequence[What]) -> list[Row]:
    """The departments, teams or people below, the most late first. People without a line of their own are one line."""
    below = _BELOW.get(board.scope.level)
    if below is None:
        return []
    names = _names(below)
    made, others = list[tuple[int, Row]](), Line()
    for number, line in board.lines.items():
        if below is Level.PERSON and number is not None and number not in people:
            for what, count in line.counts.items():
                others.add(what, count)
            continue
        scope = Scope(below, number) if number is not None else board.scope
        name = names.get(number, "") if number is not None else _NOBODY[below]
        url = board_url(scope) if number is not None else ""
        nobody = number is None and below is Level.PERSON
        cells = _cells(scope, line, shown, nobody=nobody, linked=nobody or number is not None)
        made.append((line.of(What.LATE), Row(str(name), url, cells)))
    if any(others.counts.values()):
        cells = _cells(board.scope, others, shown, linked=False)
        made.append((others.of(What.LATE), Row(_("Given to people"), "", cells)))
    return [row for _late, row in sorted(made, key=lambda pair: (-pair[0], pair[1].name))]


_NOBODY = {
    Level.DEPARTMENT: gettext_lazy("No department yet"),
    Level.TEAM: gettext_lazy("No team yet"),
    Level.PERSON: gettext_lazy("Nobody yet"),
}


def _cells(scope: Scope, line: Line, shown: Sequence[What], *, nobody: bool = False, linked: bool = True) -> list[Cell]:
    numbers = [(what, line.of(what)) for what in shown]
    return [Cell(number, list_url(scope, what, nobody=nobody) if number and linked else "") for what, number in numbers]


def _names(level: Level) -> Mapping[int, str]:
    language = get_language() or "en"
    match level:
        case Level.DEPARTMENT:
            return {row.pk: row.name.in_(language) for row in accounts.all_departments()}
        case Level.TEAM:
            return {row.pk: row.name.in_(language) for row in accounts.all_teams()}
        case _:
            return dict(accounts.all_users().values_list("pk", "name"))


def reasons(found: Sequence[Reason]) -> list[tuple[str, int]]:
    """Why dates stand still: the storm or the body by name where there is one."""
    names = dict(PauseReason.choices)
    said = [(str(names.get(row.reason, _("No day was promised"))), row.label, row.number) for row in found]
    return [(f"{name}: {label}" if label else name, number) for name, label, number in said]


def heading_below(scope: Scope) -> str:
    below = _BELOW.get(scope.level)
    return str(_LEVEL_NAMES[below]) if below else ""
