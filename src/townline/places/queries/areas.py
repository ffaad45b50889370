"""Areas as rows."""

from datetime import date

from django.db.models import F, QuerySet

from townline.core.errors import NotFound
from townline.places.models import Area, AreaKind


def current_areas(*, on: date, kind: str = "ward") -> QuerySet[Area]:
    areas = Area.objects.filter(kind=kind, effective_from__lte=on).exclude(effective_until__lt=on)
    return areas.order_by("code")


def all_areas() -> QuerySet[Area]:
    """Without their polygons; those that hold now or later first."""
    return Area.objects.defer("geometry").order_by(F("effective_until").desc(nulls_first=True), "kind", "code")


def kind_choices() -> list[tuple[str, str]]:
    return [(value, str(name)) for value, name in AreaKind.choices]


def area_by_id(*, area_id: int) -> Area:
    area = Area.objects.filter(pk=area_id).first()
    if area is None:
        raise NotFound
    return area


def middle_of(*, area: Area) -> tuple[float, float]:
    """Latitude and longitude of a point inside."""
    from shapely.geometry import shape  # slow import

    point = shape(area.geometry).representative_point()
    return point.y, point.x
