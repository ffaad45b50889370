"""The map of the city as vector tiles: GeoJSON through tippecanoe into one PMTiles file."""

import hashlib
import json
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely.geometry import box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from townline.commands.sample_city.geometry.plane import in_degrees
from townline.commands.sample_city.geometry.shore import land
from townline.commands.sample_city.geometry.streets import parks, streets
from townline.commands.sample_city.geometry.wards import wards

Feature = dict[str, Any]
ZOOMS = ("-Z8", "-z14")
MAP_MARGIN = 2500.0


class TilesRefused(Exception):
    """Tippecanoe did not make the tiles; the message is what it said."""


def layers() -> dict[str, list[Feature]]:
    ground = land()
    frame = box(*ground.city.buffer(MAP_MARGIN).bounds)
    lake = ground.lake.intersection(frame)
    water = unary_union([lake, ground.creek])
    return {
        "land": [_feature(frame.difference(lake))],
        "water": [_feature(water, name_en="Lake Ashwater", name_fr="Lac Ashwater")],
        "parks": [_feature(park.shape, name_en=park.name_en, name_fr=park.name_fr) for park in parks()],
        "streets": [_feature(street.shape, name=street.name, **{"class": street.rank}) for street in streets()],
        "wards": [_feature(ward.shape, code=ward.code, name_en=ward.name_en, name_fr=ward.name_fr) for ward in wards()],
    }


def _feature(shape: BaseGeometry, **properties: str) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": mapping(in_degrees(shape))}


def make_tiles(*, folder: Path) -> Path:
    """Writes `city.pmtiles`, unless it is there already for the same map."""
    found = {name: "\n".join(_lines(features)) for name, features in layers().items()}
    digest = hashlib.sha256(json.dumps(found).encode()).hexdigest()
    target, mark = folder / "city.pmtiles", folder / "city.sha256"
    if target.exists() and mark.exists() and mark.read_text() == digest:
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        for name, text in found.items():
            (Path(work) / f"{name}.geojsonl").write_text(text)
        _run_tippecanoe(Path(work), list(found))
        (Path(work) / "city.pmtiles").replace(target)
    mark.write_text(digest)
    return target


def _lines(features: list[Feature]) -> Iterator[str]:
    return (json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)


def _run_tippecanoe(work: Path, names: list[str]) -> None:
    program = Path(sysconfig.get_path("scripts")) / "tippecanoe"
    sources = [f"-L{name}:{name}.geojsonl" for name in names]
    # Nothing is dropped: a city of this size fits, and a street that vanishes at a zoom looks like a mistake.
    options = [*ZOOMS, "-o", "city.pmtiles", "-r1", "--no-feature-limit", "--no-tile-size-limit", "-q", "--force"]
    done = subprocess.run([program, *options, *sources], cwd=work, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise TilesRefused(done.stderr.strip() or "tippecanoe failed")
