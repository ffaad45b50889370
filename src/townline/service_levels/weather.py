"""Significant weather events: what is declared now, and what a request must be to be covered. Values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass

from townline.core.errors import NotFound
from townline.service_levels.models import WeatherEvent


@dataclass(frozen=True, slots=True)
class Place:
    """What the room above knows of a subject: the areas in which it lies, its service, the class of its road if known."""

    areas: frozenset[int]
    service: str
    road_class: str = ""


def covers(*, event: WeatherEvent, place: Place) -> bool:
    """Its service is named, and it lies in one of the areas and on one of the classes of road, where any are named.

    A place without a known class of road is covered only where no class is named.
    """
    if place.service not in event.services:
        return False
    if event.areas and not place.areas & set(event.areas):
        return False
    return not event.road_classes or place.road_class in event.road_classes


def label_of(*, event: WeatherEvent) -> str:
    """What stands on the pauses that it made: one storm is told from another."""
    return f"{event.name_en} / {event.name_fr} #{event.pk}"[:200]


def running_events() -> Sequence[WeatherEvent]:
    return list(WeatherEvent.objects.filter(ends_at__isnull=True).order_by("starts_at"))


def all_events() -> Sequence[WeatherEvent]:
    """Those that last first, then the newest."""
    return list(WeatherEvent.objects.order_by("ends_at", "-starts_at"))[:200]


def event_by_id(*, number: int) -> WeatherEvent:
    event = WeatherEvent.objects.filter(pk=number).first()
    if event is None:
        raise NotFound
    return event
