"""The words of `townline import`, and what each of them calls."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from townline.commands.importing import contents, drafting
from townline.commands.importing.mapping import load_mapping, shipped_names
from townline.commands.importing.refusals import ImportRefused

REFUSED = 2


def run(argv: list[str]) -> int:
    """Returns the exit code: 0, or 2 where the import cannot start or go on."""
    options = parser().parse_args(argv)
    console = Console(stderr=options.what == "mapping-draft")
    try:
        return int(options.run(options, console) or 0)
    except ImportRefused as refused:
        console.print(f"[bold red]Not imported.[/] {refused}", highlight=False, soft_wrap=True)
        return REFUSED
    except KeyboardInterrupt:
        console.print("Stopped. What was finished stays; the same command goes on from there.")
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="townline import", description="Bring a city's own records in. It mails nobody.")
    verbs = top.add_subparsers(dest="what", required=True, metavar="WHAT")
    requests = verbs.add_parser(
        "requests", help="service requests of another system, open and closed, with their history"
    )
    requests.add_argument("file", type=Path, help="CSV, JSON, JSON lines or XLSX; plain or gzipped")
    requests.add_argument("--mapping", required=True, help=f"{', '.join(shipped_names())}, or the path of a TOML file")
    requests.add_argument("--dry-run", action="store_true", help="only show what is in the file and what would happen")
    requests.add_argument("--all", action="store_true", help="show every service, channel and month, not the first 15")
    requests.add_argument("--rejects", type=Path, help="where rejected rows go (rejected-FILE.csv)")
    requests.set_defaults(run=_requests)
    draft = verbs.add_parser("mapping-draft", help="propose a mapping for an unknown file, for a person to finish")
    draft.add_argument("file", type=Path)
    draft.add_argument("--to", type=Path, help="write it to this file, and not to the screen")
    draft.set_defaults(run=_draft)
    return top


def _requests(options: argparse.Namespace, console: Console) -> None:
    mapping = load_mapping(options.mapping)
    if options.dry_run:
        contents.show(
            path=options.file, mapping=mapping, rejects=options.rejects, console=console, all_of_it=options.all
        )


def _draft(options: argparse.Namespace, console: Console) -> None:
    text = drafting.draft(options.file)
    if options.to is None:
        sys.stdout.write(text)
        return
    if options.to.exists():
        raise ImportRefused(f"{options.to} exists already. Move it away, or give another name.")
    options.to.write_text(text, encoding="utf-8")
    console.print(f"A draft is in {options.to}. Finish the lines marked TO FINISH.")
