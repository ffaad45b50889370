"""`townline recount-ageing`: are the figures of the board those of the event log?"""

import argparse
from typing import TYPE_CHECKING

import django

from townline.commands import environment

if TYPE_CHECKING:
    from townline.service_requests.queries.ageing import Recount

DESCRIPTION = """\
Go through the whole log of events, find from it alone whose each request is, how far it is and when it is due, and compare
that with the figures of the page “Due and late”: for the city, and for every department, team and person. Each difference is
named. Requests that another system brought without their history are counted apart: the log knows only that they came.
"""
ENDING = "Ends with 0 when all figures agree, 1 when one does not."
MOST_SHOWN = 50


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="townline recount-ageing",
        description=DESCRIPTION,
        epilog=ENDING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--repair", action="store_true", help="first make the counts of the page anew from the requests"
    )
    chosen = parser.parse_args(argv)
    with environment.database():
        django.setup()
        return _compare(repair=chosen.repair)


def _compare(*, repair: bool) -> int:
    from django.utils import timezone  # app ready

    from townline.accounts.values import Viewer  # app ready
    from townline.core.actor import SYSTEM  # app ready
    from townline.service_requests import operations  # app ready
    from townline.service_requests.queries import ageing  # app ready

    if repair:
        operations.count_open_anew()
        print("The counts of the page are made anew.")
    everything = Viewer(user_id=0, actor=SYSTEM, role="auditor")
    made = ageing.recount(viewer=everything, at=timezone.now())
    print(f"{'':<24}{'page':>12}{'log':>12}")
    for what in ageing.COMPARED:
        page, log = made.total(made.page, what), made.total(made.log, what)
        print(f"{what.value:<24}{page:>12,}{log:>12,}{'' if page == log else '  <- differs'}")
    return _say_differences(made)


def _say_differences(made: "Recount") -> int:
    for other in made.others[:MOST_SHOWN]:
        print(f"{other.reference}: by the log {other.log or 'not open'}; in the requests {other.now or 'not open'}")
    if len(made.others) > MOST_SHOWN:
        print(f"... and {len(made.others) - MOST_SHOWN:,} more requests.")
    for whose, what in made.differing[:MOST_SHOWN]:
        key = whose, what
        print(f"{whose} (department/team/person), {what.value}: page {made.page[key]}, log {made.log[key]}")
    print(
        f"{made.requests:,} requests in the log, {made.unknown:,} of them without a history; "
        f"{len({whose for whose, _ in made.page}):,} departments, teams and people compared: "
        + (f"{len(made.differing):,} figures differ." if made.differing else "all figures agree.")
    )
    return 1 if made.differing or made.others else 0
