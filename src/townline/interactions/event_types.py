"""Events about contacts: ids and codes only, never what was said or by whom."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ContactStarted:
    """A member of staff is in touch with somebody; `customer_id` is None until it is known who."""

    TYPE: ClassVar[str] = "contact.started"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "contact"
    channel: str
    direction: str
    customer_id: int | None
    team_id: int | None


@dataclass(frozen=True, slots=True)
class ContactWrittenDown:
    """Who it was, what it was about or what was promised was written down or corrected."""

    TYPE: ClassVar[str] = "contact.written_down"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "contact"
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class ContactWrappedUp:
    """The contact is over, and how it ended is said. `seconds` from start to end."""

    TYPE: ClassVar[str] = "contact.wrapped_up"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "contact"
    purpose: str
    outcome: str
    resolved_first_contact: str
    seconds: int
    team_id: int | None


@dataclass(frozen=True, slots=True)
class PromiseSettled:
    """What was promised to the customer was done, or is not to be done any more. `state` is kept or withdrawn."""

    TYPE: ClassVar[str] = "contact.promise_settled"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "contact"
    state: str
    promised_by: str


@dataclass(frozen=True, slots=True)
class ContactDisposed:
    """Who was in touch and what was said is gone, under a certificate of the records office."""

    TYPE: ClassVar[str] = "contact.disposed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "contact"
    certificate: str


@dataclass(frozen=True, slots=True)
class ContactEnded:
    """The caller has gone. `seconds` since the start; what follows is work after the contact."""

    TYPE: ClassVar[str] = "contact.ended"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "contact"
    seconds: int
