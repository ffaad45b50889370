"""Wards and zones, one at a time: a new shape from a day on, an end, another name."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.places.event_types import AreaChanged
from townline.places.models import Area


class AreaRefused(OperationRefused):
    message = _("Write a code, the name in English and in French, and a first day.")


class ShapeRefused(AreaRefused):
    message = _(
        "This is no GeoJSON polygon in degrees (longitude, latitude). Export the area as GeoJSON in WGS 84 and upload it."
    )


def add_area(*, values: dict[str, Any], geometry: object, by: Viewer | Actor, at: datetime) -> Area:
    """The one of this kind and code that holds until now ends on the day before. Raises NotAllowed, AreaRefused."""
    actor = actor_who_may_change(by)
    area = Area(**values, geometry=checked_shape(geometry=geometry))
    _need_words(area)
    same = Area.objects.filter(kind=area.kind, code=area.code)
    if same.filter(effective_from__gte=area.effective_from).exists():
        raise AreaRefused(_("This area is known from that day or a later one. Give a later first day."))
    with transaction():
        last_day = area.effective_from - timedelta(days=1)
        for before in same.filter(effective_until__isnull=True) | same.filter(effective_until__gt=last_day):
            _change(before, {"effective_until": last_day}, actor, at)
        area.save()
        changes: dict[str, Any] = {name: [None, _plain(value)] for name, value in values.items()}
        _record(area, changes, actor, at)
    return area


def save_area(*, area: Area, values: dict[str, Any], by: Viewer | Actor, at: datetime) -> Area:
    """Names, population, last day; a shape is never changed, it gets a successor. Raises NotAllowed, AreaRefused."""
    actor = actor_who_may_change(by)
    with transaction():
        _change(area, values, actor, at)
    return area


def checked_shape(*, geometry: object) -> dict[str, Any]:
    """The geometry of a GeoJSON document: of a feature, or of the only feature of a collection. Raises ShapeRefused."""
    found = geometry
    if isinstance(found, dict) and found.get("type") == "FeatureCollection":
        features = found.get("features") or []
        if len(features) != 1:
            raise ShapeRefused(
                _("The file has %s areas. Upload them one at a time, or use “townline import areas”.") % len(features)
            )
        found = features[0]
    if isinstance(found, dict) and found.get("type") == "Feature":
        found = found.get("geometry")
    if not isinstance(found, dict) or found.get("type") not in {"Polygon", "MultiPolygon"}:
        raise ShapeRefused
    _need_polygon(found)
    return found


def _need_polygon(found: dict[str, Any]) -> None:
    from shapely.errors import ShapelyError  # slow import
    from shapely.geometry import shape  # slow import

    try:
        polygon = shape(found)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError):
        raise ShapeRefused from None
    west, south, east, north = polygon.bounds if not polygon.is_empty else (0, 0, 0, 0)
    on_earth = -180 <= west < east <= 180 and -90 <= south < north <= 90
    if not polygon.is_valid:
        raise ShapeRefused(_("The lines of this polygon cross each other. Mend the shape in your mapping program."))
    if not on_earth:
        raise ShapeRefused


def _change(area: Area, values: dict[str, Any], actor: Actor, at: datetime) -> None:
    changes = {name: [_plain(old), _plain(new)] for name, (old, new) in apply(area, values).items()}
    _need_words(area)
    area.save()
    _record(area, changes, actor, at)


def _need_words(area: Area) -> None:
    if not (area.code.strip() and area.name_en.strip() and area.name_fr.strip()):
        raise AreaRefused
    if area.effective_until is not None and area.effective_until < area.effective_from:
        raise AreaRefused(_("The last day comes before the first one."))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _record(area: Area, changes: dict[str, Any], actor: Actor, at: datetime) -> None:
    events.record(AreaChanged(area.pk, changes), subject=subject_uuid(kind="area", id=area.pk), by=actor, at=at)
