"""Events about what the city offers."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class ServicePublished:
    """A new version of a service is in force."""

    TYPE: ClassVar[str] = "service.published"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service"
    service_id: int
    code: str
    number: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ServiceChanged:
    """A service was switched on or off."""

    TYPE: ClassVar[str] = "service.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service"
    service_id: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """A heading of the catalogue was added or changed."""

    TYPE: ClassVar[str] = "service_group.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_group"
    group_id: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AlertChanged:
    """An alert was proposed, changed, approved or ended."""

    TYPE: ClassVar[str] = "alert.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "alert"
    alert_id: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CityTargetsChanged:
    """What every service promises that says nothing else was changed, or when winter is."""

    TYPE: ClassVar[str] = "city_targets.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "city_targets"
    changes: dict[str, Any] = field(default_factory=dict)
