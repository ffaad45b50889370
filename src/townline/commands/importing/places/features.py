"""One door to the files in which cities keep shapes: features with properties and a shape in degrees."""

import gzip
import json
import math
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import shapefile
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from townline.commands.importing.readers.table import GZIP_MAGIC
from townline.commands.importing.refusals import ImportRefused

EARTH_RADIUS = 6_378_137.0  # of the web map's sphere
WEB_MERCATOR = frozenset({3857, 102100, 102113, 900913})
DEGREES = frozenset({4326, 4269, 4617, 4258, 4283})  # WGS 84 and continental frames that agree within metres
ASK_FOR_DEGREES = "Export it again in WGS 84 (EPSG:4326; for ArcGIS add outSR=4326 to the address)."


class Feature(NamedTuple):
    number: int
    properties: dict[str, Any]
    shape: BaseGeometry | None


def features_of(path: Path) -> list[Feature]:
    """Raises ImportRefused with what is wrong with the file."""
    if not path.is_file():
        raise ImportRefused(f"There is no file {path}.")
    try:
        found = list(_shapefile(path) if path.suffix.lower() in {".shp", ".zip"} else _json(path))
    except (
        OSError,
        EOFError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        shapefile.ShapefileException,
    ) as error:
        raise ImportRefused(f"{path.name} cannot be read as GeoJSON, ArcGIS JSON or a Shapefile: {error}.") from error
    if not found:
        raise ImportRefused(f"{path.name} holds no features.")
    for feature in found:
        _check_degrees(feature, path)
    return found


def _json(path: Path) -> Iterator[Feature]:
    content = path.read_bytes()
    if content.startswith(GZIP_MAGIC):
        content = gzip.decompress(content)
    data = json.loads(content.decode("utf-8-sig"))
    if data.get("type") == "Feature":
        data = {"features": [data]}
    is_arcgis = any("attributes" in feature for feature in data["features"])
    to_degrees = _from_frame(_wkid(data)) if is_arcgis else _from_frame(_named_frame(data))
    for number, feature in enumerate(data["features"], start=1):
        found = _arcgis_shape(feature.get("geometry")) if is_arcgis else _geojson_shape(feature.get("geometry"))
        yield Feature(number, dict(feature.get("attributes") or feature.get("properties") or {}), to_degrees(found))


def _shapefile(path: Path) -> Iterator[Feature]:
    with shapefile.Reader(str(path), encodingErrors="replace") as reader:
        frame = _prj(path)
        to_degrees = _from_frame(frame)
        for number, record in enumerate(reader.iterShapeRecords(), start=1):
            properties = {
                name: str(value) if hasattr(value, "isoformat") else value
                for name, value in record.record.as_dict().items()
            }
            empty = record.shape.shapeType == shapefile.NULL
            yield Feature(
                number, properties, to_degrees(None if empty else _geojson_shape(record.shape.__geo_interface__))
            )


def _prj(path: Path) -> int:
    """The frame by the .prj beside it; degrees where there is none (the coordinates are checked afterwards)."""
    file = path.with_suffix(".prj")
    text = file.read_text(errors="replace") if file.is_file() else ""
    if "Mercator_Auxiliary_Sphere" in text or "Pseudo-Mercator" in text:
        return 3857
    return -1 if text.startswith("PROJCS") else 4326


def _wkid(data: dict[str, Any]) -> int:
    frame = data.get("spatialReference") or {}
    return int(frame.get("latestWkid") or frame.get("wkid") or 4326)


def _named_frame(data: dict[str, Any]) -> int:
    name = str(((data.get("crs") or {}).get("properties") or {}).get("name", ""))
    digits = name.rpartition(":")[2]
    return int(digits) if digits.isdigit() else 4326


def _from_frame(wkid: int) -> Any:
    if wkid in DEGREES:
        return lambda found: found
    if wkid in WEB_MERCATOR:
        return lambda found: found and shapely.transform(found, _unroll)
    raise ImportRefused(
        f"The file counts in another frame than degrees ({wkid if wkid > 0 else 'see its .prj'}). {ASK_FOR_DEGREES}"
    )


def _unroll(points: Any) -> Any:
    degrees = points.copy()
    for index, (x, y) in enumerate(points[:, :2]):
        latitude = 2 * math.atan(math.exp(y / EARTH_RADIUS)) - math.pi / 2
        degrees[index, :2] = math.degrees(x / EARTH_RADIUS), math.degrees(latitude)
    return degrees


def _geojson_shape(geometry: dict[str, Any] | None) -> BaseGeometry | None:
    return shapely.force_2d(shape(geometry)) if geometry and geometry.get("coordinates") else None


def _arcgis_shape(geometry: dict[str, Any] | None) -> BaseGeometry | None:
    if not geometry:
        return None
    if "rings" in geometry:
        rings = [
            shapely.make_valid(Polygon([point[:2] for point in ring])) for ring in geometry["rings"] if len(ring) > 3
        ]
        # A ring inside another one is a hole in it, and a ring inside a hole an island.
        return reduce(lambda whole, ring: whole.symmetric_difference(ring), rings) if rings else None
    if "paths" in geometry:
        lines: BaseGeometry = shapely.multilinestrings(
            [shapely.linestrings([point[:2] for point in path]) for path in geometry["paths"]]
        )
        return lines
    x, y = geometry.get("x"), geometry.get("y")
    return None if x in {None, "NaN"} or y in {None, "NaN"} else Point(float(x), float(y))


def _check_degrees(feature: Feature, path: Path) -> None:
    if feature.shape is None or feature.shape.is_empty:
        return
    west, south, east, north = feature.shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ImportRefused(f"{path.name}: feature {feature.number} is not in degrees. {ASK_FOR_DEGREES}")


def repaired(found: BaseGeometry) -> tuple[BaseGeometry, bool]:
    """The polygons of a shape, with crossing rings untangled; and whether that was needed."""
    was_valid = found.is_valid
    try:
        whole = found if was_valid else shapely.make_valid(found)
    except ShapelyError as error:
        raise ImportRefused(f"a shape that cannot be repaired: {error}") from error
    parts = [part for part in getattr(whole, "geoms", [whole]) if part.geom_type in {"Polygon", "MultiPolygon"}]
    polygons = [polygon for part in parts for polygon in getattr(part, "geoms", [part]) if not polygon.is_empty]
    return (polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)), not was_valid
