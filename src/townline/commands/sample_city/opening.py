"""When the city and some of its departments are open, and the storm of last week."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from townline.accounts import queries as accounts
from townline.core.actor import SYSTEM
from townline.service_levels import operations as service_levels

OPENED = timedelta(days=760)
OFFICE, CREWS, BUSES = [[510, 990]], [[420, 900]], [[360, 1_320]]


def open_doors(*, at: datetime) -> None:
    begins = timezone.localtime(at - OPENED).date()
    year = timezone.localtime(at).year
    _write(None, begins, at, OFFICE, closures=[_half_day(year), _half_day(year + 1)])
    summer = {"from": "05-01", "until": "09-30", "spans": [[360, 840]], "name": _name("Summer hours", "Heures d’été")}
    _write("roads", begins, at, CREWS, seasons=[summer])
    _write("transit", begins, at, BUSES, weekend=BUSES)
    _storm(at - timedelta(days=6))


def _write(code: str | None, begins: date, at: datetime, hours: list[list[int]], **other: Any) -> None:
    department = accounts.department_coded(code=code).pk if code else None
    values = {
        "effective_from": begins,
        "weekly": [hours] * 5 + [other.get("weekend", [])] * 2,
        "province": "ON",
        "optional_holidays": ["Civic Holiday"],
        "seasons": other.get("seasons", []),
        "closures": other.get("closures", []),
    }
    service_levels.save_calendar(department_id=department, values=values, by=SYSTEM, at=at - OPENED)


def _half_day(year: int) -> dict[str, Any]:
    day = f"{year}-12-24"
    return {"from": day, "until": day, "spans": [[510, 720]], "name": _name("Closes at noon", "Ferme à midi")}


def _name(en: str, fr: str) -> dict[str, str]:
    return {"en": en, "fr": fr}


def _storm(began: datetime) -> None:
    values = {
        "name_en": "Freezing rain",
        "name_fr": "Pluie verglaçante",
        "source": "Environment Canada, freezing rain warning",
        "areas": [],
        "services": ["pothole"],
        "road_classes": [],
        "starts_at": began,
    }
    event = service_levels.declare_weather(values=values, by=SYSTEM, at=began)
    service_levels.end_weather(event=event, by=SYSTEM, at=began + timedelta(hours=14))
