"""Events about complaints: ids, codes and dates. Never who is complained about, never a word of what was said."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class _Complaint:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "complaint"


@dataclass(frozen=True, slots=True)
class ComplaintReceived(_Complaint):
    """Somebody complained; the clock of the first stage runs."""

    TYPE: ClassVar[str] = "complaint.received"
    channel: str
    about: str
    due_at: str


@dataclass(frozen=True, slots=True)
class ComplaintMatterChanged(_Complaint):
    """It was said anew what the complaint is about."""

    TYPE: ClassVar[str] = "complaint.matter_changed"
    about: str


@dataclass(frozen=True, slots=True)
class ComplaintAssigned(_Complaint):
    """Somebody who is not concerned handles it."""

    TYPE: ClassVar[str] = "complaint.assigned"
    handler_id: int


@dataclass(frozen=True, slots=True)
class ComplaintInformed(_Complaint):
    """The customer was told how it stands."""

    TYPE: ClassVar[str] = "complaint.informed"
    update_id: int


@dataclass(frozen=True, slots=True)
class ComplaintNoteAdded(_Complaint):
    """Somebody wrote a note into the file, or the customer did."""

    TYPE: ClassVar[str] = "complaint.note_added"
    update_id: int
    from_customer: bool = False


@dataclass(frozen=True, slots=True)
class ComplaintUpdateMissed(_Complaint):
    """The customer was not told by the day on which we had promised it."""

    TYPE: ClassVar[str] = "complaint.update_missed"
    promised_by: str


@dataclass(frozen=True, slots=True)
class ComplaintDecided(_Complaint):
    """A stage ended with a finding."""

    TYPE: ClassVar[str] = "complaint.decided"
    stage: str
    finding: str
    remedies: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ComplaintEscalated(_Complaint):
    """The customer is not satisfied: the next stage looks at it, with a new clock."""

    TYPE: ClassVar[str] = "complaint.escalated"
    from_stage: str
    to_stage: str


@dataclass(frozen=True, slots=True)
class ComplaintClosed(_Complaint):
    """What the ombudsman said was recorded, or that the customer went there; nothing follows here."""

    TYPE: ClassVar[str] = "complaint.closed"
    stage: str


@dataclass(frozen=True, slots=True)
class ComplaintDisposed(_Complaint):
    """The file was destroyed under a signed disposal list."""

    TYPE: ClassVar[str] = "complaint.disposed"
    certificate: str


@dataclass(frozen=True, slots=True)
class _Praise:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "praise"


@dataclass(frozen=True, slots=True)
class PraiseReceived(_Praise):
    """A compliment or a suggestion came in."""

    TYPE: ClassVar[str] = "praise.received"
    kind: str
    channel: str
    about: str


@dataclass(frozen=True, slots=True)
class PraiseAnswered(_Praise):
    """Somebody who answers for the work thanked for it."""

    TYPE: ClassVar[str] = "praise.answered"
    kind: str


@dataclass(frozen=True, slots=True)
class PraiseDisposed(_Praise):
    """It was destroyed under a signed disposal list."""

    TYPE: ClassVar[str] = "praise.disposed"
    certificate: str


@dataclass(frozen=True, slots=True)
class _Restriction:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "conduct_restriction"


@dataclass(frozen=True, slots=True)
class RestrictionAsked(_Restriction):
    """A handler asks for a restriction because of unreasonable conduct."""

    TYPE: ClassVar[str] = "conduct_restriction.asked"
    customer_id: int
    limits: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RestrictionAnswered(_Restriction):
    """Another manager approved or refused it."""

    TYPE: ClassVar[str] = "conduct_restriction.answered"
    customer_id: int
    state: str


@dataclass(frozen=True, slots=True)
class RestrictionAppealed(_Restriction):
    """The person asks that it ends."""

    TYPE: ClassVar[str] = "conduct_restriction.appealed"
    customer_id: int


@dataclass(frozen=True, slots=True)
class RestrictionReviewed(_Restriction):
    """It was looked at again, at its date or on appeal: it goes on, or it ended."""

    TYPE: ClassVar[str] = "conduct_restriction.reviewed"
    customer_id: int
    state: str


@dataclass(frozen=True, slots=True)
class StageRuleChanged:
    """How long a stage takes was changed; `changes` is {field: [before, after]}."""

    TYPE: ClassVar[str] = "complaint_stage.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "complaint_stage"
    stage: str
    changes: dict[str, Any] = field(default_factory=dict)
