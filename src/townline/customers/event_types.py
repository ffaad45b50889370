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
