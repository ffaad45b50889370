"""What a person sees of a file: tables of counts, remarks and the first problems."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from townline.commands.importing.reading import RequestFile

T = TypeVar("T")
MOST = 15


def show_contents(*, file: RequestFile, console: Console, all_of_it: bool) -> None:
    tally = file.tally
    console.print(
        f"[bold]{tally.taken:,}[/] rows can be taken, [bold]{tally.rejected:,}[/] are rejected, "
        f"{tally.without_place:,} say no place."
    )
    statuses = ((word or "(empty)", state, count) for (word, state), count in tally.by_status.most_common())
    console.print(table("By status", ("Their word", "Our state", "Rows"), statuses))
    channels = (
        (word or "(empty)", channel, count)
        for (word, channel), count in _limited(tally.by_channel, all_of_it=all_of_it)
    )
    console.print(table("By channel", ("Their word", "Our channel", "Rows"), channels))
    services = _limited(tally.by_service, all_of_it=all_of_it)
    console.print(table(f"By service ({len(tally.by_service)})", ("Service", "Rows"), services))
    months = sorted(tally.by_month.items())
    console.print(table("By month", ("Month", "Rows"), months if all_of_it else months[-MOST:]))


def show_problems(*, file: RequestFile, console: Console) -> None:
    for remark, count in file.mapper.remarks.most_common():
        console.print(f"{count:,} rows: {remark}.")
    if not file.tally.rejected:
        return
    reasons = file.tally.reasons.most_common(MOST)
    console.print(table("Rejected", ("Reason", "Rows"), reasons))
    for line, reason in file.tally.first_problems:
        console.print(f"  line {line}: {reason}", markup=False, highlight=False)
    console.print(
        f"The rejected rows are in {file.rejects.path}, each with its reason. Mend them and import that file again."
    )


def table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Table:
    shown = Table(title=title, title_justify="left", show_edge=False)
    for number, name in enumerate(columns):
        shown.add_column(name, justify="right" if number and number == len(columns) - 1 else "left")
    for row in rows:
        shown.add_row(*(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row))
    return shown


def _limited(counter: Counter[T], *, all_of_it: bool) -> list[tuple[T, int]]:
    return counter.most_common(None if all_of_it else MOST)
