"""Clocks that a significant weather event covers stand still, and go on when somebody says that it is over."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from townline.core.actor import SYSTEM
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.places import queries as places
from townline.places.values import Location
from townline.service_levels import operations as service_levels
from townline.service_levels import weather
from townline.service_levels.values import PauseReason
from townline.service_requests import event_types
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import OPEN

if TYPE_CHECKING:
    from townline.service_levels.models import WeatherEvent


def follow_weather(*, at: datetime, limit: int = 1_000) -> int:
    """Holds what a running event covers and nobody holds yet, lets go on what an ended one held; returns how many.

    What was late when the event began stays late. A request that came in later stands still from its first moment.
    """
    changed = 0
    for event in weather.running_events():
        for request in _to_hold(event):
            if changed >= limit:
                return changed
            with transaction():
                changed += _hold(request.pk, event, at)
    for event in weather.ended_events_that_hold():
        for subject in weather.held_by(event=event)[: limit - changed]:
            with transaction():
                _let_go_on(subject, event, at)
            changed += 1
    return changed


def place_of(*, request: ServiceRequest) -> weather.Place:
    """Where it is, as weather sees it: the areas of the day on which it came in."""
    areas = {request.ward_id} if request.ward_id else set()
    if request.lat is not None and request.long is not None:
        day = timezone.localtime(request.submitted_at).date()
        areas |= {area.id for area in places.areas_at(lat=request.lat, long=request.long, on=day).values()}
    return weather.Place(frozenset(areas), request.service.code, _road_class(request))


def _road_class(request: ServiceRequest) -> str:
    """That of its promise, else of the road where it lies; empty where nobody knows."""
    return request.road_class or places.road_class_at(place=Location(request.lat, request.long, request.address))


def _to_hold(event: "WeatherEvent") -> Iterator[ServiceRequest]:
    """Held ones have no due moment."""
    running = ServiceRequest.objects.filter(
        state__in=sorted(OPEN), service__code__in=event.services, due_at__gt=event.starts_at
    ).exclude(uuid__in=weather.held_by(event=event))
    for request in running.select_related("service").order_by("id"):
        if weather.covers(event=event, place=place_of(request=request)):
            yield request


@transaction_required
def _hold(key: int, event: "WeatherEvent", at: datetime) -> bool:
    request = ServiceRequest.objects.select_for_update().get(pk=key)
    if request.due_at is None or request.due_at <= event.starts_at or request.state not in OPEN:
        return False  # it has changed since it was found
    label = weather.label_of(event=event)
    begin = service_levels.pause(subject=request.uuid, reason=PauseReason.WEATHER, at=event.starts_at, label=label)
    if begin is None:
        return False  # nothing was promised
    request.due_at, request.updated_at = None, at
    request.save(update_fields=["due_at", "updated_at"])
    events.record(event_types.HeldByWeather(event.pk, begin.isoformat()), subject=request.uuid, by=SYSTEM, at=at)
    return True


@transaction_required
def _let_go_on(subject: UUID, event: "WeatherEvent", at: datetime) -> None:
    """Work that ended meanwhile has no clock any more: only the pause is closed."""
    request = ServiceRequest.objects.select_for_update().get(uuid=subject)
    ended_at = max(event.ends_at or at, request.submitted_at)
    label = weather.label_of(event=event)
    due_at = service_levels.resume(subject=subject, at=ended_at, reason=PauseReason.WEATHER, label=label)
    if request.state not in OPEN:
        return
    request.due_at, request.promised_at, request.updated_at = due_at, due_at or request.promised_at, at
    request.save(update_fields=["due_at", "promised_at", "updated_at"])
    fact = event_types.WentOnAfterWeather(event.pk, due_at.isoformat() if due_at else None)
    events.record(fact, subject=subject, by=SYSTEM, at=at)
