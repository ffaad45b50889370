"""`townline import areas|addresses|assets`."""

import argparse
from pathlib import Path

from django.utils import timezone
from rich.console import Console
from rich.status import Status
from shapely.geometry import Point

from townline.commands.importing import progress, values
from townline.commands.importing.drafting.shapes import plain
from townline.commands.importing.drafting.words import HEADER_WORDS
from townline.commands.importing.places.features import Feature, features_of
from townline.commands.importing.places.rows import AreaWishes, Read, read_addresses, read_areas, read_assets
from townline.commands.importing.readers import RawRow, open_table
from townline.commands.importing.refusals import ImportRefused, RowRejected
from townline.core.actor import Actor, ActorKind
from townline.places import operations as places
from townline.places.operations import Brought

TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson"})
SHOWN = 10


def import_areas(options: argparse.Namespace, console: Console) -> None:
    source = options.source or _stem(options.file)
    wishes = AreaWishes(
        options.kind, options.code, options.name, options.first_day, options.last_day, source, options.in_pieces
    )
    with _reading(options.file, console):
        read = read_areas(features=features_of(options.file), wishes=wishes)
    brought = (
        places.bring_areas(rows=read.areas, by=_importer(source), at=timezone.now(), source=source)
        if read.areas
        else Brought()
    )
    _show(read, brought, console, what=f"{options.kind} areas")


def import_addresses(options: argparse.Namespace, console: Console) -> None:
    source = options.source or _stem(options.file)
    with _reading(options.file, console):
        read = read_addresses(features=_points_or_table(options.file), source=source)
    with progress.shown(console=console, words="Importing", size=len(read.addresses)) as bar:
        brought = places.bring_addresses(
            rows=read.addresses, by=_importer(source), at=timezone.now(), source=source, step=bar.at
        )
    _show(read, brought, console, what="addresses")


def import_assets(options: argparse.Namespace, console: Console) -> None:
    source = options.source or _stem(options.file)
    with _reading(options.file, console):
        features = _points_or_table(options.file)
        read = read_assets(features=features, kind=options.kind, code=options.code, name=options.name, source=source)
    with progress.shown(console=console, words="Importing", size=len(read.assets)) as bar:
        brought = places.bring_assets(
            rows=read.assets, by=_importer(source), at=timezone.now(), source=source, step=bar.at
        )
    _show(read, brought, console, what=f"assets ({options.kind})")


def _reading(path: Path, console: Console) -> Status:
    """A file of shapes is read as a whole: nobody knows how far it is, only that it goes on."""
    return console.status(f"Reading {path.name} ...")


def _points_or_table(path: Path) -> list[Feature]:
    """A table with coordinates in columns is as good as a file of points."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    if not suffixes or suffixes[-1] not in TABLES:
        return features_of(path)
    with open_table(path=path) as table:
        rows = [row for row in table.rows if not row.fault]
        header = table.header
    names = tuple(
        next((name for name in header if plain(name) in HEADER_WORDS[what]), "") for what in ("latitude", "longitude")
    )
    if not all(names):
        raise ImportRefused(f"{path.name} needs columns latitude and longitude in degrees. It has {', '.join(header)}.")
    return [_feature(row, header, *names) for row in rows]


def _feature(row: RawRow, header: list[str], latitude: str, longitude: str) -> Feature:
    cells = dict(zip(header, row.cells, strict=True))
    try:
        found = values.coordinates(cells[latitude], cells[longitude])
    except RowRejected:
        found = None
    return Feature(row.line, cells, Point(found[1], found[0]) if found else None)


def _show(read: Read, brought: Brought, console: Console, *, what: str) -> None:
    if read.repaired:
        console.print(f"{read.repaired:,} shapes with crossing rings were repaired.")
    problems = [f"feature {number}: {reason}" for number, reason in read.problems] + brought.refused
    for problem in problems[:SHOWN]:
        console.print(f"  left out: {problem}", markup=False, highlight=False)
    if len(problems) > SHOWN:
        console.print(f"  and {len(problems) - SHOWN:,} more were left out.")
    console.print(
        f"{brought.new:,} {what} added, {brought.changed:,} changed, {brought.unchanged:,} are as they were, "
        f"{brought.ended:,} earlier ones ended, {len(problems):,} left out."
    )


def _importer(source: str) -> Actor:
    return Actor(ActorKind.IMPORTER, label=f"Import: {source}"[:120])


def _stem(path: Path) -> str:
    return path.name.split(".")[0]
