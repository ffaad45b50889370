"""The morning's mail to those who lead: what is late, what will be, how much waits for them. Numbers and references, no people."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.links import link
from townline.core.reference import said
from townline.service_requests.ageing import Level, Scope, What
from townline.service_requests.ageing_words import WHAT_NAMES, message
from townline.service_requests.queries import QueueRow, ageing

KIND = "ageing_digest"
PREFERENCE = "ageing_digest"
FROM_CLOCK, UNTIL_CLOCK = time(7), time(12)  # what could not be written by noon is no morning's mail
MOST = 10
SAID = (What.TODAY, What.LATE, What.AT_RISK, What.APPROVAL, What.UNTOLD, What.ASKED, What.PAUSED)


def is_wanted(*, preferences: Mapping[str, object]) -> bool:
    """Unless the person switched it off on their page."""
    return preferences.get(PREFERENCE) is not False


def levels_of(*, viewer: Viewer) -> list[Scope]:
    """A manager's department, or the city for one who belongs to none; the teams that somebody leads."""
    if viewer.can(Capability.SEE_CITY_BOARD):
        if not viewer.can(Capability.APPROVE):  # who only looks on has no morning's work in it
            return []
        return [Scope(Level.DEPARTMENT, viewer.department_id) if viewer.department_id else Scope(Level.CITY)]
    return [scope for scope in ageing.boards_of(viewer=viewer) if scope.level is Level.TEAM]


def title(*, at: datetime) -> str:
    return _("Due and late: %(day)s") % {"day": timezone.localtime(at).date().isoformat()}


def text_for(*, viewer: Viewer, at: datetime) -> str:
    """In the language that is active. Empty for who leads nothing, and on a morning on which nothing is open."""
    parts = [part for scope in levels_of(viewer=viewer) if (part := _part(scope, viewer, at))]
    if not parts:
        return ""
    return "\n\n".join([*parts, _("To get this mail no more: %(link)s") % {"link": link(name="my_page")}])


def _part(scope: Scope, viewer: Viewer, at: datetime) -> str:
    board = ageing.board_of(scope=scope, viewer=viewer, at=at)
    if not any(board.total.of(what) for what in (What.OPEN, What.APPROVAL)):
        return ""
    soon = ageing.requests_behind(scope=scope, what=What.TOMORROW, viewer=viewer, at=at, limit=MOST)
    lines = [_name(scope), "", message(board.total), ""]
    lines += [f"{WHAT_NAMES[what]}: {number}" for what in SAID if (number := board.total.of(what))]
    if soon.rows:
        lines += ["", f"{WHAT_NAMES[What.TOMORROW]}:", *_lines(soon.rows)]
    if soon.has_more:
        lines.append(_("… and more"))
    return "\n".join([*lines, "", link(name="ageing", level=scope.level.value, number=str(scope.number))])


def _lines(rows: Sequence[QueueRow]) -> Iterator[str]:
    is_french = (translation.get_language() or "").startswith("fr")
    for row in rows:
        service = (row.service_fr if is_french else row.service_en) or row.service_en
        yield f"- {said(row.reference)}  {service}  {_due(row.due_at) if row.due_at else ''}".rstrip()


def _due(moment: datetime) -> str:
    """Midnight is the end of a day and no time."""
    local = timezone.localtime(moment)
    if local.time() == time():
        return (local.date() - timedelta(days=1)).isoformat()
    return local.strftime("%Y-%m-%d %H:%M")


def _name(scope: Scope) -> str:
    language = translation.get_language() or "en"
    match scope.level:
        case Level.DEPARTMENT:
            return accounts.department_by_id(department_id=scope.number).name.in_(language)
        case Level.TEAM:
            return accounts.team_by_id(team_id=scope.number).name.in_(language)
        case _:
            return _("The whole city")
