"""Declare a significant weather event, and its end. Which clocks it covers says the room above."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_levels.event_types import WeatherDeclared, WeatherEnded
from townline.service_levels.models import WeatherEvent

EARLIEST = timedelta(hours=24)  # a declaration reaches back a little: the storm began at night
PARTS = ("name_en", "name_fr", "source", "areas", "services", "road_classes", "starts_at")


class WeatherRefused(OperationRefused):
    message = _("Name the weather in English and in French, who says so, and the services that it holds up.")


class WeatherOver(OperationRefused):
    message = _("This weather event has ended already.")


def declare_weather(*, values: Mapping[str, Any], by: Viewer | Actor, at: datetime) -> WeatherEvent:
    """Nothing that was late before it began is helped by it. Raises NotAllowed, WeatherRefused."""
    actor = _actor(by)
    if not (
        values["name_en"].strip() and values["name_fr"].strip() and values["source"].strip() and values["services"]
    ):
        raise WeatherRefused
    if not at - EARLIEST <= values["starts_at"] <= at:
        raise WeatherRefused(
            _("It began in the last 24 hours: what was late before is late. Declare it when it begins.")
        )
    with transaction():
        event = WeatherEvent.objects.create(
            **{part: values[part] for part in PARTS}, declared_at=at, declared_by=actor.label
        )
        fact = WeatherDeclared(
            event.starts_at.isoformat(), [str(area) for area in event.areas], event.services, event.road_classes
        )
        events.record(fact, subject=subject_uuid(kind="weather_event", id=event.pk), by=actor, at=at)
    return event


def end_weather(*, event: WeatherEvent, by: Viewer | Actor, at: datetime) -> WeatherEvent:
    """The clocks that it covered go on with what was left. Raises NotAllowed, WeatherOver."""
    actor = _actor(by)
    with transaction():
        event = WeatherEvent.objects.select_for_update().get(pk=event.pk)
        if event.ends_at is not None:
            raise WeatherOver
        event.ends_at, event.ended_by = at, actor.label
        event.save(update_fields=["ends_at", "ended_by"])
        fact = WeatherEnded(at.isoformat())
        events.record(fact, subject=subject_uuid(kind="weather_event", id=event.pk), by=actor, at=at)
    return event


def _actor(by: Viewer | Actor) -> Actor:
    if isinstance(by, Actor):
        return by
    if not by.can(Capability.DECLARE_WEATHER):
        raise NotAllowed
    return by.actor
