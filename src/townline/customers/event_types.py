"""Events about customers: ids only, never a name or an address."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CustomerOptedOut:
    """The customer wants no more messages of this kind; it holds for their addresses, whoever else gave them."""

    TYPE: ClassVar[str] = "customer.opted_out"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "customer"
    customer_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class CustomerOptedIn:
    """The customer wants messages of this kind again."""

    TYPE: ClassVar[str] = "customer.opted_in"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "customer"
    customer_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class CustomerImported:
    """A customer came from another system, or came again with changes. Delivered to nobody."""

    TYPE: ClassVar[str] = "customer.imported"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "customer"
    customer_id: int
    source: str


@dataclass(frozen=True, slots=True)
class CustomerDisposed:
    """The customer's record was destroyed under a signed disposal list, whose certificate has this number."""

    TYPE: ClassVar[str] = "customer.disposed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "customer"
    customer_id: int
    certificate: str


@dataclass(frozen=True, slots=True)
class CustomersMerged:
    """A steward found that the other record is this customer. No row moved; `merge` can be undone."""

    TYPE: ClassVar[str] = "customer.merged"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "customer"
    customer_id: int
    other_id: int
    merge: str


@dataclass(frozen=True, slots=True)
class MergeUndone:
    """The other record is a customer of its own again."""

    TYPE: ClassVar[str] = "customer.merge_undone"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "customer"
    customer_id: int
    other_id: int
    merge: str


@dataclass(frozen=True, slots=True)
class CustomersKeptApart:
    """A steward found that two records are two customers; nobody is asked again."""

    TYPE: ClassVar[str] = "customer.kept_apart"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "customer"
    customer_id: int
    other_id: int


@dataclass(frozen=True, slots=True)
class SegmentChanged:
    """A segment was made or changed; `changes` is field: [before, after]."""

    TYPE: ClassVar[str] = "segment.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "segment"
    segment_id: int
    changes: dict[str, list[object]]


@dataclass(frozen=True, slots=True)
class PersonaChanged:
    """A persona was made or changed; `changes` is field: [before, after]."""

    TYPE: ClassVar[str] = "persona.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "persona"
    persona_id: int
    changes: dict[str, list[object]]


@dataclass(frozen=True, slots=True)
class _CustomerFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "customer"
    customer_id: int


@dataclass(frozen=True, slots=True)
class CustomerAdded(_CustomerFact):
    """Staff wrote down a new customer."""

    TYPE: ClassVar[str] = "customer.added"
    kind: str


@dataclass(frozen=True, slots=True)
class CustomerChanged(_CustomerFact):
    """Staff changed what is written about a customer; `fields` are names of columns, never what stands in them."""

    TYPE: ClassVar[str] = "customer.changed"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactPointAdded(_CustomerFact):
    """Another e-mail address or number."""

    TYPE: ClassVar[str] = "customer.contact_point_added"
    point_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class ContactPointRemoved(_CustomerFact):
    """An e-mail address or number is not theirs any more."""

    TYPE: ClassVar[str] = "customer.contact_point_removed"
    point_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class ContactPointMadePrimary(_CustomerFact):
    """Which address or number is used first."""

    TYPE: ClassVar[str] = "customer.contact_point_made_primary"
    point_id: int


@dataclass(frozen=True, slots=True)
class CodeAsked(_CustomerFact):
    """A code goes out that proves whose address or number it is."""

    TYPE: ClassVar[str] = "customer.code_asked"
    point_id: int
    how: str


@dataclass(frozen=True, slots=True)
class ContactPointVerified(_CustomerFact):
    """Somebody proved that the address or number is theirs."""

    TYPE: ClassVar[str] = "customer.contact_point_verified"
    point_id: int
    how: str


@dataclass(frozen=True, slots=True)
class RelationMade(_CustomerFact):
    """The customer is something to another one; `on_behalf`: may speak for them until that day."""

    TYPE: ClassVar[str] = "customer.relation_made"
    other_id: int
    role: str
    on_behalf: bool
    until: str


@dataclass(frozen=True, slots=True)
class RelationEnded(_CustomerFact):
    """The relation is over, and so is speaking for the other."""

    TYPE: ClassVar[str] = "customer.relation_ended"
    other_id: int
    role: str


@dataclass(frozen=True, slots=True)
class SafetyAlertRaised:
    """Staff who meet somebody or go somewhere are warned until that moment."""

    TYPE: ClassVar[str] = "safety_alert.raised"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "safety_alert"
    customer_id: int | None
    address_id: int | None
    kind: str
    until: str


@dataclass(frozen=True, slots=True)
class SafetyAlertEnded:
    """The danger is over before its time."""

    TYPE: ClassVar[str] = "safety_alert.ended"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "safety_alert"
    customer_id: int | None
    address_id: int | None
