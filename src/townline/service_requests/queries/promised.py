"""What is promised for a request: its service under the version of then, its priority, its road, the season."""

from datetime import datetime
from enum import Enum, auto

from django.utils import timezone

from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import ServiceDefinition
from townline.catalog.targets import Case, chosen
from townline.places import queries as places
from townline.places.values import Location
from townline.service_levels.planning import plan
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


def expected_by(*, entry: ServiceEntry, place: Location, at: datetime) -> datetime:
    """When it should be done if it is sent now, from there, in the days of the department that offers it."""
    definition = entry.definition
    road_class = places.road_class_at(place=place) if definition.asks_for_road else ""
    promises = promises_for(
        definition=definition, priority=definition.priority, road_class=road_class, hears=Hears.NOTHING, at=at
    )
    planned = plan(promises=promises, at=at, department_id=entry.department_id)
    return next(one.due_at for one in planned if one.kind is ClockKind.RESOLUTION)
