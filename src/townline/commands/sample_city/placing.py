"""Wards, addresses, things and the map of the city."""

import json
from datetime import date, datetime
from pathlib import Path

from shapely.geometry import mapping

from townline.commands.sample_city.geometry import addresses, tiles, wards
from townline.commands.sample_city.geometry.plane import in_degrees
from townline.core.actor import SYSTEM
from townline.places import operations as places
from townline.places.operations import AddressRow, AreaRow, AssetRow
from townline.places.queries import ROAD

SOURCE = "sample city"
FOUNDED = date(2000, 1, 1)
POPULATION = {"1": 31_400, "2": 38_900, "3": 41_700, "4": 36_200, "5": 32_600}


def place(*, at: datetime) -> None:
    areas = [
        AreaRow(
            kind=district.kind, code=district.code, name_en=district.name_en, name_fr=district.name_fr,
            geometry=dict(mapping(in_degrees(district.shape))), effective_from=FOUNDED,
            population=POPULATION.get(district.code) if district.kind == "ward" else None, source=SOURCE,
        )
        for district in (*wards.wards(), *wards.collection_zones())
    ]  # fmt: skip
    places.load_areas(rows=areas, by=SYSTEM, at=at, source=SOURCE)
    rows = [
        AddressRow(str(one.number), one.street, one.postal_code, one.lat, one.lon, source=SOURCE, source_id=str(number))
        for number, one in enumerate(addresses.places())
    ]
    places.load_addresses(rows=rows, by=SYSTEM, at=at, source=SOURCE)
    things = [
        AssetRow(
            ROAD,
            f"R-{1000 + serial}",
            road.name,
            road.lat,
            road.lon,
            json.dumps({"road_class": road.road_class}),
            SOURCE,
        )
        for serial, road in enumerate(addresses.roads())
    ]
    things += [AssetRow(one.kind, one.code, one.name, one.lat, one.lon, source=SOURCE) for one in addresses.things()]
    places.load_assets(rows=things, by=SYSTEM, at=at, source=SOURCE)


def draw(*, folder: Path) -> None:
    """The tiles of the map: made once, found again by their content."""
    tiles.make_tiles(folder=folder)
