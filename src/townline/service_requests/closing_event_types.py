"""Events about closings. Ids and codes only: what people wrote stays in its own tables."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class _ClosingFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"


@dataclass(frozen=True, slots=True)
class ClosingProposed(_ClosingFact):
    """Somebody wants to close it without work; it stays open until another person has agreed."""

    TYPE: ClassVar[str] = "service_request.closing_proposed"
    ending: str
    closure: str


@dataclass(frozen=True, slots=True)
class ProposalRefused(_ClosingFact):
    """It is not closed without work: it stays as it was."""

    TYPE: ClassVar[str] = "service_request.proposal_refused"
    ending: str
    closure: str


@dataclass(frozen=True, slots=True)
class SentBack(_ClosingFact):
    """Work that was said to be done was not approved: it goes on, under the promise that was made before."""

    TYPE: ClassVar[str] = "service_request.sent_back"
    closure: str
    due_at: str | None


@dataclass(frozen=True, slots=True)
class ApprovalRaised(_ClosingFact):
    """Nobody decided on a closing in time: the next level is asked."""

    TYPE: ClassVar[str] = "service_request.approval_raised"
    closure: str
    level: str
    team_id: int | None
    department_id: int


@dataclass(frozen=True, slots=True)
class ClosingAudited(_ClosingFact):
    """A closing that stood without a look was looked at afterwards."""

    TYPE: ClassVar[str] = "service_request.closing_audited"
    closure: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ClosingRuleChanged:
    """A rule that says who looks at closings was added, changed or switched off."""

    TYPE: ClassVar[str] = "closing_rule.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "closing_rule"
    rule_id: int
    changes: dict[str, Any] = field(default_factory=dict)
