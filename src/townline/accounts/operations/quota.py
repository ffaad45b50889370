"""How often a key may call. Each process takes a share of the minute's calls at a time, so few calls cost a query."""

import threading
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from townline.accounts.models import ApiKey

SHARES = 20  # into which a minute's calls are divided
_TAKE = """
INSERT INTO accounts_apikeyuse AS taken (key_id, minute_at, used) VALUES (%(key)s, %(minute)s, %(share)s)
ON CONFLICT (key_id) DO UPDATE SET
    used = CASE WHEN taken.minute_at = excluded.minute_at THEN taken.used ELSE 0 END + excluded.used,
    minute_at = excluded.minute_at
WHERE taken.minute_at <> excluded.minute_at OR taken.used + excluded.used <= %(most)s
RETURNING used
"""


@dataclass(slots=True)
class _Lease:
    minute: datetime
    left: int


_leases: dict[int, _Lease] = {}
_lock = threading.Lock()


def count_call(*, key: ApiKey, at: datetime) -> int:
    """Counts one call. Returns 0, or how many seconds the caller has to wait because the minute's calls are used up."""
    minute = at.replace(second=0, microsecond=0)
    with _lock:
        lease = _leases.get(key.pk)
        if lease is None or lease.minute != minute or lease.left <= 0:
            lease = _leases[key.pk] = _Lease(minute, _take(key, minute))
        lease.left -= 1
        return 0 if lease.left >= 0 else 60 - at.second


def forget_leases() -> None:
    """For tests: what this process has taken and not used is given up."""
    _leases.clear()


def _take(key: ApiKey, minute: datetime) -> int:
    most = key.requests_per_minute
    for share in (max(1, most // SHARES), 1):
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, {"key": key.pk, "minute": minute, "share": share, "most": most})
            if most and cursor.fetchone():
                return share
    return 0
