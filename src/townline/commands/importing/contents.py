"""The dry run: read the whole file as an import would, change nothing."""

from pathlib import Path

from rich.console import Console

from townline.commands.importing import progress
from townline.commands.importing.mapping import RequestMapping
from townline.commands.importing.reading import RequestFile, request_file
from townline.commands.importing.reports import show_contents, show_problems


def show(
    *, path: Path, mapping: RequestMapping, rejects: Path | None, console: Console, all_of_it: bool
) -> RequestFile:
    with request_file(path=path, mapping=mapping, rejects=rejects) as file:
        with progress.shown(console=console, words="Reading", size=file.table.size) as bar:
            for _ in file.records(bar):
                pass
        show_contents(file=file, console=console, all_of_it=all_of_it)
        show_problems(file=file, console=console)
    return file
