"""A file of requests as a stream of records, with its rejects set aside and a progress bar on the way."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from zipfile import BadZipFile

from townline.commands.importing.mapping import RequestMapping
from townline.commands.importing.progress import Progress
from townline.commands.importing.readers import RawRow, Table, open_table
from townline.commands.importing.record import RequestRecord
from townline.commands.importing.refusals import ImportRefused, RowRejected
from townline.commands.importing.rejects import RejectFile
from townline.commands.importing.row_mapper import RowMapper
from townline.commands.importing.tally import Tally

TICK = 1000


@dataclass(slots=True)
class RequestFile:
    """`records` can be walked once; afterwards `tally` and `mapper.remarks` say what was in them."""

    table: Table
    mapper: RowMapper
    tally: Tally
    rejects: RejectFile

    def records(self, progress: Progress) -> Iterator[RequestRecord]:
        seen: set[bytes] = set()
        for row in rows_of(self.table, progress):
            try:
                record = self.mapper.record(row)
                _refuse_twin(seen, record.source_id)
            except RowRejected as rejected:
                self.reject(row, rejected.reason)
                continue
            self.tally.add(record)
            yield record

    def reject(self, row: RawRow, reason: str) -> None:
        self.tally.reject(row.line, reason)
        self.rejects.add(row, reason)


@contextmanager
def request_file(*, path: Path, mapping: RequestMapping, rejects: Path | None = None) -> Iterator[RequestFile]:
    with open_table(path=path, shape=mapping.file) as table:
        mapper = RowMapper(mapping=mapping, header=table.header)
        with RejectFile(path=rejects or rejects_beside(path), header=table.header) as reject_file:
            yield RequestFile(table, mapper, Tally(mapping.zone), reject_file)


def rejects_beside(path: Path) -> Path:
    """`rejected-<name>.csv` in the folder where the command runs: the file's own may be read-only."""
    return Path(f"rejected-{path.name.split('.')[0]}.csv")


def rows_of(table: Table, progress: Progress) -> Iterator[RawRow]:
    last = 0
    try:
        for number, row in enumerate(table.rows):
            if number % TICK == 0:
                progress.at(table.position())
            last = row.line
            yield row
    except (OSError, EOFError, zlib.error, BadZipFile, UnicodeError) as error:
        raise ImportRefused(
            f"The file breaks off after line {last}: {error}. What came before it has been read."
        ) from error
    progress.at(table.size)


def _refuse_twin(seen: set[bytes], source_id: str) -> None:
    key = blake2b(source_id.encode(), digest_size=8).digest()
    if key in seen:
        raise RowRejected(f"the id {source_id} stands on an earlier line too")
    seen.add(key)
