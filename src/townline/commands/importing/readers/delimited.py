"""CSV as cities really publish it: any encoding, any delimiter, cells of several lines, ragged rows."""

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from townline.commands.importing.readers.table import FileShape, RawRow, Table, open_bytes
from townline.commands.importing.refusals import ImportRefused

LONGEST_CELL = 2**20
SAMPLE = 64 * 1024
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_csv(path: Path, shape: FileShape, stack: ExitStack) -> Table:
    encoding = _known(shape.encoding) or encoding_of(path)
    stream, position = open_bytes(path, stack)
    text = stack.enter_context(io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline=""))
    for _ in range(shape.skip_lines):
        text.readline()
    csv.field_size_limit(LONGEST_CELL)
    lines = _Remembered(text)
    reader = csv.reader(lines, delimiter=_one_character(shape.delimiter) or delimiter_of(lines.peek(SAMPLE)))
    header = _header(reader, path)
    return Table(header, _rows(reader, len(header), shape.skip_lines), path.stat().st_size, position)


def encoding_of(path: Path) -> str:
    """The encoding by its byte-order mark, else UTF-8 if the whole file is, else what Windows in the West writes."""
    with ExitStack() as stack:
        stream, _ = open_bytes(path, stack)
        start = stream.read(SAMPLE)
        for mark, name in BYTE_ORDER_MARKS:
            if start.startswith(mark):
                return name
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while start:
                decoder.decode(start)
                start = stream.read(2**20)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def delimiter_of(sample: str) -> str:
    """The candidate that splits the first line, quotes left out, into the most cells."""
    first = next(iter(sample.splitlines()), "")
    outside_quotes = "".join(first.split('"')[::2])
    return max((",", ";", "\t", "|"), key=outside_quotes.count)


class CsvReader(Protocol):
    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


class _Remembered:
    """Lines of a stream that let the first of them be looked at before they are read."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self._seen = ""

    def peek(self, size: int) -> str:
        self._seen = self._stream.readline(size)
        return self._seen

    def __iter__(self) -> Iterator[str]:
        if self._seen:
            yield self._seen
        yield from self._stream


def _known(encoding: str) -> str:
    if encoding:
        try:
            codecs.lookup(encoding)
        except LookupError as error:
            raise ImportRefused(
                f"{encoding} is not an encoding that Python knows. Try utf-8, cp1252 or latin-1."
            ) from error
    return encoding


def _one_character(delimiter: str) -> str:
    if len(delimiter) > 1:
        raise ImportRefused(f"The delimiter must be one character, not {delimiter!r}.")
    return delimiter


def _header(reader: Iterator[list[str]], path: Path) -> list[str]:
    try:
        header = next((row for row in reader if any(row)), None)
    except csv.Error as error:
        raise ImportRefused(f"{path.name} does not begin like a table: {error}.") from error
    if header is None:
        raise ImportRefused(f"{path.name} is empty.")
    return [" ".join(name.split()) for name in header]


def _rows(reader: "CsvReader", width: int, skipped: int) -> Iterator[RawRow]:
    while True:
        try:
            for cells in reader:
                if len(cells) == width:
                    yield RawRow(reader.line_num + skipped, cells)
                elif any(cells):
                    yield _ragged(reader.line_num + skipped, cells, width)
            return
        except csv.Error as error:
            yield RawRow(reader.line_num + skipped, [], f"this line cannot be read as a row: {error}")


def _ragged(line: int, cells: list[str], width: int) -> RawRow:
    if len(cells) > width and not any(cells[width:]):
        return RawRow(line, cells[:width])
    return RawRow(line, cells, f"{len(cells)} cells where the header has {width}")
