"""Every area with its polygon, kept in the process."""

from dataclasses import dataclass
from datetime import date

from townline.core.kept import Kept
from townline.core.language import Text
from townline.places.models import Area
from townline.places.polygons import Shape
from townline.places.values import AreaRef

Held = tuple[AreaRef, date, date | None]  # an area and its first and last day


@dataclass(frozen=True)
class _Index:
    shapes: list[Shape]
    areas: list[Held]


def as_held(row: Area) -> Held:
    ref = AreaRef(row.pk, row.kind, row.code, Text(row.name_en, row.name_fr))
    return ref, row.effective_from, row.effective_until


def _read_index() -> _Index:
    rows = list(Area.objects.order_by("id"))
    return _Index([Shape(row.geometry) for row in rows], [as_held(row) for row in rows])


def areas_stamp() -> object:
    """Changes when an area is added, renamed or gets another last day; a polygon never changes, it gets a successor."""
    return tuple(Area.objects.order_by("id").values_list("id", "name_en", "name_fr", "effective_until"))


_kept = Kept(read=_read_index, stamp=areas_stamp)


def _index() -> _Index:
    return _kept.get()


def areas_at(*, lat: float, long: float, on: date) -> dict[str, AreaRef]:
    """The area of each kind in which the point lies on that day."""
    index = _index()
    found: dict[str, AreaRef] = {}
    for shape, (area, start, end) in zip(index.shapes, index.areas, strict=True):
        if start <= on and (end is None or on <= end) and area.kind not in found and shape.holds(lat=lat, long=long):
            found[area.kind] = area
    return found


def areas_in_force(*, on: date, kind: str = "ward") -> list[AreaRef]:
    """The same from memory, without their polygons."""
    held = [area for area, start, end in _index().areas if start <= on and (end is None or on <= end)]
    return sorted([area for area in held if area.kind == kind], key=lambda area: area.code)


def has_areas() -> bool:
    """Has the city loaded any ward or zone?"""
    return bool(_index().areas)
