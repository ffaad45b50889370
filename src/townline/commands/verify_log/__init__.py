"""`townline verify-log`: is the event log as it was sealed?"""

import argparse
import re

import django

from townline.commands import environment
from townline.commands.environment import CannotGoOn

DESCRIPTION = """\
Compare every row of the event log with the chain of seals over it. Each row that was altered, is missing or was put in is
named, and each seal. The chain alone cannot show that somebody cut off its end or wrote all of it anew: for that, keep a
head (its number and digest) outside of this database, and give it with --expect.
"""
ENDING = "Ends with 0 when everything is as it was sealed, 1 when something is not."


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="townline verify-log",
        description=DESCRIPTION,
        epilog=ENDING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--expect", metavar="NUMBER:HASH", help="a head of the chain that you kept outside")
    parser.add_argument("--head", action="store_true", help="only print the head, to be kept outside")
    chosen = parser.parse_args(argv)
    expected = _head(chosen.expect) if chosen.expect else None
    with environment.database():
        django.setup()
        from townline.commands.verify_log.compare import compare, print_head  # app ready

        return print_head() if chosen.head else compare(expected)


def _head(text: str) -> tuple[int, str]:
    if not re.fullmatch(r"\d+:[0-9a-fA-F]{64}", text):
        raise CannotGoOn(
            "--expect needs a number, a colon and 64 letters and digits, as `verify-log --head` prints them."
        )
    number, _, digest = text.partition(":")
    return int(number), digest
