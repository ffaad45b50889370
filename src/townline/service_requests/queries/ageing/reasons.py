"""Why requests of a board have no date now."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection

from townline.accounts.values import Viewer
from townline.service_requests.ageing import Scope
from townline.service_requests.queries.ageing.levels import RUNNING, check_may_see, narrowed

_REASONS = f"""
SELECT COALESCE(pause.reason, ''), COALESCE(pause.label, ''), count(*)::integer
FROM (SELECT uuid FROM service_requests_servicerequest WHERE {RUNNING} AND due_at IS NULL AND {{where}}) AS request
LEFT JOIN LATERAL (SELECT reason, label FROM service_levels_clockpause
    WHERE subject = request.uuid AND end_at IS NULL ORDER BY begin_at LIMIT 1) AS pause ON TRUE
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""


class Reason(NamedTuple):
    """A word of PauseReason, or nothing where no day was promised; `label` names the storm or the body."""

    reason: str
    label: str
    number: int


def pauses_on(*, scope: Scope, viewer: Viewer, at: datetime) -> list[Reason]:
    """Without those that wait for the customer, which the board counts. Raises as board_of does."""
    check_may_see(scope=scope, viewer=viewer, at=at)
    where = narrowed(scope, viewer)
    with connection.cursor() as cursor:
        cursor.execute(_REASONS.format(where=where.sql or "TRUE"), where.values)
        return [Reason(*row) for row in cursor.fetchall()]
