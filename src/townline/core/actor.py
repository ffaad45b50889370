"""Who does something: a member of staff, a customer, a machine or Townline itself."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    STAFF = "staff"
    CUSTOMER = "customer"
    API_CLIENT = "api_client"
    SYSTEM = "system"
    IMPORTER = "importer"


@dataclass(frozen=True, slots=True)
class Actor:
    """`label` is a name only for staff and systems: a customer's name is never written to the log."""

    kind: ActorKind
    id: int | None = None
    label: str = ""

    @property
    def is_staff(self) -> bool:
        return self.kind is ActorKind.STAFF


SYSTEM = Actor(ActorKind.SYSTEM, label="Townline")
IMPORTER = Actor(ActorKind.IMPORTER, label="Import")
RESIDENT = Actor(ActorKind.CUSTOMER)
