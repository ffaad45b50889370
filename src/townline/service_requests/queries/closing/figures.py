"""Time of work and time of approval, counted apart; what was sent back, what stood, what was found afterwards."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection


class TeamClosings(NamedTuple):
    """Days are those of the calendar, with a part of a day as a fraction. `None` where there is nothing to count."""

    team_en: str | None
    team_fr: str | None
    closings: int
    work_days: float | None
    approval_days: float | None
    by_a_person: int
    stood: int
    sent_back: int
    waiting: int
    drawn: int
    audited: int
    not_good: int


_FIGURES = """
SELECT team.name_en, team.name_fr, count(*) FILTER (WHERE closure.ending <> 'imported'),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM closure.completed_at - closure.worked_from_at) / 86400.0)
        FILTER (WHERE closure.ending = 'done'),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM closure.decided_at - closure.completed_at) / 86400.0)
        FILTER (WHERE closure.state IN ('approved', 'sent_back') AND closure.ending = 'done'),
    count(*) FILTER (WHERE closure.state = 'approved'),
    count(*) FILTER (WHERE closure.state = 'stood'),
    count(*) FILTER (WHERE closure.state = 'sent_back'),
    count(*) FILTER (WHERE closure.state = 'waiting'),
    count(*) FILTER (WHERE closure.is_drawn AND (closure.audited_at IS NOT NULL
        OR closure.state IN ('approved', 'stood') AND closure.set_aside_at IS NULL)),
    count(*) FILTER (WHERE closure.audited_at IS NOT NULL),
    count(*) FILTER (WHERE closure.verdict = 'not_good')
FROM service_requests_closure AS closure
LEFT JOIN accounts_team AS team ON team.id = closure.team_id
WHERE closure.completed_at >= %s AND closure.completed_at < %s AND closure.ending <> 'imported'
GROUP BY GROUPING SETS ((team.id, team.name_en, team.name_fr), ())
ORDER BY team.id IS NULL, team.name_en
"""
_IMPORTED = """
SELECT count(*) FROM service_requests_servicerequest
WHERE source <> '' AND state IN ('completed', 'confirmed', 'declined', 'merged', 'cancelled')
    AND closed_at >= %s AND closed_at < %s
"""


def closing_figures(*, since: datetime, until: datetime) -> Sequence[TeamClosings]:
    """One row a team with closings, and a last row without a name for all of them."""
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, [since, until])
        return [TeamClosings(*row) for row in cursor.fetchall()]


def imported_closings(*, since: datetime, until: datetime) -> int:
    """Closed in another system: exempt, and not in the other figures."""
    with connection.cursor() as cursor:
        cursor.execute(_IMPORTED, [since, until])
        return int(cursor.fetchone()[0])
