"""Statements that the server has prepared: one row, or one value as bytes, straight from PostgreSQL."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection


def fetched_bytes(statement: str, values: Mapping[str, Any]) -> bytes:
    """The first column of the first row, a bytea; nothing where there is no row."""
    row = fetched_row(statement, values)
    return bytes(row[0]) if row else b""


def fetched_row(statement: str, values: Mapping[str, Any] | Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row. Outside a transaction the statement is one of its own."""
    with connection.wrap_database_errors, _hand() as cursor:
        cursor.connection.prepare_threshold = 1  # Django switches preparing off; its own cursors do not use it
        cursor.execute(statement, values, prepare=True, binary=True)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


@contextmanager
def _hand() -> Iterator[psycopg.Cursor[Any]]:
    """A cursor of the driver itself: Django's write the values into the text; what the server has prepared is planned once.

    A connection that this thread has open is used (a transaction of a test); else one of the pool, without Django around it.
    """
    pool = getattr(connection, "pool", None)
    if connection.connection is None and pool:
        pool.open()
        with pool.connection() as taken, psycopg.Cursor(taken) as cursor:
            yield cursor
    else:
        connection.ensure_connection()
        with psycopg.Cursor(connection.connection) as cursor:
            yield cursor
