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


@dataclass(frozen=True, slots=True)
class OutreachOpened:
    """Somebody is to be reached."""

    TYPE: ClassVar[str] = "outreach.opened"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "outreach"
    customer_id: int | None
    team_id: int | None


@dataclass(frozen=True, slots=True)
class ContactAttempted:
    """One try to reach somebody; `state` is where that leaves it: open, reached or given_up."""

    TYPE: ClassVar[str] = "outreach.attempted"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "outreach"
    outcome: str
    tries: int
    state: str


@dataclass(frozen=True, slots=True)
class AttemptRuleChanged:
    """How often and when somebody is tried again was changed."""

    TYPE: ClassVar[str] = "attempt_rule.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "attempt_rule"
    most_tries: int
    hours_between: int
    other_half_of_day: bool


@dataclass(frozen=True, slots=True)
class CoverPrinted:
    """A cover sheet was printed: what is scanned behind it belongs to this customer or this subject."""

    TYPE: ClassVar[str] = "mail.cover_printed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "cover_sheet"
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class MailScanned:
    """Paper was scanned in; without a known cover number it waits to be sorted."""

    TYPE: ClassVar[str] = "mail.scanned"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "mail_item"
    way: str
    pages: int
    is_filed: bool


@dataclass(frozen=True, slots=True)
class MailFiled:
    """It is known whose a scan is."""

    TYPE: ClassVar[str] = "mail.filed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "mail_item"
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class PaperMoved:
    """The paper behind a scan went somewhere else, was given back or destroyed."""

    TYPE: ClassVar[str] = "mail.paper_moved"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "mail_item"
    what: str


@dataclass(frozen=True, slots=True)
class ContactTransferred:
    """A contact is handed over warm; `to_team_id` is None where it goes to another body."""

    TYPE: ClassVar[str] = "contact.transferred"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "contact"
    to_team_id: int | None
    shows: list[str]


@dataclass(frozen=True, slots=True)
class TransferTaken:
    """A colleague has taken over a contact that was handed over."""

    TYPE: ClassVar[str] = "contact.transfer_taken"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "contact"
    by_contact: str
