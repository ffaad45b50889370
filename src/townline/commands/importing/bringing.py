"""Import requests: batch by batch, each in one transaction, so that an interrupted run goes on where it stopped."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from django.db import IntegrityError

from townline.catalog import queries as catalog
from townline.commands.importing.ahead import ahead
from townline.commands.importing.mapping import RequestMapping
from townline.commands.importing.organisation import Organisation
from townline.commands.importing.record import RequestRecord
from townline.commands.importing.rows import RowMaker
from townline.commands.importing.writers import AT_A_TIME, writers
from townline.core.actor import Actor, ActorKind
from townline.core.transactions import savepoint, transaction
from townline.service_requests import operations as service_requests
from townline.service_requests.operations import Batch, Conflict, RequestRow

T = TypeVar("T")
BATCH = 4_000  # while one is written, the next is read: the first must not take long


@dataclass(slots=True)
class Brought:
    """What an import did."""

    new: int = 0
    unchanged: int = 0
    changed: int = 0
    new_services: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


def importer(source: str) -> Actor:
    return Actor(ActorKind.IMPORTER, label=f"Import: {source}"[:120])


def bring_requests(*, records: Iterable[RequestRecord], mapping: RequestMapping, at: datetime) -> Brought:
    """Adds what is new, changes what differs. A second run of the same records changes nothing."""
    by = importer(mapping.source)
    run = _Run(mapping, by, at)
    with writers() as write:
        for batch in ahead(batches(records, size=BATCH)):
            added, changed = run.sort(batch)
            write(partial(_add, added, run.references(len(added)), run.maker, at))
            if changed:
                run.brought.conflicts += service_requests.take_differences(
                    source=mapping.source, rows=changed, by=by, at=at
                )
    return run.finished()


def foresee(*, records: Iterable[RequestRecord], mapping: RequestMapping, at: datetime) -> Brought:
    """What `bring_requests` would do. The services and teams that it needs are added and taken back again."""
    run = _Run(mapping, importer(mapping.source), at)
    with transaction(), suppress(_TakeBack), savepoint():
        for batch in ahead(batches(records, size=BATCH)):
            _, changed = run.sort(batch)
            run.brought.conflicts += service_requests.foresee_differences(source=mapping.source, rows=changed)
        raise _TakeBack
    catalog.forget()
    return run.finished()


class _TakeBack(Exception):
    """Ends a transaction without keeping it."""


class _Run:
    """One walk through a file."""

    def __init__(self, mapping: RequestMapping, by: Actor, at: datetime) -> None:
        self.brought = Brought()
        self._source = mapping.source
        self._organisation = Organisation(mapping=mapping, by=by, at=at)
        self.maker = RowMaker(mapping=mapping, organisation=self._organisation, by=by, at=at)
        self._given: deque[list[str]] = deque(maxlen=AT_A_TIME + 1)

    def references(self, count: int) -> list[str]:
        """Free ones. Those of the batches that are being written just now are not free, though no request has them yet."""
        self._given.append(service_requests.free_references(count=count, but_not=chain(*self._given)))
        return self._given[-1]

    def sort(self, records: list[RequestRecord]) -> tuple[list[RequestRecord], dict[str, RequestRow]]:
        """The records that are new, and the rows that are known and say something else now."""
        self._organisation.prepare(records)
        marks = service_requests.fingerprints(source=self._source, source_ids=[record.source_id for record in records])
        added = [record for record in records if record.source_id not in marks] if marks else records
        known = self.maker.rows([record for record in records if record.source_id in marks]) if marks else iter(())
        changed = {row.source_id: row for row in known if marks[row.source_id] != row.source_hash}
        self.brought.new += len(added)
        self.brought.changed += len(changed)
        self.brought.unchanged += len(marks) - len(changed)
        return added, changed

    def finished(self) -> Brought:
        self.brought.new_services = self._organisation.new_services
        return self.brought


def _add(records: list[RequestRecord], references: list[str], maker: RowMaker, at: datetime) -> None:
    if not records:
        return
    try:
        with savepoint():
            service_requests.load(batch=_batch(records, references, maker), at=at)
    except IntegrityError:
        # Somebody may have been given one of the references in the meantime.
        others = service_requests.free_references(count=len(records))
        service_requests.load(batch=_batch(records, others, maker), at=at)


def _batch(records: list[RequestRecord], references: list[str], maker: RowMaker) -> Batch:
    """Rows are made while they are written: the database works on one while the next is made."""
    batch = Batch()
    made = maker.rows(records, references)  # asks the database, which nothing may do while rows are being written

    def rows() -> Iterator[RequestRow]:
        for row in made:
            maker.add_history(batch, row)
            yield row

    batch.requests = rows()
    return batch


def batches(items: Iterable[T], *, size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
