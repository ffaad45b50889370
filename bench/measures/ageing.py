"""The board of what is due and late: how it grows with the city."""

from typing import Any

from bench.measures.pages import _client, _good, _wall
from bench.report import Row

BOARD = "/desk/ageing/city/0"
MANAGER = "manager@bench.example"
MOST_MS, MOST_GROWTH = 100, 1.5

# The open requests of the benchmark's city are two years old on average and with two teams: give them to all teams and people,
# with days from two months ago to ten days from now, as in a city that has a backlog. One in seven is not late.
_SPREAD = """
UPDATE service_requests_servicerequest AS request SET team_id = team.id, department_id = team.department_id,
    assignee_id = CASE WHEN request.id %% 3 <> 0 THEN person.id END,
    due_at = now() + make_interval(days => (request.id / 20 %% 70)::integer - 60, mins => (request.id %% 1440)::integer)
FROM (SELECT *, row_number() OVER (ORDER BY id) - 1 AS k FROM accounts_team) AS team,
    (SELECT *, row_number() OVER (ORDER BY id) - 1 AS k FROM accounts_user) AS person
WHERE request.state = 'assigned' AND team.k = request.id / 20 %% %(teams)s AND person.k = request.id / 20 %% %(users)s
"""
_CLOCKS = """
INSERT INTO service_levels_clock (subject, kind, round, subject_type, quantity, unit, started_at, at_risk_at, due_at, next_at,
    at_risk_told_at, breached_at, ended_as)
SELECT uuid, 'resolution', 1, 'service_request', 5 + (id % 10), 'business_days', due_at - interval '10 days', risk, due_at,
    CASE WHEN risk > now() THEN risk WHEN due_at > now() THEN due_at END, CASE WHEN risk <= now() THEN risk END,
    CASE WHEN due_at <= now() THEN due_at END, ''
FROM (SELECT *, due_at - interval '2.5 days' AS risk FROM service_requests_servicerequest WHERE state = 'assigned') AS request
ON CONFLICT (subject, kind, round) DO UPDATE SET due_at = EXCLUDED.due_at, at_risk_at = EXCLUDED.at_risk_at,
    next_at = EXCLUDED.next_at, at_risk_told_at = EXCLUDED.at_risk_told_at, breached_at = EXCLUDED.breached_at
"""


def prepare(*, connection: Any, teams: int, users: int) -> None:
    """A manager to look, and open requests that look like those of a city."""
    from django.utils import timezone  # app ready

    from townline.accounts import operations as accounts  # app ready
    from townline.accounts.models import Department, User  # app ready
    from townline.core.actor import SYSTEM  # app ready
    from townline.service_requests import operations as service_requests  # app ready

    at = timezone.now()
    if not User.objects.filter(email=MANAGER).exists():
        department = Department.objects.order_by("id").first()
        values = {"name": "Manager", "email": MANAGER, "role": "manager", "department": department}
        accounts.save_user(user=User(), values=values, teams=[], by=SYSTEM, at=at)
    connection.execute(_SPREAD, {"teams": teams, "users": users})
    connection.execute(_CLOCKS)
    service_requests.gather_counts(at=at)
    connection.execute(
        "VACUUM (ANALYZE) service_requests_servicerequest, service_requests_opencount, service_levels_clock"
    )


def wall() -> float:
    """Milliseconds of the board of the whole city."""
    return _wall(_good(_client(MANAGER), BOARD))


def growth(*, requests: int, small: float | None) -> list[Row]:
    """`small` is the same page when the city had 10,000 requests, measured on the way."""
    large = wall()
    shares = _wall(_good(_client(MANAGER), f"{BOARD}?by=share"))
    rows = [
        Row(
            f"board of what is due and late, {name}: wall time",
            f"{found:.1f} ms",
            f"at {requests:,} requests",
            "",
            f"under {MOST_MS} ms",
            found < MOST_MS,
        )
        for name, found in (("by day", large), ("by share of the promise", shares))
    ]
    if small is not None:
        rows.append(
            Row(
                f"board of what is due and late, {requests:,} requests against 10,000",
                f"{large:.1f} ms",
                f"{small:.1f} ms",
                f"{large / small:.2f}x",
                f"at most {MOST_GROWTH}x",
                large / small <= MOST_GROWTH,
            )
        )
    return rows
