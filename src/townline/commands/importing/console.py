"""The words of `townline import`, and what each of them calls."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from django.db import DatabaseError, OperationalError
from rich.console import Console

from townline.commands.importing.mapping import shipped_names
from townline.commands.importing.places import options as places_options
from townline.commands.importing.refusals import ImportRefused

Run = Callable[[argparse.Namespace, Console], None]
REFUSED = 2
STOPPED = 130


def report(options: argparse.Namespace) -> int:
    """Runs what was asked. Returns the exit code: 0, or 2 where the import cannot start or go on."""
    console = Console(stderr=options.what == "mapping-draft")
    try:
        options.run(options, console)
    except ImportRefused as refused:
        console.print(f"Not imported: {refused}", style="bold red", highlight=False, markup=False, soft_wrap=True)
        return REFUSED
    except OperationalError as error:
        console.print(
            f"The database does not answer: {error}. What was finished stays; run the same command again.", markup=False
        )
        return REFUSED
    except DatabaseError as error:
        if "does not exist" not in str(error):
            raise
        console.print("This database is not Townline's yet. Start `townline run` or `townline init` once, then import.")
        return REFUSED
    except KeyboardInterrupt:
        console.print("Stopped. What was finished stays; the same command goes on from there.")
        return STOPPED
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="townline import", description="Bring a city's own records in. It mails nobody.")
    top.set_defaults(needs_database=True)
    verbs = top.add_subparsers(dest="what", required=True, metavar="WHAT")
    _add_requests(
        verbs.add_parser("requests", help="service requests of another system, open and closed, with their history")
    )
    _add_people(verbs.add_parser("customers", help="people and organisations with how to reach them"), _customers)
    _add_people(verbs.add_parser("notes", help="notes on requests that were imported before"), _notes)
    _add_places(
        verbs.add_parser("areas", help="wards, zones or the city's boundary, from a day on"), places_options.add_areas
    )
    _add_places(
        verbs.add_parser("addresses", help="civic addresses with their positions"), places_options.add_addresses
    )
    _add_places(
        verbs.add_parser("assets", help="things that the city looks after: poles, trees"), places_options.add_assets
    )
    _add_draft(verbs.add_parser("mapping-draft", help="propose a mapping for an unknown file, for a person to finish"))
    return top


def _add_requests(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="CSV, JSON, JSON lines or XLSX; plain or gzipped")
    parser.add_argument("--mapping", required=True, help=f"{', '.join(shipped_names())}, or the path of a TOML file")
    parser.add_argument("--dry-run", action="store_true", help="only show what is in the file and what would happen")
    parser.add_argument("--all", action="store_true", help="show every service, channel and month, not the first 15")
    parser.add_argument("--rejects", type=Path, help="where rejected rows go (rejected-FILE.csv)")
    parser.add_argument("--conflicts", type=Path, help="where conflicts with staff go (conflicts-FILE.csv)")
    parser.set_defaults(run=_requests)


def _add_people(parser: argparse.ArgumentParser, run: Run) -> None:
    parser.add_argument("file", type=Path, help="CSV, JSON, JSON lines or XLSX; plain or gzipped")
    parser.add_argument("--mapping", default="", help="a TOML file; without it the columns must have our names")
    parser.add_argument("--source", default="", help="where they come from; the same name as for the requests")
    parser.add_argument("--rejects", type=Path, help="where rejected rows go (rejected-FILE.csv)")
    parser.set_defaults(run=run)


def _add_places(parser: argparse.ArgumentParser, add: Callable[[argparse.ArgumentParser], None]) -> None:
    add(parser)
    parser.set_defaults(run=_places)


def _add_draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="CSV, JSON, JSON lines or XLSX; plain or gzipped")
    parser.add_argument("--to", type=Path, help="write it to this file, and not to the screen")
    parser.set_defaults(run=_draft, needs_database=False)


def _requests(options: argparse.Namespace, console: Console) -> None:
    from townline.commands.importing.requests_verb import import_requests  # app ready

    import_requests(options=options, console=console)


def _customers(options: argparse.Namespace, console: Console) -> None:
    from townline.commands.importing.people import verb  # app ready

    verb.import_customers(options, console)


def _notes(options: argparse.Namespace, console: Console) -> None:
    from townline.commands.importing.people import verb  # app ready

    verb.import_notes(options, console)


def _places(options: argparse.Namespace, console: Console) -> None:
    from townline.commands.importing.places import verb  # app ready

    run: Run = getattr(verb, f"import_{options.what}")
    run(options, console)


def _draft(options: argparse.Namespace, console: Console) -> None:
    from townline.commands.importing.drafting import draft  # slow import

    text = draft(options.file)
    if options.to is None:
        sys.stdout.write(text)
        return
    if options.to.exists():
        raise ImportRefused(f"{options.to} exists already. Move it away, or give another name.")
    options.to.write_text(text, encoding="utf-8")
    console.print(f"A draft is in {options.to}. Finish the lines marked TO FINISH.", highlight=False)
