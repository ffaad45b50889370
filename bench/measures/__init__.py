"""One module a subject. A measure returns rows of the table; this is the order in which they run."""

from collections.abc import Callable
from typing import Any

from bench.measures import open311
from bench.report import Row

Measure = Callable[..., list[Row]]


def _create(*, dsn: str, connection: Any, seconds: float, **_: object) -> list[Row]:
    return open311.create(dsn=dsn, connection=connection, seconds=seconds)


TABLE: list[tuple[str, Measure]] = [("create over Open311", _create)]
