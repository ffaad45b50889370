"""Whose work it is: the file's services, departments and teams as ours, added where they are new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from townline.accounts import operations as accounts
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.commands.importing.mapping import RequestMapping
from townline.commands.importing.record import RequestRecord
from townline.commands.importing.refusals import ImportRefused
from townline.core.actor import Actor
from townline.core.errors import NotFound
from townline.core.transactions import transaction

if TYPE_CHECKING:
    from townline.accounts.models import Department


@dataclass(frozen=True, slots=True)
class ServiceFound:
    id: int
    number: int
    code: str
    visibility: str
    priority: int
    department_id: int
    team_id: int | None


@dataclass(frozen=True, slots=True)
class Owner:
    department_id: int
    team_id: int | None


class Organisation:
    """A department's work without a team goes to a team of the department's name, so that open work is in a queue.

    `prepare` adds what a batch needs; afterwards `service` and `owner` answer from memory."""

    def __init__(self, *, mapping: RequestMapping, by: Actor, at: datetime) -> None:
        self._mapping, self._by, self._at = mapping, by, at
        self._fallback = mapping.title or mapping.source
        self._departments: dict[str, Department] = {}
        self._teams: dict[tuple[str, str], Owner] = {}
        self._team_codes: dict[tuple[str, str], str] = {}
        self._services: dict[str, ServiceFound] = {}
        self._codes: dict[int, str] = {}
        self.new_services = 0

    def prepare(self, records: Iterable[RequestRecord]) -> None:
        with transaction():
            for record in records:
                if (record.department, record.team) not in self._teams:
                    self._add_owner(record.department, record.team)
                if record.service not in self._services:
                    found = self._services[record.service] = self._service(record)
                    self._codes[found.id] = found.code

    def service(self, name: str) -> ServiceFound:
        return self._services[name]

    def code_of(self, service_id: int) -> str:
        return self._codes[service_id]

    def owner(self, record: RequestRecord) -> Owner:
        """The file's own department and team; where it says none, those of the service."""
        if not record.department and not record.team:
            service = self._services[record.service]
            return Owner(service.department_id, service.team_id)
        return self._teams[record.department, record.team]

    def _add_owner(self, department_name: str, team_name: str) -> None:
        if department_name not in self._departments:
            self._departments[department_name] = accounts.department_called(
                name=department_name or self._fallback, by=self._by, at=self._at
            )
        department = self._departments[department_name]
        team = accounts.team_called(
            name=team_name or department.name_en, department=department, by=self._by, at=self._at
        )
        self._teams[department_name, team_name] = Owner(department.pk, team.pk)
        self._team_codes[department_name, team_name] = team.code

    def _service(self, record: RequestRecord) -> ServiceFound:
        code = self._mapping.service.codes.get(record.service)
        if code is None:
            return self._imported_service(record)
        try:
            entry = catalog.catalogue().service(code)
        except NotFound:
            raise ImportRefused(
                f"The catalogue has no service {code!r} in force, which [service.codes] names."
            ) from None
        definition = entry.definition
        return ServiceFound(
            entry.id,
            entry.number,
            entry.code,
            definition.visibility.value,
            definition.priority,
            entry.department_id,
            entry.team_id,
        )

    def _imported_service(self, record: RequestRecord) -> ServiceFound:
        """Taken from the row and not from the catalogue: the city may have switched it off since."""
        service = catalog_operations.service_called(
            name=record.service,
            department_code=self._departments[record.department].code,
            team_code=self._team_codes[record.department, record.team],
            by=self._by,
            at=self._at,
        )
        self.new_services += service.number == 1 and service.changed_at == self._at
        return ServiceFound(
            service.pk,
            service.number,
            service.code,
            service.visibility,
            int(service.definition["priority"]),
            service.department_id,
            service.team_id,
        )
