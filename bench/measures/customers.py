"""The customer's page when the city has spoken with people five million times, and finding one among two million."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.measures.pages import REPEATS, _client, _cpu, _good, _wall
from bench.report import Row

FEW_CONTACTS = 50_000
STEP = 100_000
FIRST = (
    "Jean Marie Pierre Sophie Luc Anne Marc Julie Paul Claire John Mary Robert Linda Michael Susan David Karen James Nancy "
    "Ahmed Fatima Wei Li Priya Arjun Olena Ivan Maria Jose Chidi Amara Hans Greta Yuki Kenji Aisha Omar Zoe Liam"
).split()
LAST = (
    "Tremblay Gagnon Roy Cote Bouchard Gauthier Morin Lavoie Fortin Gagne Ouellet Pelletier Belanger Levesque Bergeron Leblanc "
    "Paquette Girard Simard Boucher Smith Brown Martin Wilson Campbell Anderson Taylor Thompson MacDonald Stewart Singh Patel "
    "Chen Wong Nguyen Kim Garcia Silva Khan Ali Okafor Mensah Schmidt Kowalski Ivanova Gaudreault Theriault Archambault"
).split()
# The last part of the name is a made word, so that there are as many different names as in a large city.
_CUSTOMERS = """
INSERT INTO customers_customer (uuid, name, organisation, search, postal_address, language, created_at, source, source_id, source_hash)
SELECT gen_random_uuid(), who.name, '', lower(who.name), (n %% 900) || ' ' || (ARRAY['Maple','Harbour','Cedar','Mill'])[1 + n %% 4]
    || ' Street', CASE WHEN n %% 3 = 0 THEN 'fr' ELSE 'en' END, now() - make_interval(mins => (n %% 500000)::integer), 'bench', n::text, ''
FROM generate_series(%(start)s::bigint, %(end)s::bigint) AS n
CROSS JOIN LATERAL (SELECT (%(first)s::text[])[1 + (n * 7) %% %(firsts)s] || ' ' || (%(last)s::text[])[1 + (n * 13) %% %(lasts)s]
    || CASE WHEN n %% 4 = 0 THEN translate((n %% 40000)::text, '0123456789', 'aeioubdlmr') ELSE '' END AS name) AS who
"""
_POINTS = """
INSERT INTO customers_contactpoint (customer_id, kind, value, created_at)
SELECT id, kinds.kind, CASE kinds.kind WHEN 'phone' THEN '+1613' || lpad((id %% 10000000)::text, 7, '0') ELSE 'person' || id || '@bench.example' END,
    created_at
FROM customers_customer CROSS JOIN (VALUES ('phone'), ('email')) AS kinds(kind)
WHERE source = 'bench' AND source_id IN (SELECT n::text FROM generate_series(%(start)s::bigint, %(end)s::bigint) AS n)
"""
_CONTACTS = """
INSERT INTO interactions_interaction (uuid, customer_id, channel, direction, purpose, language, occurred_at, subject)
SELECT gen_random_uuid(), %(lowest)s::bigint + (n * 7919) %% %(customers)s::bigint, (ARRAY['phone','web','email','counter'])[1 + n %% 4],
    'in', 'information', 'en', now() - make_interval(secs => (n %% 63000000)::double precision), NULL
