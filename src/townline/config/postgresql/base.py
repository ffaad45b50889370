"""A connection that the server has closed is never handed out.

Django's own check (CONN_HEALTH_CHECKS) asks the server each time; looking at the socket costs two microseconds. An idle
connection has nothing to read until the server says good-bye. The pool's own check waits a second and more between two
connections that fail it, which is for a server that is down; here each dead one is thrown away at once.
"""

import select
from types import MethodType
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection
from psycopg_pool import ConnectionPool


def is_dead(connection: Connection[Any]) -> bool:
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def living(pool: ConnectionPool[Any], timeout: float | None = None) -> Connection[Any]:
    """The next connection that lives. Raises PoolTimeout."""
    connection: Connection[Any]
    while is_dead(connection := ConnectionPool.getconn(pool, timeout)):
        connection.close()
        pool.putconn(connection)  # which puts a new one in its place
    return connection


class DatabaseWrapper(base.DatabaseWrapper):
    @property
    def pool(self) -> ConnectionPool[Any] | None:
        pool: ConnectionPool[Any] | None = super().pool
        if pool is not None:
            pool.getconn = MethodType(living, pool)  # type: ignore[method-assign]  # Django gives no way to choose it
        return pool
