"""Events about promises. The subject is the thing that was promised, for example a request; `of` says what it is."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class _ClockFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"
    kind: str
    due_at: str
    of: str = "service_request"


@dataclass(frozen=True, slots=True)
class AtRisk(_ClockFact):
    """Three quarters of the promised time were used and the clock still ran."""

    TYPE: ClassVar[str] = "service_level.at_risk"


@dataclass(frozen=True, slots=True)
class Breached(_ClockFact):
    """The due moment passed and the clock still ran."""

    TYPE: ClassVar[str] = "service_level.breached"


@dataclass(frozen=True, slots=True)
class Repromised:
    """Somebody with the right promised something else; the customer is told."""

    TYPE: ClassVar[str] = "service_level.repromised"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"
    kind: str
    before: str
    due_at: str
    of: str = "service_request"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Another service, priority or calendar moved the due moment of a promise that was made before."""

    TYPE: ClassVar[str] = "service_level.recomputed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"
    kind: str
    before: str
    due_at: str
    because: str
    of: str = "service_request"


@dataclass(frozen=True, slots=True)
class BusinessCalendarChanged:
    """Another version of the days on which the city or a department is open."""

    TYPE: ClassVar[str] = "business_calendar.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "business_calendar"
    department_id: int | None
    number: int
    effective_from: str
    changes: dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class WeatherDeclared:
    """A significant weather event: from when, where, for which services and classes of road. No end while it lasts."""

    TYPE: ClassVar[str] = "weather_event.declared"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "weather_event"
    starts_at: str
    areas: list[str]
    services: list[str]
    road_classes: list[str]


@dataclass(frozen=True, slots=True)
class WeatherEnded:
    """Somebody declared the end of a significant weather event: the clocks that it covered go on."""

    TYPE: ClassVar[str] = "weather_event.ended"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "weather_event"
    ends_at: str
