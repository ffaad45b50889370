"""Events about people and the organisation. `changes` is {field: [before, after]}: the history and the way back."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class UserChanged:
    """A member of staff was added or changed."""

    TYPE: ClassVar[str] = "user.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "user"
    user_id: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UserLeft:
    """A member of staff left: locked out at once; open work goes back to the team."""

    TYPE: ClassVar[str] = "user.left"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "user"
    user_id: int


@dataclass(frozen=True, slots=True)
class DepartmentChanged:
    """A department was added or changed."""

    TYPE: ClassVar[str] = "department.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "department"
    department_id: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TeamChanged:
    """A team was added or changed; `changes` may hold `members`."""

    TYPE: ClassVar[str] = "team.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "team"
    team_id: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ApiKeyChanged:
    """A key for an application was made or switched off."""

    TYPE: ClassVar[str] = "api_key.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "api_key"
    api_key_id: int
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AbsenceChanged:
    """Away dates were entered or removed; from and until are both included."""

    TYPE: ClassVar[str] = "user.absence_changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "user"
    user_id: int
    deputy_id: int
    from_date: str
    until_date: str
    removed: bool


@dataclass(frozen=True, slots=True)
class AccountDisposed:
    """The account of somebody who left was emptied under a signed disposal list, whose certificate has this number."""

    TYPE: ClassVar[str] = "user.disposed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "user"
    user_id: int
    certificate: str
