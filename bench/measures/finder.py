"""Find what is at risk and late: what it costs follows what is due, not what is open."""

import time
from collections.abc import Callable
from typing import Any

from bench.report import Row

OPEN, FEW = 1_000_000, 10_000
DUE = 500  # in one minute
MOST_GROWTH, MOST_IDLE_MS = 1.5, 5
_OPEN = """
INSERT INTO service_levels_clock (subject, kind, round, subject_type, quantity, unit, started_at, at_risk_at, due_at, next_at,
    ended_as)
SELECT gen_random_uuid(), 'resolution', 1, 'bench', 5, 'business_days', now(), now() + make_interval(mins => n),
    now() + make_interval(mins => n + 1440), now() + make_interval(mins => n), ''
FROM generate_series(10, %s + 9) AS n
"""
_DUE = """
UPDATE service_levels_clock SET next_at = now() - interval '1 minute', at_risk_at = now() - interval '1 minute'
WHERE subject IN (SELECT subject FROM service_levels_clock WHERE subject_type = 'bench' LIMIT %s)
"""
_OTHERS = "UPDATE service_levels_clock SET next_at = NULL WHERE next_at <= now() + interval '9 minutes'"


def finder() -> list[Row]:
    _with(FEW)  # the first time loads what the others find loaded
    few, _idle = _with(FEW)
    many, idle = _with(OPEN)
    growth = many / few
    return [
        Row(
            f"finder of late promises: {DUE} due among {OPEN:,} open clocks",
            f"{many:.0f} ms",
            f"{few:.0f} ms among {FEW:,}",
            f"{growth:.2f}",
            f"at most {MOST_GROWTH}",
            growth <= MOST_GROWTH,
        ),
        Row(
            f"finder of late promises: a minute with nothing due among {OPEN:,}",
            f"{idle:.1f} ms",
            "",
            "",
            f"under {MOST_IDLE_MS} ms",
            idle < MOST_IDLE_MS,
        ),
    ]


def _with(clocks: int) -> tuple[float, float]:
    """Milliseconds for what is due, and for a look at nothing. In a transaction that is undone: the city is the same afterwards."""
    from django.db import connection, transaction  # app ready
    from django.utils import timezone  # app ready

    from townline.service_levels import operations as service_levels  # app ready

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_OTHERS)
            cursor.execute(_OPEN, [clocks])
            cursor.execute(_DUE, [DUE])
            cursor.execute("ANALYZE service_levels_clock")
        at = timezone.now()
        found: list[int] = []
        due = _milliseconds(lambda: found.append(service_levels.record_late(at=at, limit=DUE + 1)))
        idle = min(_milliseconds(lambda: found.append(service_levels.record_late(at=at))) for _turn in range(5))
        if found != [DUE, 0, 0, 0, 0, 0]:
            message = f"{found} were found"
            raise RuntimeError(message)
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM service_levels_clock")
    return due, idle


def _milliseconds(step: Callable[[], Any]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000
