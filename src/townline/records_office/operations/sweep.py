"""What PostgreSQL keeps of rows that are gone: dead rows until it cleans up, and the samples that its planner took."""

from typing import TYPE_CHECKING

from django.db import connection

from townline.core.transactions import in_transaction
from townline.privacy.declarations import declared

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

HAS_CLEAR = 180_000


def personal_tables() -> list[str]:
    """Every table with a column that is declared personal; not the log, from which nothing is ever deleted."""
    return sorted({field.table for field in declared() if field.is_personal} - {"events_event"})


def sweep() -> None:
    """Frees dead rows and takes new samples. Nothing inside a transaction: PostgreSQL does not let it there."""
    if in_transaction():
        return
    with connection.cursor() as cursor:
        _forget_samples(cursor)
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(personal_tables())}")


def write_tables_anew() -> None:
    """Leaves not a byte of a dead row in the files of the tables. Nobody can use a table meanwhile: at night, by hand."""
    with connection.cursor() as cursor:
        _forget_samples(cursor)
        for table in personal_tables():
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
        cursor.execute("VACUUM (FULL) pg_statistic")  # what was sampled before; the owner of the database may


def _forget_samples(cursor: "CursorWrapper") -> None:
    """Of a table that is empty PostgreSQL takes no new sample, and keeps the old one. Before version 18 nobody can take it away."""
    if connection.pg_version < HAS_CLEAR:  # type: ignore[attr-defined]  # of PostgreSQL alone
        return
    for field in declared():
        if field.is_personal:
            names = [field.table, field.column]
            cursor.execute("SELECT pg_clear_attribute_stats(current_schema(), %s, %s, false)", names)
