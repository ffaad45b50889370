"""Events of the records office: numbers, codes and digests only."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class RetentionRuleChanged:
    """How long a class of records is kept was set or changed; `changes` is {field: [before, after]}."""

    TYPE: ClassVar[str] = "retention_rule.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "retention_rule"
    retention: str
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _HoldFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "legal_hold"


@dataclass(frozen=True, slots=True)
class HoldPlaced(_HoldFact):
    """What the hold covers is not destroyed until it is lifted."""

    TYPE: ClassVar[str] = "legal_hold.placed"
    scope: str
    reason: str
    held: str | None = None  # the uuid of the person or the request


@dataclass(frozen=True, slots=True)
class HoldLifted(_HoldFact):
    """The hold is over."""

    TYPE: ClassVar[str] = "legal_hold.lifted"


@dataclass(frozen=True, slots=True)
class _ListFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "disposal_list"


@dataclass(frozen=True, slots=True)
class ListProposed(_ListFact):
    """Records whose time is over were put on a list, which waits for a signature."""

    TYPE: ClassVar[str] = "disposal_list.proposed"
    retention: str
    items: int
    out: int


@dataclass(frozen=True, slots=True)
class ItemTakenOut(_ListFact):
    """The clerk took a record off a list, or put it back."""

    TYPE: ClassVar[str] = "disposal_list.item_taken_out"
    item: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class ListSigned(_ListFact):
    """The clerk signed: what is on the list is to be destroyed. `items_hash` is over what was on it."""

    TYPE: ClassVar[str] = "disposal_list.signed"
    items_hash: str
    items: int


@dataclass(frozen=True, slots=True)
class ListDone(_ListFact):
    """What was on the list is destroyed; the list is now its certificate."""

    TYPE: ClassVar[str] = "disposal_list.done"
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListWithdrawn(_ListFact):
    """A list for one person was thrown away before anybody signed it."""

    TYPE: ClassVar[str] = "disposal_list.withdrawn"
    retention: str


@dataclass(frozen=True, slots=True)
class _AccessFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "access_request"


@dataclass(frozen=True, slots=True)
class AccessRequestReceived(_AccessFact):
    """Somebody asks for what is kept about them; their records are held from now on."""

    TYPE: ClassVar[str] = "access_request.received"
    number: str
    profile: str


@dataclass(frozen=True, slots=True)
class AccessFeeSettled(_AccessFact):
    """The fee was paid, or waived."""

    TYPE: ClassVar[str] = "access_request.fee_settled"
    waived: bool


@dataclass(frozen=True, slots=True)
class AccessIdentityChecked(_AccessFact):
    """We know that it is them; how, but no document."""

    TYPE: ClassVar[str] = "access_request.identity_checked"
    how: str


@dataclass(frozen=True, slots=True)
class AccessCompleted(_AccessFact):
    """Nothing is missing: the law's clock starts."""

    TYPE: ClassVar[str] = "access_request.completed"
    due_at: str


@dataclass(frozen=True, slots=True)
class AccessExtended(_AccessFact):
    """More time, once, with a reason that the person is told."""

    TYPE: ClassVar[str] = "access_request.extended"
    days: int


@dataclass(frozen=True, slots=True)
class AccessSearched(_AccessFact):
    """Every room was asked; so many records were copied into the file."""

    TYPE: ClassVar[str] = "access_request.searched"
    records: int


@dataclass(frozen=True, slots=True)
class AccessRecordReviewed(_AccessFact):
    """What goes out of one record, and under which sections the rest does not."""

    TYPE: ClassVar[str] = "access_request.record_reviewed"
    number: int
    decision: str
    codes: list[str]


@dataclass(frozen=True, slots=True)
class AccessDecided(_AccessFact):
    """Every record is reviewed and the decision taken."""

    TYPE: ClassVar[str] = "access_request.decided"
    decision: str


@dataclass(frozen=True, slots=True)
class AccessSent(_AccessFact):
    """The package went to the person. A disclosure."""

    TYPE: ClassVar[str] = "access_request.sent"
    records: int


@dataclass(frozen=True, slots=True)
class AccessWithdrawn(_AccessFact):
    """The person no longer asks; the copies were destroyed."""

    TYPE: ClassVar[str] = "access_request.withdrawn"


@dataclass(frozen=True, slots=True)
class _CorrectionFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "correction_request"


@dataclass(frozen=True, slots=True)
class CorrectionReceived(_CorrectionFact):
    """A person says that something about them is wrong."""

    TYPE: ClassVar[str] = "correction_request.received"
    number: str


@dataclass(frozen=True, slots=True)
class CorrectionDecided(_CorrectionFact):
    """Corrected or not; in the second case the person's statement may stand beside it."""

    TYPE: ClassVar[str] = "correction_request.decided"
    state: str
    has_statement: bool


@dataclass(frozen=True, slots=True)
class _BreachFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "breach_file"


@dataclass(frozen=True, slots=True)
class BreachOpened(_BreachFact):
    """Personal data came to somebody who should not have it."""

    TYPE: ClassVar[str] = "breach_file.opened"
    number: str


@dataclass(frozen=True, slots=True)
class BreachListed(_BreachFact):
    """So many people were added to the list of those affected."""

    TYPE: ClassVar[str] = "breach_file.people_listed"
    added: int


@dataclass(frozen=True, slots=True)
class BreachPersonTold(_BreachFact):
    """One person affected was told."""

    TYPE: ClassVar[str] = "breach_file.person_told"


@dataclass(frozen=True, slots=True)
class BreachPersonLeftOut(_BreachFact):
    """A read was found to be in order."""

    TYPE: ClassVar[str] = "breach_file.person_left_out"


@dataclass(frozen=True, slots=True)
class BreachWeighed(_BreachFact):
    """The risk was weighed."""

    TYPE: ClassVar[str] = "breach_file.weighed"
    harm: str
    reported: bool


@dataclass(frozen=True, slots=True)
class BreachClosed(_BreachFact):
    """Nothing is left to do."""

    TYPE: ClassVar[str] = "breach_file.closed"
