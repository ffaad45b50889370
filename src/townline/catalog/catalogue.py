"""The catalogue as frozen values: what every request reads, without a query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from townline.catalog.definitions import ServiceDefinition
from townline.catalog.targets import SHIPPED, CityTargets
from townline.core.errors import NotFound
from townline.core.language import Text


@dataclass(frozen=True, slots=True)
class GroupEntry:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A service in force. `id` and `number` (of the version) are what a request keeps."""

    id: int
    number: int
    definition: ServiceDefinition
    group: GroupEntry
    department_id: int
    department_code: str
    department_name: Text
    department_phone: str
    team_id: int | None
    changed_at: datetime

    @property
    def code(self) -> str:
        return self.definition.code


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`stamp` changes whenever anything in it does."""

    stamp: str
    services: tuple[ServiceEntry, ...]
    groups: tuple[GroupEntry, ...]
    by_code: Mapping[str, ServiceEntry] = field(default_factory=dict)
    by_id: Mapping[int, ServiceEntry] = field(default_factory=dict)
    city_targets: CityTargets = SHIPPED

    def service(self, code: str) -> ServiceEntry:
        """Raises NotFound for a code that is unknown or switched off."""
        entry = self.by_code.get(code)
        if entry is None:
            raise NotFound
        return entry

    @property
    def public(self) -> tuple[ServiceEntry, ...]:
        return tuple(entry for entry in self.services if entry.definition.is_public)
