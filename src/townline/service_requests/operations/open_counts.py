"""The counts behind the board of what is open: add up what belongs together, count anew."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from townline.core.transactions import transaction
from townline.service_requests.ageing import LATE_MANY
from townline.service_requests.workflow import OPEN, State

COUNTED_STATES = ", ".join(f"'{state}'" for state in sorted({*OPEN, State.COMPLETED}))
_ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('service_requests_opencount'))"
_ALONE_AFTER = "SELECT pg_advisory_xact_lock(hashtext('service_requests_opencount'))"
# Days so long ago that they are one line of the board are kept as one, so that an old backlog is not many rows. They are written
# as an older day, since a request that leaves takes its own day with it.
_GATHER = """
WITH many AS (
    SELECT unnest(array_agg(id)) AS id FROM service_requests_opencount
    GROUP BY department_id, team_id, assignee_id, standing, is_sealed,
        CASE WHEN due_date < %(oldest)s THEN %(oldest)s ELSE due_date END
    HAVING count(*) > 1),
gone AS (DELETE FROM service_requests_opencount AS kept USING many WHERE kept.id = many.id RETURNING kept.*)
INSERT INTO service_requests_opencount (department_id, team_id, assignee_id, standing, is_sealed, due_date, number)
SELECT department_id, team_id, assignee_id, standing, is_sealed,
    CASE WHEN due_date < %(oldest)s THEN %(oldest)s ELSE due_date END, sum(number)
FROM gone GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(number) <> 0
"""
_RECOUNT = f"""
INSERT INTO service_requests_opencount (department_id, team_id, assignee_id, standing, is_sealed, due_date, number)
SELECT department_id, team_id, assignee_id, service_requests_standing(state, due_at), visibility = 'enforcement',
    CASE WHEN state IN ('completed', 'waiting_for_customer') THEN NULL ELSE service_requests_due_date(due_at) END, count(*)
FROM service_requests_servicerequest WHERE state IN ({COUNTED_STATES}) GROUP BY 1, 2, 3, 4, 5, 6
"""
_ZONE = "SELECT position(quote_literal(%s) IN prosrc) > 0 FROM pg_proc WHERE proname = 'service_requests_due_date'"
_DUE_DATE = """
CREATE OR REPLACE FUNCTION service_requests_due_date(due_at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT ((due_at - interval '1 second') AT TIME ZONE {zone})::date
$$
"""
KEPT_DAYS = LATE_MANY + 10


def gather_counts(*, at: datetime) -> None:
    """Makes one row of many that say the same. Nobody waits: who reads meanwhile sees the old rows or the new ones."""
    with transaction(), connection.cursor() as cursor:
        cursor.execute(_ALONE)
        if cursor.fetchone()[0]:
            oldest = timezone.localtime(at).date() - timedelta(days=KEPT_DAYS)
            cursor.execute(_GATHER, {"oldest": oldest})


def count_open_anew() -> None:
    """From the requests themselves, in the time zone that the city has now. Changes to requests wait for it."""
    with transaction(), connection.cursor() as cursor:
        cursor.execute(_ALONE_AFTER)  # rows that are being gathered meanwhile would stand beside those counted anew
        cursor.execute("LOCK TABLE service_requests_servicerequest IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_ZONE, [settings.TIME_ZONE])
        if not cursor.fetchone()[0]:
            cursor.execute("SELECT quote_literal(%s)", [settings.TIME_ZONE])
            cursor.execute(_DUE_DATE.format(zone=cursor.fetchone()[0]))
        cursor.execute("DELETE FROM service_requests_opencount")
        cursor.execute(_RECOUNT)
