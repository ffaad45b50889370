"""Count the board again from the log of events, and name every difference."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.errors import NotAllowed
from townline.core.promised import last_day
from townline.core.transactions import in_transaction, transaction
from townline.service_requests.ageing import SPANS, Level, Scope, Standing, What, span_of
from townline.service_requests.queries.ageing.board import by_day
from townline.service_requests.queries.ageing.log import Told, told_by_log
from townline.service_requests.queries.desk import OPEN_STATES

COMPARED = (*SPANS, What.ASKED, What.PAUSED, What.APPROVAL)
_WHOSE = "concat_ws('/', department_id, COALESCE(team_id, 0), COALESCE(assignee_id, 0))"
_NOW = f"""
SELECT uuid, reference, department_id, team_id, assignee_id, service_requests_standing(state, due_at),
    CASE service_requests_standing(state, due_at) WHEN 'running' THEN due_at END
FROM service_requests_servicerequest WHERE state IN ('completed', {OPEN_STATES})
"""


class Place(NamedTuple):
    """Where a request stands on the board."""

    department_id: int
    team_id: int | None
    assignee_id: int | None
    standing: str
    due_at: datetime | None

    @property
    def whose(self) -> str:
        return f"{self.department_id}/{self.team_id or 0}/{self.assignee_id or 0}"


class Other(NamedTuple):
    """A request about which the log says something else than its row. None where it is not on the board."""

    reference: str
    log: Place | None
    now: Place | None


@dataclass(slots=True)
class Recount:
    """`page` and `log` are figures by (department/team/person, what). `unknown` came from another system without a history:
    of these the row is taken."""

    requests: int = 0
    unknown: int = 0
    page: Counter[tuple[str, What]] = field(default_factory=Counter)
    log: Counter[tuple[str, What]] = field(default_factory=Counter)
    others: list[Other] = field(default_factory=list)

    @property
    def differing(self) -> list[tuple[str, What]]:
        return sorted(key for key in {*self.page, *self.log} if self.page[key] != self.log[key])

    def total(self, counts: Counter[tuple[str, What]], what: What) -> int:
        return sum(number for (_, one), number in counts.items() if one is what)


def recount(*, viewer: Viewer, at: datetime) -> Recount:
    """Of the whole city, as it is in one moment. Raises NotAllowed for who may not see all of it."""
    if not (viewer.can(Capability.SEE_CITY_BOARD) and viewer.can(Capability.SEE_ENFORCEMENT)):
        raise NotAllowed
    if in_transaction():
        return _recount(viewer, at)
    with transaction(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _recount(viewer, at)


def _recount(viewer: Viewer, at: datetime) -> Recount:
    made = Recount()
    for whose, what, number in by_day(scope=Scope(Level.CITY), child=_WHOSE, viewer=viewer, at=at):
        made.page[whose, what] += number
    now, references = _now()
    departments = {team.pk: team.department_id for team in accounts.all_teams()}
    services = {entry.code: entry.department_id for entry in catalog.catalogue().services}
    for subject, told in told_by_log():
        if not told.service and told.is_known:
            continue  # a clock of something else
        made.requests += 1
        row = now.pop(subject, None)
        place = _place(told, departments, services)
        if not told.is_known:
            made.unknown += 1
            place = row
        if place != row:
            made.others.append(Other(references.get(subject, str(subject)), place, row))
        _count(made.log, place, at)
    made.others += [Other(references[subject], None, row) for subject, row in now.items()]
    return made


def _place(told: Told, departments: Mapping[int, int], services: Mapping[str, int]) -> Place | None:
    if not told.standing:
        return None
    standing = told.standing
    if standing == Standing.RUNNING and told.due_at is None:
        standing = Standing.PAUSED
    department = departments[told.team_id] if told.team_id else services.get(told.service, 0)
    return Place(department, told.team_id, told.assignee_id, str(standing), told.due_at)


def _count(counts: Counter[tuple[str, What]], place: Place | None, at: datetime) -> None:
    if place is None:
        return
    names = {Standing.ASKED: What.ASKED, Standing.PAUSED: What.PAUSED, Standing.DONE: What.APPROVAL}
    what = names.get(Standing(place.standing))
    if what is None and place.due_at is not None:
        day = last_day(place.due_at)
        what = span_of(day, today=timezone.localtime(at).date())
        what = What.LATE_5 if what is What.TODAY and place.due_at <= at else what
    if what is not None:
        counts[place.whose, what] += 1


def _now() -> tuple[dict[UUID, Place], dict[UUID, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_NOW)
        rows = cursor.fetchall()
    return {row[0]: Place(*row[2:]) for row in rows}, {row[0]: row[1] for row in rows}
