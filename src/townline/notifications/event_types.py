"""Events about messages to customers. The subject is the request that the message is about."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class _MessageFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"
    message: str
    step: str
    channel: str


@dataclass(frozen=True, slots=True)
class MessageSent(_MessageFact):
    """The mail server took it, the call was made, or the letter was posted."""

    TYPE: ClassVar[str] = "message.sent"


@dataclass(frozen=True, slots=True)
class MessageFailed(_MessageFact):
    """It was given up after several tries; it waits on the desk."""

    TYPE: ClassVar[str] = "message.failed"


@dataclass(frozen=True, slots=True)
class MessageTakenBack(_MessageFact):
    """Somebody undid it before it went out."""

    TYPE: ClassVar[str] = "message.taken_back"


@dataclass(frozen=True, slots=True)
class MessagePutOff(_MessageFact):
    """Nobody answered the call; it waits on the list and comes up again later."""

    TYPE: ClassVar[str] = "message.put_off"


@dataclass(frozen=True, slots=True)
class MessageRetried(_MessageFact):
    """Somebody put a failed one back into the queue."""

    TYPE: ClassVar[str] = "message.retried"


@dataclass(frozen=True, slots=True)
class _StaffMailFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "staff_mail"
    kind: str


@dataclass(frozen=True, slots=True)
class StaffMailSent(_StaffMailFact):
    """The mail server took a mail to somebody of the city."""

    TYPE: ClassVar[str] = "staff_mail.sent"


@dataclass(frozen=True, slots=True)
class StaffMailFailed(_StaffMailFact):
    """A mail to somebody of the city was given up after several tries."""

    TYPE: ClassVar[str] = "staff_mail.failed"


@dataclass(frozen=True, slots=True)
class StaffMailRetried(_StaffMailFact):
    """Somebody put a failed mail to staff back into the queue."""

    TYPE: ClassVar[str] = "staff_mail.retried"


@dataclass(frozen=True, slots=True)
class MessageTextChanged:
    """The city changed the words of a step."""

    TYPE: ClassVar[str] = "message_text.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "message_text"
    step: str
    language: str
    number: int