FROM generate_series(%(start)s::bigint, %(end)s::bigint) AS n
"""


def fill_customers(*, connection: Any, customers: int) -> None:
    present = connection.execute("SELECT count(*) FROM customers_customer WHERE source = 'bench'").fetchone()[0]
    names = {"first": FIRST, "firsts": len(FIRST), "last": LAST, "lasts": len(LAST)}
    for start in range(present + 1, customers + 1, STEP):
        span = {"start": start, "end": min(start + STEP - 1, customers)}
        connection.execute(_CUSTOMERS, {**span, **names})
        connection.execute(_POINTS, span)
    connection.execute("VACUUM (ANALYZE) customers_customer, customers_contactpoint")
    from townline.customers import operations  # app ready

    operations.count_names()


def fill_contacts(*, connection: Any, contacts: int) -> None:
    present = connection.execute("SELECT count(*) FROM interactions_interaction").fetchone()[0]
    lowest, count = connection.execute(
        "SELECT min(id), count(*) FROM customers_customer WHERE source = 'bench'"
    ).fetchone()
    for start in range(present + 1, contacts + 1, STEP):
        span = {"start": start, "end": min(start + STEP - 1, contacts)}
        connection.execute(_CONTACTS, {**span, "lowest": lowest, "customers": count})
    connection.execute("VACUUM (ANALYZE) interactions_interaction")


def _somebody_with_a_history(connection: Any) -> str:
    """Sixty contacts, two requests of the public and a household: more than nearly anybody has."""
    row = connection.execute("SELECT id, uuid FROM customers_customer WHERE source_id = '77' AND source = 'bench'")
    number, uuid = row.fetchone()
    connection.execute(
        "INSERT INTO interactions_interaction (uuid, customer_id, channel, direction, purpose, language, occurred_at)"
        " SELECT gen_random_uuid(), %s, 'phone', 'in', 'information', 'en', now() - make_interval(days => n)"
        " FROM generate_series(1, 60) AS n WHERE NOT EXISTS (SELECT FROM interactions_interaction WHERE customer_id = %s"
        " AND occurred_at > now() - interval '25 hours')",
        [number, number],
    )
    connection.execute(
        "UPDATE service_requests_servicerequest SET customer_id = %s WHERE id IN"
        " (SELECT id FROM service_requests_servicerequest WHERE visibility = 'public' ORDER BY id LIMIT 5)",
        [number],
    )
    return str(uuid)


def page(*, connection: Any, contacts: int) -> list[Row]:
    """The page at 50,000 contacts, then at all of them. Run it on a new database: contacts are only ever added."""
    uuid = _somebody_with_a_history(connection)
    ask = _good(_client(), f"/desk/customers/{uuid}")
    fill_contacts(connection=connection, contacts=FEW_CONTACTS)
    small, small_cpu = _wall(ask), _server_cpu(ask)
    fill_contacts(connection=connection, contacts=contacts)
    large, large_cpu = _wall(ask), _server_cpu(ask)
    sizes = f"{contacts:,} contacts against {FEW_CONTACTS:,}"
    return [
        Row(
            f"a customer's page, {sizes}",
            f"{large:.1f} ms",
            f"{small:.1f} ms",
            f"{large / small:.2f}x",
            "at most 1.3x, 60 ms",
            large / small <= 1.3 and large <= 60,
        ),
        Row(
            f"a customer's page, processor time of Django and PostgreSQL, {sizes}",
            f"{large_cpu:.1f} ms",
            f"{small_cpu:.1f} ms",
            f"{large_cpu / small_cpu:.2f}x",
            "",
            None,
        ),
    ]


def _server_cpu(step: Callable[[], object]) -> float:
    """Milliseconds a page of this process and of its backend: says something on a busy machine too."""
    import psutil  # optional dependency
    from django.db import connection  # app ready

    step()
    backend = psutil.Process(connection.connection.info.backend_pid)

    def spent() -> float:
        times = backend.cpu_times()
        return float(time.process_time() + times.user + times.system)

    began = spent()
    for _ in range(REPEATS):
        step()
    return (spent() - began) * 1000 / REPEATS


def finding(*, customers: int) -> list[Row]:
    """The page of what was found: its processor time beyond sending the same SQL, and how long the SQL takes."""
    rows = []
    for name, text in (
        ("a common name", "tremblay"),
        ("two names", "marie gagnon"),
        ("as it sounds", "godro"),
        ("misspelt", "jaen tremblya"),
        ("four digits", "0123"),
        ("an address", "418 maple"),
        ("an e-mail address", "person77@bench.example"),
    ):
        ask = _good(_client(), f"/desk/customers?q={text.replace(' ', '+')}")
        again = _statements(ask)
        ours, base, sql, wall = _cpu(ask), _cpu(again), _wall(again), _wall(ask)
        rows.append(
            Row(
                f"find a customer among {customers:,}, {name}: processor time",
                f"{ours:.1f} ms (page {wall:.0f} ms)",
                f"{base:.1f} ms to send its SQL (SQL {sql:.0f} ms)",
                f"{ours - base:+.1f} ms",
                "at most 25 ms more",
                ours - base <= 25,
            )
        )
    return rows


def _statements(step: Callable[[], object]) -> Callable[[], object]:
    """The reading statements of a page, sent bare."""
    from django.db import connection  # app ready
    from django.test.utils import CaptureQueriesContext  # app ready

    with CaptureQueriesContext(connection) as captured:
        step()
    statements = [entry["sql"] for entry in captured.captured_queries if entry["sql"].lstrip()[:6].upper() == "SELECT"]

    def again() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()

    return again


def intake_cost(*, connection: Any) -> list[Row]:
    """A new customer costs intake this much: the words, the sounds and the indexes of finding."""
    times = []
    for number in range(REPEATS * 10):
        point = f'[{{"kind": "email", "value": "new{time.time_ns()}{number}@bench.example"}}]'
        contact = f'{{"name": "Nora Novak", "search": "nora novak", "postal_address": "", "language": "en", "points": {point}}}'
        began = time.perf_counter()
        connection.execute("SELECT customers_identify(%s::jsonb, now())", [contact])
        times.append((time.perf_counter() - began) * 1000)
    return [Row("a new customer at intake", f"{median(times):.2f} ms", "", "", "", None)]
