"""`townline sample-city`: fill an empty database with the invented city of Maple Harbour / Havre-aux-Érables."""

import argparse
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import django
from django.apps import apps

from townline.commands import environment, prepare

DESCRIPTION = """\
Fill an empty database with the invented city of Maple Harbour: wards, streets, departments, people, services and two
years of requests that end today. Everything in it is made up; its people have addresses that reach nobody.
"""
REQUESTS = 25_000


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="townline sample-city", description=DESCRIPTION)
    parser.add_argument(
        "--into-database-url",
        action="store_true",
        help="fill the database of DATABASE_URL; else only our own is filled",
    )
    parser.add_argument("--requests", type=int, default=REQUESTS, help=f"how many requests (by default {REQUESTS:,})")
    arguments = parser.parse_args(argv)
    if not environment.has_own_database() and not arguments.into_database_url:
        raise environment.CannotGoOn("DATABASE_URL names a server. To fill its database, say --into-database-url.")
    with environment.database():
        if not apps.ready:
            django.setup()
            prepare.migrate()
        return _fill(arguments.requests)


def _fill(requests: int) -> int:
    from django.utils import timezone  # app ready

    from townline.accounts import queries as accounts  # app ready

    if accounts.all_users().exists():
        raise environment.CannotGoOn("the database is not empty, and nothing was changed.")
    with _bar(requests) as step:
        load(at=timezone.now(), requests=requests, step=step)
    return 0


def load(
    *, at: datetime, requests: int = REQUESTS, step: Callable[[str, int], None] = lambda _what, _done: None
) -> None:
    """The whole city. `step` is told what is being done and how many requests that added."""
    from django.conf import settings  # app ready

    from townline.commands.sample_city import (  # app ready
        agreeing,
        asking_again,
        climbing,
        complaining,
        deciding,
        disposing,
        filing,
        filling,
        looking,
        opening,
        organising,
        placing,
        relating,
        sitting,
        stewarding,
        storming,
        talking,
        tasking,
        waking,
    )

    step("Departments, people and services", 0)
    organised = organising.organise(at=at)
    step("Opening days", 0)
    opening.open_doors(at=at)
    step("Wards, streets and addresses", 0)
    placing.place(at=at)
    step("The map", 0)
    placing.draw(folder=settings.TOWNLINE_DATA / "tiles")
    step("Two years of requests", 0)
    filling.fill(
        organised=organised, count=requests, at=at, progress=lambda added: step("Two years of requests", added)
    )
    parts: tuple[tuple[str, Callable[..., object]], ...] = (
        ("Consents", agreeing.agree),
        ("Households, wishes, warnings", relating.relate),
        ("Contacts, promises, letters", talking.talk),
        ("Duplicates, segments, personas", stewarding.steward),
        ("Who looked at whom", partial(looking.look, chance=random.Random(311))),
        ("Complaints and compliments", complaining.complain),
        ("Tasks of several teams", tasking.divide),
        ("The ice storm of last winter", storming.storm),
        ("Council and its offices", sitting.sit),
        ("What people ask again", asking_again.ask_again),
        ("Rules of closing, and what waits for approval", deciding.decide),
        ("Who is told of what is late", climbing.climb),
        ("A disposal list and a hold", disposing.keep_records),
        ("Access requests, a breach", filing.file),
        ("The mail of the last working morning", waking.wake),
    )
    for what, work in parts:
        step(what, 0)
        work(at=at)


@contextmanager
def _bar(requests: int) -> Iterator[Callable[[str, int], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # slow import

    with Progress(TextColumn("{task.description:<34}"), BarColumn(), MofNCompleteColumn()) as progress:
        task = progress.add_task("Sample city", total=requests)
        yield lambda what, added: progress.update(task, description=what, advance=added)
