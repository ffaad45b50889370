"""How much there is of each record that holds something about people; the database's own estimate, so it costs nothing."""

from django.db import connection

from townline.privacy.declarations import declared

# Partitions are counted with the table that they are parts of. -1: never counted yet.
_ESTIMATES = """
SELECT COALESCE(parent.relname, class.relname), SUM(GREATEST(class.reltuples, 0))::bigint
FROM pg_class AS class
LEFT JOIN pg_inherits AS part ON part.inhrelid = class.oid
LEFT JOIN pg_class AS parent ON parent.oid = part.inhparent
WHERE class.relkind = 'r' AND class.relnamespace = current_schema()::regnamespace
  AND COALESCE(parent.relname, class.relname) = ANY(%s)
GROUP BY 1 ORDER BY 2 DESC, 1
"""


def volumes() -> list[tuple[str, int]]:
    """(record, about how many), the most first."""
    names = {field.table: field.model or field.table for field in declared() if field.is_personal}
    with connection.cursor() as cursor:
        cursor.execute(_ESTIMATES, [sorted(names)])
        return [(names[table], count) for table, count in cursor.fetchall()]
