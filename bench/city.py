"""A database with one million requests, made inside PostgreSQL: the benchmark's own city."""

from datetime import UTC, datetime

import psycopg

SMALL = 10_000
SERVICES = 20
TEAMS = 40
USERS = 60

# One request every 63 seconds for two years; one in twenty is open. Words come from a small vocabulary with numbers, so
# that there are common and rare ones.
_REQUESTS = """
INSERT INTO service_requests_servicerequest (
    uuid, reference, version, service_id, service_number, visibility, description, answers, priority, words, media_url,
    channel, language, preferred, address, block, postal_code, place_description, lat, long, road_class, ward_id, department_id, team_id,
    assignee_id, route_why, state, state_since_at, submitted_at, updated_at, due_at, promised_at, reviewed_at, assigned_at,
    completed_at, closed_at, outcome, status_notes, resume_state, reopened_count, source, source_id, source_hash, source_status)
SELECT gen_random_uuid(), (100000000 + n * 89)::text, 1, s.id, s.number, s.visibility, w.words, '{}', 2, lower(w.words), '',
    (ARRAY['web', 'phone', 'phone', 'email'])[1 + n %% 4], 'en', 'nothing', (n %% 900) || ' ' || w.street, w.street, '', '',
    44.0 + (n %% 997) / 10000.0, -77.7 + (n %% 1009) / 10000.0, '', NULL, s.department_id, t.id,
    CASE WHEN n %% 3 = 0 THEN u.id END, '', m.state, m.at, m.at, m.at + interval '2 days',
    CASE WHEN m.state = 'assigned' THEN m.at + interval '7 days' END, m.at + interval '7 days', m.at, m.at,
    CASE WHEN m.state = 'confirmed' THEN m.at + interval '2 days' END, CASE WHEN m.state = 'confirmed' THEN m.at + interval '3 days' END,
    CASE WHEN m.state = 'confirmed' THEN 'fixed' ELSE '' END, '', '', 0, 'bench', '', '', ''
FROM generate_series(%(start)s::bigint, %(end)s::bigint) AS n
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS k FROM catalog_service WHERE visibility = 'public') s ON s.k = n %% %(services)s
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS k FROM accounts_team) t ON t.k = n %% %(teams)s
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS k FROM accounts_user) u ON u.k = n %% %(users)s
CROSS JOIN LATERAL (SELECT
    (ARRAY['Maple', 'Harbour', 'Cedar', 'Mill', 'Station', 'Orchard', 'Quarry', 'Lighthouse'])[1 + n %% 8] || ' Street' AS street,
    (ARRAY['pothole', 'garbage', 'streetlight', 'snow', 'branch', 'graffiti', 'sidewalk', 'hydrant'])[1 + n %% 8] || ' ' ||
    (ARRAY['near', 'behind', 'beside', 'opposite'])[1 + n %% 4] || ' ' ||
    (ARRAY['school', 'library', 'arena', 'church', 'station', 'market', 'park'])[1 + n %% 7] || ' since ' || (n %% 9973) AS words) w
CROSS JOIN LATERAL (SELECT CASE WHEN n %% 20 = 0 THEN 'assigned' ELSE 'confirmed' END AS state,
    %(now)s::timestamptz - make_interval(secs => (%(total)s::bigint - n) * 63.0 * 1000000 / %(total)s::bigint) AS at) m
"""


def is_new(*, dsn: str) -> bool:
    with psycopg.connect(dsn) as connection:
        return connection.execute("SELECT NOT EXISTS (SELECT FROM service_requests_servicerequest)").fetchone()[0]


def fill(*, dsn: str, requests: int, total: int) -> None:
    """Requests only: the catalogue, the teams and the people are there."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        present = connection.execute("SELECT count(*) FROM service_requests_servicerequest").fetchone()[0]
        values = {"services": SERVICES, "teams": TEAMS, "users": USERS, "now": datetime.now(UTC), "total": total}
        step = 100_000
        for start in range(present + 1, requests + 1, step):
            end = min(start + step - 1, requests)
            connection.execute(_REQUESTS, {**values, "start": start, "end": end})
        connection.execute("VACUUM (ANALYZE) service_requests_servicerequest")
    from townline.service_requests import operations as service_requests  # app ready

    service_requests.count_words()


def organise() -> None:
    """A department with teams, people and services, through the ordinary operations."""
    from django.utils import timezone  # app ready

    from townline.accounts import operations as accounts  # app ready
    from townline.accounts.models import Department, Team, User  # app ready
    from townline.catalog import operations as catalog  # app ready
    from townline.catalog.models import Group  # app ready
    from townline.core.actor import SYSTEM  # app ready

    at = timezone.now()
    if Department.objects.exists():
        return
    department = accounts.save_department(
        department=Department(code="works"), values={"name_en": "Works", "name_fr": "Travaux"}, by=SYSTEM, at=at
    )
    for number in range(TEAMS):
        values = {"name_en": f"Team {number}", "name_fr": f"Équipe {number}", "department": department}
        accounts.save_team(team=Team(code=f"team-{number}"), values=values, by=SYSTEM, at=at)
    teams = list(Team.objects.order_by("id"))
    for number in range(USERS):
        values = {"name": f"Person {number}", "email": f"person{number}@bench.example", "role": "supervisor"}
        accounts.save_user(user=User(), values=values, teams=[teams[number % TEAMS].pk], by=SYSTEM, at=at)
    catalog.save_group(group=Group(code="all"), values={"name_en": "All", "name_fr": "Tout"}, by=SYSTEM, at=at)
    for number in range(SERVICES):
        catalog.publish(document=_service(number), by=SYSTEM, at=at)
    accounts.make_api_key(name="bench", contact="", key="bench", requests_per_minute=10_000_000, by=SYSTEM, at=at)


def _service(number: int) -> dict[str, object]:
    text = {"en": f"Service {number}", "fr": f"Service {number}"}
    choices = [{"key": key, "name": {"en": key, "fr": key}} for key in ("small", "large")]
    question = {"code": "size", "datatype": "singlevaluelist", "required": True, "label": text, "choices": choices}
    return {
        "code": f"service-{number}",
        "name": text,
        "summary": text,
        "group_code": "all",
        "department_code": "works",
        "team_code": f"team-{number}",
        "questions": [question],
    }
