"""Keep floods out without a puzzle: so much an hour from one address, and from the network around it."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection

from townline.core.errors import OperationRefused
from townline.service_requests.models import SenderCount

KEPT_FOR = timedelta(days=1)
_COUNT = """
INSERT INTO service_requests_sendercount (sender, hour_at, count) VALUES (%s, %s, 1)
ON CONFLICT (sender, hour_at) DO UPDATE SET count = service_requests_sendercount.count + 1 RETURNING count
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """What is counted, and how much of it in an hour. Libraries and phone companies share an address: be generous."""

    what: str
    per_address: int
    per_network: int


SENDING = Limit("sending", per_address=30, per_network=150)
PHOTOS = Limit("photos", per_address=100, per_network=500)
EXPORTS = Limit("exports", per_address=20, per_network=100)  # each one reads every public request


class TooMany(OperationRefused):
    """`until` is when the next one will be taken."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__()


def count_sender(*, address: str, limit: Limit, at: datetime) -> None:
    """Counts one more from this address. Raises TooMany when it, or its network, has used up its hour."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    wide = str(ip_network(f"{address}/{24 if ip_address(address).version == 4 else 48}", strict=False))
    for sender, most in ((address, limit.per_address), (wide, limit.per_network)):
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [_hidden(f"{limit.what} {sender}", hour), hour])
            if cursor.fetchone()[0] > most:
                raise TooMany(hour + timedelta(hours=1))


def forget_senders(*, at: datetime) -> int:
    removed, _ = SenderCount.objects.filter(hour_at__lt=at - KEPT_FOR).delete()
    return removed


def _hidden(sender: str, hour: datetime) -> str:
    """Changes every hour, so that two hours of one sender cannot be joined."""
    key = f"townline.flood {settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{hour.isoformat()} {sender}".encode(), hashlib.sha256).hexdigest()[:40]
