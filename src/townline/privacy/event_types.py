"""Events about notices and consents: numbers only. Which words they were stands in the version that is named."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class NoticeChanged:
    """A notice was added or renamed, or its draft was written or thrown away."""

    TYPE: ClassVar[str] = "notice.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "notice"
    notice_id: int
    code: str
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoticePublished:
    """New words of a notice are shown from now on."""

    TYPE: ClassVar[str] = "notice.published"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "notice"
    notice_id: int
    code: str
    number: int
    version_id: int


@dataclass(frozen=True, slots=True)
class ConsentScopeChanged:
    """What people may agree to was added or changed."""

    TYPE: ClassVar[str] = "consent_scope.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "consent_scope"
    scope_id: int
    code: str
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A person agreed to something. `person` is their number, `version_id` the words that they read or heard."""

    TYPE: ClassVar[str] = "consent.given"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "consent"
    person: str
    scope: str
    method: str
    version_id: int
    expires_at: str = ""


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """A person took back what they had agreed to; `renewed`: because they agreed again to newer words."""

    TYPE: ClassVar[str] = "consent.withdrawn"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "consent"
    person: str
    scope: str
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class GlassBroken:
    """A member of staff opened something sealed for an hour. Why stands beside it, not here."""

    TYPE: ClassVar[str] = "privacy.glass_broken"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "sealed"
    break_glass: str
    person: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class GlassReviewed:
    """Somebody else said whether it was right to open it."""

    TYPE: ClassVar[str] = "privacy.glass_reviewed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "sealed"
    break_glass: str
    verdict: str


@dataclass(frozen=True, slots=True)
class MonitoringPolicyRecorded:
    """The city recorded what it told its employees about the counting of their work."""

    TYPE: ClassVar[str] = "privacy.monitoring_policy_recorded"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "monitoring_policy"
    number: int
    policy_date: str


@dataclass(frozen=True, slots=True)
class MonitoringPolicyEnded:
    """No such policy holds any more: figures about employees are off."""

    TYPE: ClassVar[str] = "privacy.monitoring_policy_ended"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "monitoring_policy"
