"""A significant weather event in words, with what it holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core import reference as references
from townline.desk.presenters.due import exact
from townline.desk.presenters.late import service_of, url_of
from townline.places import queries as places
from townline.service_levels import weather
from townline.service_requests import queries as service_requests
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_levels.models import WeatherEvent

MOST = 100


@dataclass(frozen=True, slots=True)
class WeatherView:
    name: str
    facts: list[dict[str, object]]
    count: int
    held: list[tuple[str, str, str]]


def weather_view(event: "WeatherEvent", *, viewer: Viewer, at: datetime) -> WeatherView:
    language = get_language() or "en"
    names = {row.code: localised(row.name) for row in catalog.all_services()}
    today = timezone.localtime(at).date()
    areas = {
        area.id: area.name.in_(language)
        for kind in ("ward", "zone")
        for area in places.areas_in_force(on=today, kind=kind)
    }
    held = weather.held_by(event=event)
    rows = service_requests.visible_requests(viewer=viewer).filter(uuid__in=held).select_related("service")
    return WeatherView(
        name=event.name.in_(language),
        facts=[
            {"name": _("Since"), "value": exact(event.starts_at)},
            {
                "name": _("Over"),
                "value": f"{exact(event.ends_at)} · {event.ended_by}" if event.ends_at else _("It lasts"),
            },
            {"name": _("Who says so"), "value": f"{event.source} · {event.declared_by}"},
            {"name": _("Where"), "value": [areas.get(key, f"#{key}") for key in event.areas] or _("The whole city")},
            {"name": _("Services that it holds up"), "value": [names.get(code, code) for code in event.services]},
            {"name": _("Classes of roads"), "value": event.road_classes or _("Every class")},
        ],
        count=held.count(),
        held=[(url_of(row), references.said(row.reference), service_of(row)) for row in rows.order_by("id")[:MOST]],
    )
