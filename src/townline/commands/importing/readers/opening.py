"""One door to every kind of file."""

import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from townline.commands.importing.readers.delimited import open_csv
from townline.commands.importing.readers.json_rows import open_json
from townline.commands.importing.readers.table import FileShape, Table
from townline.commands.importing.readers.workbook import open_workbook
from townline.commands.importing.refusals import ImportRefused

AS_FOUND = FileShape()
READERS = {"csv": open_csv, "json": open_json, "jsonl": open_json, "xlsx": open_workbook}


@contextmanager
def open_table(*, path: Path, shape: FileShape = AS_FOUND) -> Iterator[Table]:
    """Opens a file of rows. Raises ImportRefused with what is wrong with it."""
    if not path.is_file():
        raise ImportRefused(f"There is no file {path}.")
    kind = shape.format or _kind_of(path)
    if kind not in READERS:
        raise ImportRefused(f"{path.name}: {kind} is not a kind of file that can be read. Use {', '.join(READERS)}.")
    with ExitStack() as stack:
        try:
            table = READERS[kind](path, shape, stack)
        except (OSError, EOFError, zlib.error, UnicodeError) as error:
            raise ImportRefused(f"{path.name} cannot be read: {error}.") from error
        yield table


def _kind_of(path: Path) -> str:
    suffixes = [suffix.lower().lstrip(".") for suffix in path.suffixes if suffix.lower() != ".gz"]
    named = {
        "csv": "csv",
        "tsv": "csv",
        "txt": "csv",
        "json": "json",
        "jsonl": "jsonl",
        "ndjson": "jsonl",
        "xlsx": "xlsx",
    }
    return named.get(suffixes[-1] if suffixes else "csv", suffixes[-1] if suffixes else "csv")
