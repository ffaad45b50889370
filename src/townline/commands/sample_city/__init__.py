"""`townline sample-city`: fill an empty database with the invented city of Maple Harbour / Havre-aux-Érables."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
    from townline.commands.sample_city.whole import load  # app ready

    if accounts.all_users().exists():
        raise environment.CannotGoOn("the database is not empty, and nothing was changed.")
    with _bar(requests) as step:
        load(at=timezone.now(), requests=requests, step=step)
    return 0


@contextmanager
def _bar(requests: int) -> Iterator[Callable[[str, int], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # slow import

    with Progress(TextColumn("{task.description:<34}"), BarColumn(), MofNCompleteColumn()) as progress:
        task = progress.add_task("Sample city", total=requests)
        yield lambda what, added: progress.update(task, description=what, advance=added)
