"""`townline demo-clock`: let days pass in the sample city, to see promises run out.

A file in the data folder says by how much the clock is ahead; web, worker and commands read it (config/demo_clock.py).
"""

import argparse
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.utils import timezone

from townline.commands import environment
from townline.commands.environment import CannotGoOn, write_privately

FILE = "demo-clock.json"
MOST = timedelta(days=60)  # the log of reads has its tables ready for so long
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
SAMPLE_MAIL = "@maple-harbour.example"
ONLY_THERE = "the clock is moved only in the sample city with its own database. A real city has the real time."
DESCRIPTION = """\
Move the clock of the sample city forward, for web pages, background work and commands together: requests become due and
late, and people are told. It works only in the invented city with a database of its own. Put the clock back when you are
done; what happened meanwhile stays, with the dates that it happened on.
"""


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    if not environment.has_own_database():
        raise CannotGoOn(ONLY_THERE)
    with environment.database():
        django.setup()
        _need_sample_city()
        folder = environment.data_folder()
        if chosen.back_to_now:
            (folder / FILE).unlink(missing_ok=True)
            print("The clock of the sample city shows the real time again.")
        elif chosen.forward is not None:
            _move(folder, ahead_in(folder) + chosen.forward)
        print(_said(ahead_in(folder)))
    return 0


def length(text: str) -> timedelta:
    """`3d`, `12h`, `30m`, `1w`, or several: `1d12h`."""
    parts = re.findall(r"(\d{1,4})([mhdw])", text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        message = f"“{text}” is no length of time. Write 3d, 12h, 30m, 1w, or 1d12h."
        raise argparse.ArgumentTypeError(message)
    return sum((timedelta(**{UNITS[unit]: int(number)}) for number, unit in parts), timedelta(0))


def ahead_in(folder: Path) -> timedelta:
    """By how much the clock of this data folder is ahead; nothing when the file cannot be read."""
    try:
        return timedelta(seconds=int(json.loads((folder / FILE).read_text())["seconds"]))
    except (OSError, ValueError, KeyError, TypeError):
        return timedelta(0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="townline demo-clock", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--forward", type=length, metavar="TIME", help="3d, 12h, 30m, 1w; again and it adds up")
    doing.add_argument("--back-to-now", action="store_true", help="show the real time again")
    return parser


def _need_sample_city() -> None:
    from townline.accounts import queries as accounts  # app ready

    if settings.TOWNLINE_PRODUCTION:
        raise CannotGoOn(ONLY_THERE)
    people = [user.email for user in accounts.all_users()]
    if not people or not all(email.endswith((SAMPLE_MAIL, "@staff.invalid")) for email in people):
        raise CannotGoOn("people of a real city work here. The clock is moved only in the invented city.")


def _move(folder: Path, ahead: timedelta) -> None:
    if ahead > MOST:
        raise CannotGoOn(f"the clock goes at most {MOST.days} days ahead. Put it back with --back-to-now.")
    write_privately(folder / FILE, json.dumps({"seconds": int(ahead.total_seconds())}))


def _said(ahead: timedelta) -> str:
    shown = timezone.localtime(datetime.now(tz=UTC) + ahead).strftime("%A %Y-%m-%d %H:%M")
    if not ahead:
        return f"It is {shown}."
    return f"It is {shown} in the sample city, {ahead} ahead. Pages and background work follow within a second."
