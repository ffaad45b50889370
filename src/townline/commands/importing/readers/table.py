"""What every reader yields, and the bytes that every reader starts from."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

GZIP_MAGIC = b"\x1f\x8b"


class RawRow(NamedTuple):
    """A row as it stands in the file. `fault` is set when it could not even be read."""

    line: int
    cells: list[str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FileShape:
    """What a mapping may say about the file; an empty value is found out from the file itself."""

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    skip_lines: int = 0
    records: str = ""


@dataclass(slots=True)
class Table:
    """`position` tells how many bytes of `size` have been read, for the progress bar."""

    header: list[str]
    rows: Iterator[RawRow]
    size: int
    position: Callable[[], int]


def open_bytes(path: Path, stack: ExitStack) -> tuple[BinaryIO, Callable[[], int]]:
    """The unpacked bytes of a file, and how far its packed bytes have been read. `stack` closes it."""
    raw = stack.enter_context(path.open("rb"))
    packed = raw.read(2) == GZIP_MAGIC
    raw.seek(0)
    stream = stack.enter_context(gzip.GzipFile(fileobj=raw)) if packed else raw
    return cast("BinaryIO", stream), lambda: raw.tell() if not raw.closed else path.stat().st_size
