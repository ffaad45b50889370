"""What the city promises for every service."""

from townline.catalog.documents import read_targets
from townline.catalog.models import CityPromise
from townline.catalog.targets import SHIPPED, CityTargets


def city_targets() -> CityTargets:
    row = CityPromise.objects.first()
    if row is None:
        return SHIPPED
    (from_month, from_day), (to_month, to_day) = row.winter
    return CityTargets(read_targets(items=row.targets), ((from_month, from_day), (to_month, to_day)))
