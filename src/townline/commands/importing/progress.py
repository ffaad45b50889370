"""A progress bar by bytes of the file or by rows; silent where nobody looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars


@dataclass(slots=True)
class Progress:
    bars: Bars | None = None
    task: TaskID | None = None
    _last: int = -1

    def at(self, position: int) -> None:
        if self.bars is not None and self.task is not None and position != self._last:
            self._last = position
            self.bars.update(self.task, completed=position)


@contextmanager
def shown(*, console: Console, words: str, size: int) -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        yield Progress(bars, bars.add_task(words, total=max(size, 1)))
