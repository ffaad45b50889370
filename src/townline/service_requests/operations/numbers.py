"""Numbers that are free, for many rows at once."""

from collections.abc import Iterable

from django.db import connection

from townline.core import reference
from townline.service_requests.models import ServiceRequest


def free_references(*, count: int, but_not: Iterable[str] = ()) -> list[str]:
    """So many references that no request has, each once."""
    free: dict[str, None] = {}
    given = set(but_not)
    while len(free) < count:
        issued = {reference.issue() for _ in range(count - len(free))} - given
        taken = ServiceRequest.objects.extra(where=["reference = ANY(%s)"], params=[list(issued)])
        free.update(dict.fromkeys(issued - set(taken.values_list("reference", flat=True))))
    return list(free)


def note_ids(*, count: int) -> list[int]:
    """So many numbers that no note has or will get."""
    with connection.cursor() as cursor:
        sequence = "SELECT nextval(pg_get_serial_sequence('service_requests_note', 'id')) FROM generate_series(1, %s)"
        cursor.execute(sequence, [count])
        return [number for (number,) in cursor.fetchall()]
