"""One module a subject. A measure returns rows of the table; this is the order in which they run."""

from collections.abc import Callable
from typing import Any

from bench import city
from bench.measures import ageing, closing, customers, finder, importing, open311, pages, public, reads
from bench.report import Row

Measure = Callable[..., list[Row]]


def _create(*, dsn: str, connection: Any, seconds: float, **_: object) -> list[Row]:
    return open311.create(dsn=dsn, connection=connection, seconds=seconds)


def _listed(*, dsn: str, seconds: float, **_: object) -> list[Row]:
    return [open311.listed(dsn=dsn, seconds=seconds)]


def _one(*, dsn: str, connection: Any, seconds: float, **_: object) -> list[Row]:
    return [open311.one(dsn=dsn, connection=connection, seconds=seconds)]


def _queue(*, requests: int, small: dict[str, float], **_: object) -> list[Row]:
    return pages.queue(requests=requests) + pages.queue_growth(requests=requests, small=small.get("queue"))


def _search(*, requests: int, **_: object) -> list[Row]:
    return pages.search(requests=requests)


def _points(*, dsn: str, connection: Any, seconds: float, **_: object) -> list[Row]:
    return [public.points(dsn=dsn, connection=connection, seconds=seconds)]


def _export(*, dsn: str, **_: object) -> list[Row]:
    return [public.export(dsn=dsn)]


def _memory(*, web: int, **_: object) -> list[Row]:
    return [public.memory(web=web)]


def _import(*, connection: Any, **_: object) -> list[Row]:
    return importing.rate(connection=connection)


def _customers(*, connection: Any, requests: int, **_: object) -> list[Row]:
    """Two customers and five contacts a request: two and five millions in the whole run."""
    customers.fill_customers(connection=connection, customers=2 * requests)
    found = customers.finding(customers=2 * requests) + customers.intake_cost(connection=connection)
    return found + customers.page(connection=connection, contacts=max(5 * requests, customers.FEW_CONTACTS))


def _ageing(*, connection: Any, requests: int, small: dict[str, float], **_: object) -> list[Row]:
    ageing.prepare(connection=connection, teams=city.TEAMS, users=city.USERS)
    return ageing.growth(requests=requests, small=small.get("ageing"))


def _reads(**_: object) -> list[Row]:
    return reads.pages()


def _approvals(**_: object) -> list[Row]:
    return closing.approvals()


def _finder(**_: object) -> list[Row]:
    return finder.finder()


TABLE: list[tuple[str, Measure]] = [
    ("create over Open311", _create),
    ("list over Open311", _listed),
    ("one over Open311", _one),
    ("desk queue", _queue),
    ("desk search", _search),
    ("log of reads", _reads),
    ("map points", _points),
    ("export", _export),
    ("memory", _memory),
    ("import", _import),
    ("customers", _customers),
    ("bulk approval", _approvals),
    ("finder of late promises", _finder),
    ("board of what is due and late", _ageing),  # last: it gives the open requests to other teams
]
