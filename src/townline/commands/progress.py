"""Progress of a long step, on a terminal as a bar, elsewhere as a line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def counted(words: str, *, total: int) -> Iterator[Callable[[], None]]:
    """Give the caller a function to call after each of `total` parts."""
    console = Console(stderr=True)
    if not console.is_terminal:
        console.print(f"{words}: {total} ...")
        yield lambda: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)
