"""A connection that the server has closed is never handed out.

Django's own check (CONN_HEALTH_CHECKS) asks the server each time; looking at the socket costs two microseconds. An idle
connection has nothing to read until the server says good-bye.
"""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool


def refuse_dead(connection: Connection[Any]) -> None:
    """For the pool: it throws away what raises, and takes another."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):
        raise OperationalError("the server has closed this connection")


class DatabaseWrapper(base.DatabaseWrapper):
    @property
    def pool(self) -> ConnectionPool[Any] | None:
        pool: ConnectionPool[Any] | None = super().pool
        if pool is not None:
            pool._check = refuse_dead  # noqa: SLF001 - Django gives no way to choose the pool's check
        return pool
