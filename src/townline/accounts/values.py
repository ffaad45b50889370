"""The person who looks, as the rooms above see them."""

from dataclasses import dataclass, field
from uuid import UUID

from townline.accounts.permissions import Capability, role_may
from townline.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Viewer:
    """`teams` are the person's own; `deputises_for` are the users whose work follows them today."""

    user_id: int
    actor: Actor
    role: str
    language: str = "en"
    department_id: int | None = None
    teams: frozenset[int] = field(default_factory=frozenset)
    departments: frozenset[int] = field(default_factory=frozenset)
    deputises_for: frozenset[int] = field(default_factory=frozenset)
    lent: frozenset[Capability] = field(default_factory=frozenset)  # by those they stand in for, on `lent_teams` only
    lent_teams: frozenset[int] = field(default_factory=frozenset)
    office_id: int | None = None  # the councillor in whose office they are
    opened: frozenset[UUID] = field(default_factory=frozenset)  # people and records, by break-glass, for an hour

    def can(self, capability: Capability) -> bool:
        return role_may(role=self.role, capability=capability)

    def can_for(self, capability: Capability, *, team_id: int | None) -> bool:
        """By their own role, or lent today by somebody away whose team this is."""
        return self.can(capability) or (capability in self.lent and team_id in self.lent_teams)

    @property
    def users(self) -> frozenset[int]:
        """Whose work is theirs today: their own and that of people they stand in for."""
        return self.deputises_for | {self.user_id}
