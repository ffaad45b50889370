"""What is promised for a request: its service under the version of then, its priority, its road, the season."""

from datetime import datetime
from enum import Enum, auto

from django.utils import timezone

from townline.catalog import queries as catalog
from townline.catalog.definitions import ServiceDefinition
from townline.catalog.targets import Case, chosen
from townline.service_levels.values import TELLING, ClockKind, Promised


class Hears(Enum):
    """What the person who asked can be told."""

    ALL = auto()
    NEWS = auto()  # that it came they know
    NOTHING = auto()


_NOT_PROMISED = {
    Hears.ALL: frozenset[ClockKind](),
    Hears.NEWS: frozenset({ClockKind.ACKNOWLEDGE}),
    Hears.NOTHING: TELLING,
}


def promises_for(
    *, definition: ServiceDefinition, priority: int, road_class: str, hears: Hears, at: datetime
) -> list[Promised]:
    city = catalog.catalogue().city_targets
    season = city.season_on(timezone.localdate(at))
    found = chosen(
        targets=definition.targets,
        city=city,
        resolution_days=definition.resolution_days,
        case=Case(priority, road_class, season),
    )
    return [promised for promised in found if promised.kind not in _NOT_PROMISED[hears]]
