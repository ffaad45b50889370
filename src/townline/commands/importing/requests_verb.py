"""`townline import requests`: read, bring in or only show, report."""

import argparse
import csv
import time
from pathlib import Path

from django.utils import timezone
from rich.console import Console

from townline.commands.importing import progress
from townline.commands.importing.bringing import Brought, bring_requests, foresee
from townline.commands.importing.mapping import load_mapping
from townline.commands.importing.reading import RequestFile, request_file
from townline.commands.importing.reports import show_contents, show_problems
from townline.service_requests import operations as service_requests
from townline.service_requests.operations import Conflict

SHOWN = 10


def import_requests(*, options: argparse.Namespace, console: Console) -> Brought:
    mapping = load_mapping(options.mapping)
    at = timezone.now()
    started = time.monotonic()
    with request_file(path=options.file, mapping=mapping, rejects=options.rejects) as file:
        words = "Reading" if options.dry_run else "Importing"
        with progress.shown(console=console, words=words, size=file.table.size) as bar:
            records = file.records(bar)
            if options.dry_run:
                brought = foresee(records=records, mapping=mapping, at=at)
            else:
                with service_requests.adding_words():
                    brought = bring_requests(records=records, mapping=mapping, at=at)
        if not options.dry_run and brought.changed:
            service_requests.count_words()
        _show(file, brought, options, console, seconds=time.monotonic() - started)
    return brought


def _show(
    file: RequestFile, brought: Brought, options: argparse.Namespace, console: Console, *, seconds: float
) -> None:
    if options.dry_run or options.all:
        show_contents(file=file, console=console, all_of_it=options.all)
    show_problems(file=file, console=console)
    _show_conflicts(
        brought.conflicts, options.conflicts or Path(f"conflicts-{options.file.name.split('.')[0]}.csv"), console
    )
    would = "would be " if options.dry_run else ""
    console.print(
        f"{brought.new:,} requests {would}added, {brought.changed:,} {would}changed, {brought.unchanged:,} are as they were, "
        f"{file.tally.rejected:,} rows rejected. New services: {brought.new_services:,}."
    )
    if not options.dry_run:
        rate = file.tally.taken / max(seconds, 0.001)
        console.print(f"{seconds:,.1f} seconds, {rate:,.0f} rows a second. Nobody was mailed.")


def _show_conflicts(conflicts: list[Conflict], path: Path, console: Console) -> None:
    if not conflicts:
        return
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["reference", "source id", "part", "here", "in the file"])
        writer.writerows([(each.reference, each.source_id, each.part, each.ours, each.theirs) for each in conflicts])
    console.print(f"{len(conflicts):,} parts of requests were changed here and in the file. What stands here was left:")
    for each in conflicts[:SHOWN]:
        console.print(
            f"  {each.reference} ({each.source_id}) {each.part}: here {each.ours}", markup=False, highlight=False
        )
    console.print(f"All of them are in {path}.", highlight=False)
