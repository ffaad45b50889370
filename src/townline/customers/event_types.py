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
