"""The file of rejected rows: every cell as it stood, the line, and the reason; to be mended and imported again."""

import csv
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from townline.commands.importing.readers import RawRow


class RejectFile:
    """Written only when there is something to write; the one of an earlier run is removed."""

    def __init__(self, *, path: Path, header: list[str]) -> None:
        self.path = path
        self.count = 0
        self._header = header
        self._stream: TextIO | None = None

    def __enter__(self) -> Self:
        self.path.unlink(missing_ok=True)
        return self

    def add(self, row: RawRow, reason: str) -> None:
        if self._stream is None:
            # The mark tells a spreadsheet that the file is UTF-8.
            self._stream = self.path.open("w", encoding="utf-8-sig", errors="replace", newline="")
            csv.writer(self._stream).writerow(["line", "reason", *self._header])
        self.count += 1
        csv.writer(self._stream).writerow([row.line, reason, *row.cells])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()
