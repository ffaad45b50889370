"""Columns of the real database that can hold something about a person: the test compares them with what is declared."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model

from townline.privacy.declarations import DeclaredField

# Words, documents, files (kept by name), network addresses, days, and numbers with a fraction: coordinates.
_TELLING = """
SELECT class.relname, attribute.attname
FROM pg_class AS class
JOIN pg_namespace AS space ON space.oid = class.relnamespace AND space.nspname = current_schema()
JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
JOIN pg_type AS type ON type.oid = attribute.atttypid
LEFT JOIN pg_type AS element ON element.oid = type.typelem AND type.typcategory = 'A'
WHERE class.relkind IN ('r', 'p') AND NOT class.relispartition
  AND (COALESCE(element.typcategory, type.typcategory) IN ('S', 'I', 'G')
    OR COALESCE(element.typname, type.typname) IN
       ('json', 'jsonb', 'bytea', 'xml', 'hstore', 'tsvector', 'date', 'daterange', 'float4', 'float8', 'numeric'))
ORDER BY 1, 2
"""


def telling_columns() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_TELLING)
        return [(table, column) for table, column in cursor.fetchall()]


def undeclared(declared: Iterable[DeclaredField]) -> list[str]:
    """`table.column` of each that says nothing about itself."""
    said = {(field.table, field.column) for field in declared}
    return [f"{table}.{column}" for table, column in telling_columns() if (table, column) not in said]


def mixed(models: Iterable[type[Model]]) -> list[str]:
    return [
        model._meta.label
        for model in models
        if hasattr(model, "NOT_PERSONAL") and any(hasattr(field, "personal") for field in model._meta.local_fields)
    ]
