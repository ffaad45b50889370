"""Names and addresses in log files of the data folder: written over in place, so that whoever writes there goes on writing."""

import mmap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings

from townline.core.words import plain

ENDINGS = {".log", ".out", ".err"}
SHORTEST = 6  # letters: what is shorter stands in too many other words


def blot_out(*, traces: Iterable[str]) -> int:
    """Writes x over each trace; returns how many places. A file that cannot be written stops it: nothing is half done."""
    sought = {form.encode() for trace in traces for form in _forms(trace) if len(form) >= SHORTEST}
    return sum(_blot(path, sorted(sought)) for path in _log_files()) if sought else 0


def _forms(trace: str) -> Iterator[str]:
    yield trace
    yield trace.lower()
    yield trace.upper()
    yield plain(trace)
    yield trace.encode("unicode_escape").decode()


def _log_files() -> list[Path]:
    folder: Path = settings.TOWNLINE_DATA
    return [path for path in folder.rglob("*") if path.suffix in ENDINGS and path.is_file() and path.stat().st_size]


def _blot(path: Path, sought: Sequence[bytes]) -> int:
    count = 0
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as text:
        for form in sought:
            at = text.find(form)
            while at >= 0:
                text[at : at + len(form)] = b"x" * len(form)
                count += 1
                at = text.find(form, at)
        text.flush()
    return count
