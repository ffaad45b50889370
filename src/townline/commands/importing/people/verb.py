"""`townline import customers|notes`."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.utils import timezone
from rich.console import Console

from townline.commands.importing import progress, values
from townline.commands.importing.bringing import batches, importer
from townline.commands.importing.people.mappings import (
    LANGUAGES,
    VISIBILITIES,
    CustomerMapping,
    NoteMapping,
    by_our_names,
    load,
)
from townline.commands.importing.readers import FileShape, RawRow, Table, open_table
from townline.commands.importing.reading import rejects_beside, rows_of
from townline.commands.importing.refusals import ImportRefused, RowRejected
from townline.commands.importing.rejects import RejectFile
from townline.commands.importing.row_mapper import Columns, word_reader
from townline.customers import operations as customers
from townline.customers.operations import CustomerRow
from townline.service_requests import operations as service_requests
from townline.service_requests.operations import ImportedNote

T = TypeVar("T", CustomerRow, ImportedNote)
BATCH = 2_000


def import_customers(options: argparse.Namespace, console: Console) -> None:
    mapping = load(CustomerMapping, mapping=options.mapping, source=options.source)
    counts = {"added": 0, "changed": 0, "as they were": 0}
    conflicts: list[str] = []
    with _table(options, mapping.file) as (table, rejects):
        mapping = by_our_names(mapping, header=table.header)
        for batch in _batches(table, customer_reader(mapping, table.header), rejects, console):
            rows = {row.source_id: row for _, row in batch}
            lines = {row.source_id: raw for raw, row in batch}
            brought = customers.bring_customers(
                source=mapping.source, rows=list(rows.values()), by=importer(mapping.source), at=timezone.now()
            )
            _count(counts, brought.new, brought.changed, brought.unchanged)
            conflicts += brought.conflicts
            for source_id, reason in brought.rejected:
                rejects.add(lines[source_id], reason)
        _show(console, "customers", counts, rejects)
    if conflicts:
        shown = ", ".join(conflicts[:10])
        console.print(
            f"{len(conflicts):,} customers were changed here and in the file; they were left: {shown}", markup=False
        )


def import_notes(options: argparse.Namespace, console: Console) -> None:
    mapping = load(NoteMapping, mapping=options.mapping, source=options.source)
    counts = {"added": 0, "changed": 0, "as they were": 0}
    with _table(options, mapping.file) as (table, rejects):
        mapping = by_our_names(mapping, header=table.header)
        for batch in _batches(table, note_reader(mapping, table.header), rejects, console):
            notes = {(row.request, row.source_id): row for _, row in batch}
            lines = {row.source_id: raw for raw, row in batch}
            brought = service_requests.bring_notes(
                source=mapping.source, notes=list(notes.values()), by=importer(mapping.source), at=timezone.now()
            )
            _count(counts, brought.new, brought.changed, brought.unchanged)
            for source_id, reason in brought.rejected:
                rejects.add(lines[source_id], reason)
        _show(console, "notes", counts, rejects)


def customer_reader(mapping: CustomerMapping, header: list[str]) -> Callable[[list[str]], CustomerRow]:
    columns = Columns(header)
    readers = [
        columns.joined(spec)
        for spec in (
            mapping.id,
            mapping.name,
            mapping.organisation,
            mapping.email,
            mapping.phone,
            mapping.postal_address,
        )
    ]
    language = _known(mapping.language, columns, what="language", known=LANGUAGES, otherwise="en")

    def read(cells: list[str]) -> CustomerRow:
        source_id, name, organisation, email, phone, address = (values.one_line(each(cells)) for each in readers)
        if not source_id:
            raise RowRejected("the id is empty")
        if not (name or organisation or email or phone or address):
            raise RowRejected("nothing is said about this customer")
        return CustomerRow(
            values.without_decimals(source_id)[:80], name[:160], organisation[:160], email[:254],
            values.without_decimals(phone), address[:300], language(cells),
        )  # fmt: skip

    return read


def note_reader(mapping: NoteMapping, header: list[str]) -> Callable[[list[str]], ImportedNote]:
    columns = Columns(header)
    ids, requests, texts, authors = (
        columns.joined(spec) for spec in (mapping.id, mapping.request, mapping.text, mapping.author)
    )
    written = columns.joined(mapping.written)
    try:
        moment = values.moment_parser(formats=mapping.written.formats, zone=ZoneInfo(mapping.time_zone))
    except (KeyError, ValueError, OSError) as error:
        raise ImportRefused(f"{mapping.time_zone} is no time zone. Use a name such as America/Toronto.") from error
    visibility = _known(mapping.visibility, columns, what="visibility", known=VISIBILITIES, otherwise="internal")

    def read(cells: list[str]) -> ImportedNote:
        request, text = values.without_decimals(values.one_line(requests(cells))), values.cleaned(texts(cells))
        written_at = moment(written(cells))
        if not request or not text or written_at is None:
            raise RowRejected("the request's id, the text or the date is empty")
        mark = blake2b(f"{written_at}|{text}".encode(), digest_size=12).hexdigest()
        source_id = values.without_decimals(values.one_line(ids(cells))) or mark
        return ImportedNote(
            source_id[:80], request, text, visibility(cells), written_at, values.one_line(authors(cells))[:120]
        )

    return read


def _known(
    spec: object, columns: Columns, *, what: str, known: frozenset[str], otherwise: str
) -> Callable[[list[str]], str]:
    read = word_reader(spec, columns, what=what)  # type: ignore[arg-type]  # a Vocabulary of either mapping

    def of(cells: list[str]) -> str:
        word = read(cells)[0] or otherwise
        if word not in known:
            raise RowRejected(f"the {what} {word!r} is none of {', '.join(sorted(known))}")
        return word

    return of


@contextmanager
def _table(options: argparse.Namespace, shape: FileShape) -> Iterator[tuple[Table, RejectFile]]:
    path: Path = options.file
    with (
        open_table(path=path, shape=shape) as table,
        RejectFile(path=options.rejects or rejects_beside(path), header=table.header) as rejects,
    ):
        yield table, rejects


def _batches(
    table: Table, read: Callable[[list[str]], T], rejects: RejectFile, console: Console
) -> Iterator[list[tuple[RawRow, T]]]:
    with progress.shown(console=console, words="Importing", size=table.size) as bar:
        yield from batches(_read(table, read, rejects, bar), size=BATCH)


def _read(
    table: Table, read: Callable[[list[str]], T], rejects: RejectFile, bar: progress.Progress
) -> Iterator[tuple[RawRow, T]]:
    seen: set[str] = set()
    for raw in rows_of(table, bar):
        try:
            row = _first_of_its_id(read, raw, seen)
        except RowRejected as rejected:
            rejects.add(raw, rejected.reason)
            continue
        yield raw, row


def _first_of_its_id(read: Callable[[list[str]], T], raw: RawRow, seen: set[str]) -> T:
    if raw.fault:
        raise RowRejected(raw.fault)
    row = read(raw.cells)
    key = row.source_id if isinstance(row, CustomerRow) else f"{row.request} {row.source_id}"
    if key in seen:
        raise RowRejected(f"the id {row.source_id} stands on an earlier line too")
    seen.add(key)
    return row


def _count(counts: dict[str, int], new: int, changed: int, unchanged: int) -> None:
    for name, count in zip(counts, (new, changed, unchanged), strict=True):
        counts[name] += count


def _show(console: Console, what: str, counts: dict[str, int], rejects: RejectFile) -> None:
    said = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    console.print(f"{what.capitalize()}: {said}, {rejects.count:,} rejected. Nobody was mailed.", highlight=False)
    if rejects.count:
        console.print(f"The rejected rows are in {rejects.path}, each with its reason.", highlight=False)
