"""Events about council offices: ids and codes. Of constituency notes not a word, not even that one was written."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class _OfRequest:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"
    office_id: int


@dataclass(frozen=True, slots=True)
class RaisedOnBehalf(_OfRequest):
    """A council office raised a request for a resident; `consent` is its row of the ledger, if there is one."""

    TYPE: ClassVar[str] = "council.raised"
    consent: str = ""


@dataclass(frozen=True, slots=True)
class ConsentShown(_OfRequest):
    """A council office has the resident's consent in writing for this request now."""

    TYPE: ClassVar[str] = "council.consent_shown"
    consent: str = ""


@dataclass(frozen=True, slots=True)
class RequestFollowed(_OfRequest):
    """A council office keeps an eye on a request, or no longer does."""

    TYPE: ClassVar[str] = "council.followed"
    follows: bool = True


@dataclass(frozen=True, slots=True)
class Disclosed(_OfRequest):
    """Personal data was shown to a council office: what, why, and on which consent."""

    TYPE: ClassVar[str] = "council.disclosed"
    shown: list[str] = field(default_factory=list)
    purpose: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class _Inquiry:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "council_inquiry"
    message_id: int


@dataclass(frozen=True, slots=True)
class InquiryAsked(_Inquiry):
    """A council office asked the City something, or asked on."""

    TYPE: ClassVar[str] = "council.asked"


@dataclass(frozen=True, slots=True)
class InquiryAnswered(_Inquiry):
    """The liaison officer answered."""

    TYPE: ClassVar[str] = "council.answered"


@dataclass(frozen=True, slots=True)
class InquiryClosed(_Inquiry):
    """The office has its answer."""

    TYPE: ClassVar[str] = "council.closed"


@dataclass(frozen=True, slots=True)
class InquiryDisposed:
    """The words of a question were destroyed under a signed disposal list, whose certificate has this number."""

    TYPE: ClassVar[str] = "council.disposed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "council_inquiry"
    certificate: str


@dataclass(frozen=True, slots=True)
class RuleChanged:
    """What council offices see of one kind of file was changed."""

    TYPE: ClassVar[str] = "council.rule_changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "disclosure_rule"
    case: str
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The campaign pause, or whether residents are told who their councillors are, was changed."""

    TYPE: ClassVar[str] = "council.settings_changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "council_settings"
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Office:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "council_office"
    office_id: int


@dataclass(frozen=True, slots=True)
class DigestDue(_Office):
    """The ward digest of an office is made."""

    TYPE: ClassVar[str] = "council.digest_due"


@dataclass(frozen=True, slots=True)
class OfficeChanged(_Office):
    """An office changed how it likes its digest, where its notes go, or which assistant may read them."""

    TYPE: ClassVar[str] = "council.office_changed"
    what: str = ""


@dataclass(frozen=True, slots=True)
class NotesWait(_Office):
    """The term of office is over: the councillor's own notes wait to be fetched."""

    TYPE: ClassVar[str] = "council.notes_wait"
    remove_at: str = ""


@dataclass(frozen=True, slots=True)
class NotesHandedOver(_Office):
    """The councillor took a copy of their own notes."""

    TYPE: ClassVar[str] = "council.notes_handed_over"


@dataclass(frozen=True, slots=True)
class NotesRemoved(_Office):
    """The notes of an ended term were removed; nobody of the City has read them."""

    TYPE: ClassVar[str] = "council.notes_removed"
