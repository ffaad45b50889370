"""Running numbers of files: 2026-001, one series a year and kind."""

from datetime import datetime

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from townline.core.transactions import transaction_required

_LOCK = 72_119_001  # one series is handed out at a time


@transaction_required
def next_number(*, model: type[Model], at: datetime) -> str:
    """The next one of the year (in the city's zone) in which `at` is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    year = f"{timezone.localtime(at).year}-"
    taken = model._default_manager.filter(number__startswith=year).values_list("number", flat=True)
    last = max((int(number.removeprefix(year)) for number in taken), default=0)
    return f"{year}{last + 1:03}"
