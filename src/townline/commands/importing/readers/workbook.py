"""XLSX: the named sheet, or the first one, from its first row that is not empty."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl

from townline.commands.importing.readers.table import FileShape, RawRow, Table
from townline.commands.importing.refusals import ImportRefused


def open_workbook(path: Path, shape: FileShape, stack: ExitStack) -> Table:
    try:
        book = openpyxl.load_workbook(stack.enter_context(path.open("rb")), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        raise ImportRefused(f"{path.name} is not an XLSX workbook: {error}.") from error
    if shape.sheet and shape.sheet not in book.sheetnames:
        raise ImportRefused(f"{path.name} has no sheet {shape.sheet!r}. It has {', '.join(book.sheetnames)}.")
    sheet = book[shape.sheet or book.sheetnames[0]]
    sheet.reset_dimensions()  # some writers state a wrong size
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    header = next(([as_text(cell) for cell in row] for _, row in rows if any(row)), None)
    if header is None:
        raise ImportRefused(f"The sheet {sheet.title!r} of {path.name} is empty.")
    while header and not header[-1]:
        header.pop()
    names = [" ".join(name.split()) for name in header]
    return Table(names, _rows(rows, len(names)), path.stat().st_size, lambda: 0)


def as_text(value: Any) -> str:
    """Dates in ISO, whole numbers without `.0`."""
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _rows(rows: Iterator[tuple[int, tuple[Any, ...]]], width: int) -> Iterator[RawRow]:
    for number, row in rows:
        cells = [as_text(cell) for cell in row[:width]]
        if any(cells):
            yield RawRow(number, cells + [""] * (width - len(cells)))
