"""What PostgreSQL keeps of rows that are gone: dead rows until it cleans up, and the samples that its planner took."""

from django.db import connection

from townline.core.transactions import in_transaction
from townline.privacy.declarations import declared


def personal_tables() -> list[str]:
    """Every table with a column that is declared personal; not the log, from which nothing is ever deleted."""
    return sorted({field.table for field in declared() if field.is_personal} - {"events_event"})


def sweep() -> None:
    """Frees dead rows and takes new samples. Nothing inside a transaction: PostgreSQL does not let it there."""
    if in_transaction():
        return
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(personal_tables())}")


def write_tables_anew() -> None:
    """Leaves not a byte of a dead row in the files of the tables. Nobody can use a table meanwhile: at night, by hand."""
    with connection.cursor() as cursor:
        for table in personal_tables():
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
