"""Significant weather events: what is declared now, and what a request must be to be covered. Values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from townline.core.errors import NotFound
from townline.service_levels.models import ClockPause, WeatherEvent
from townline.service_levels.values import PauseReason


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


def held_by(*, event: WeatherEvent) -> "QuerySet[ClockPause, UUID]":
    """The subjects whose clocks stand still because of it, in order."""
    held = ClockPause.objects.filter(reason=PauseReason.WEATHER, label=label_of(event=event), end_at__isnull=True)
    return held.order_by("id").values_list("subject", flat=True)


def ended_events_that_hold() -> Sequence[WeatherEvent]:
    """Those that are over and still hold clocks: what the minute job lets go on."""
    labels = set(
        ClockPause.objects.filter(reason=PauseReason.WEATHER, end_at__isnull=True).values_list("label", flat=True)
    )
    ended = WeatherEvent.objects.filter(ends_at__isnull=False).order_by("-ends_at")[:200] if labels else []
    return [event for event in ended if label_of(event=event) in labels]


def all_events() -> Sequence[WeatherEvent]:
    """Those that last first, then the newest."""
    return list(WeatherEvent.objects.order_by("ends_at", "-starts_at"))[:200]


def event_by_id(*, number: int) -> WeatherEvent:
    event = WeatherEvent.objects.filter(pk=number).first()
    if event is None:
        raise NotFound
    return event
