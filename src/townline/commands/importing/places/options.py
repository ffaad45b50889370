"""The command-line words of the three imports about the land."""

import argparse
import datetime as dt
from pathlib import Path

SHAPES = "GeoJSON, a Shapefile (.shp or .zip) or an ArcGIS REST answer, in degrees"


def add_areas(parser: argparse.ArgumentParser) -> None:
    _add_file(parser, SHAPES)
    parser.add_argument("--kind", default="ward", choices=["ward", "zone", "city"])
    parser.add_argument(
        "--from", dest="first_day", type=_day, required=True, help="first day on which they hold, 2026-11-15"
    )
    parser.add_argument("--until", dest="last_day", type=_day, help="last day, where it is known")
    parser.add_argument("--code", default="", help="property with the number or code of the area; guessed if not given")
    parser.add_argument("--name", default="", help="property with its name; guessed if not given")
    parser.add_argument("--in-pieces", action="store_true", help="one area may come as several features with one code")


def add_addresses(parser: argparse.ArgumentParser) -> None:
    _add_file(parser, f"points in {SHAPES}; or CSV or XLSX with latitude and longitude")


def add_assets(parser: argparse.ArgumentParser) -> None:
    _add_file(parser, f"{SHAPES}; or CSV or XLSX with latitude and longitude")
    parser.add_argument("--kind", required=True, help="what they are, in one word: light_pole, hydrant, tree")
    parser.add_argument("--code", default="", help="property that tells one from the other; guessed if not given")
    parser.add_argument("--name", default="", help="property with a name for people; guessed if not given")


def _add_file(parser: argparse.ArgumentParser, kinds: str) -> None:
    parser.add_argument("file", type=Path, help=kinds)
    parser.add_argument("--source", default="", help="a name for where they come from; the file's name if not given")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it like 2026-11-15") from error
