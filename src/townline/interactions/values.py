"""The words of a contact."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_SUMMARY = 4_000
LONGEST_PROMISE = 300
LONGEST_TOPIC = 160
LONGEST_NOTE = 300
LONGEST_INTERPRETING = 600  # minutes


class Channel(TextChoices):
    WEB = "web", _("Web")
    PHONE = "phone", _("Telephone")
    COUNTER = "counter", _("Counter")
    EMAIL = "email", _("E-mail")
    MAIL = "mail", _("Mail")
    OPEN311 = "open311", _("Application")
    CHAT = "chat", _("Chat")
    TEXT = "text", _("Text message")
    SOCIAL = "social", _("Social media")
    STAFF = "staff", _("Staff")
    OTHER = "other", _("Other")
    NOT_RECORDED = "not_recorded", _("Not recorded")  # an imported row that does not say


class Direction(TextChoices):
    IN = "in", _("In")
    OUT = "out", _("Out")


class Purpose(TextChoices):
    INFORMATION = "information", _("Information")
    REQUEST = "request", _("Request")
    COMPLAINT = "complaint", _("Complaint")
    TRANSFER = "transfer", _("Transfer")
    FOLLOW_UP = "follow_up", _("Follow-up")


class ContactOutcome(TextChoices):
    """How a contact ended."""

    ANSWERED = "answered", _("Answered")
    REQUEST_MADE = "request_made", _("Request made")
    TRANSFERRED = "transferred", _("Transferred")
    CALL_BACK = "call_back", _("We call back")
    CUT_OFF = "cut_off", _("Cut off, or gave up")
    NO_ANSWER = "no_answer", _("Could not be answered")


class FirstContact(TextChoices):
    """Was it resolved at first contact? Three ways of yes, so that the figure says what it counts."""

    DONE = "yes_done", _("Yes: done during the contact")
    ANSWERED = "yes_answered", _("Yes: the answer was given")
    TRANSFERRED_WARM = "yes_transferred_warm", _("Yes: handed over warm to who can")
    NO = "no", _("No")


class PromiseState(TextChoices):
    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class OutreachState(TextChoices):
    OPEN = "open", _("To be reached")
    REACHED = "reached", _("Reached")
    GIVEN_UP = "given_up", _("Given up")


class AttemptOutcome(TextChoices):
    REACHED = "reached", _("Reached")
    VOICEMAIL = "voicemail", _("Voicemail")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_NUMBER = "wrong_number", _("Wrong number")
    REFUSED = "refused", _("Does not want to be called")


class MailWay(TextChoices):
    MAIL = "mail", _("Mail")
    DROP_BOX = "drop_box", _("Drop box")
    COUNTER = "counter", _("Counter")


class MailState(TextChoices):
    SORTING = "sorting", _("To be sorted")
    FILED = "filed", _("Filed")


class PageKind(TextChoices):
    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    TIFF = "tiff", "TIFF"


class CustodyStepKind(TextChoices):
    RECEIVED = "received", _("Received")
    SCANNED = "scanned", _("Scanned")
    SORTED = "sorted", _("Sorted")
    MOVED = "moved", _("Paper moved")
    RETURNED = "returned", _("Paper given back")
    DESTROYED = "destroyed", _("Paper destroyed")


class Shown(TextChoices):
    """What the receiver of a transfer may see."""

    NAME = "name", _("The name")
    REACH = "reach", _("How to reach the person")
    SUMMARY = "summary", _("What was said")
    REQUESTS = "requests", _("The requests that came of it")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is in touch, as far as it is known: the number or address that showed, the name that was said."""

    phone: str = ""
    email: str = ""
    name: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Notes:
    """What is written down about a contact. `promised` needs a day; no words, no promise."""

    summary: str = ""
    language: str = "en"
    topic_service_code: str = ""
    topic_article: str = ""
    postal_code: str = ""
    interpreter_language: str = ""
    interpreter_minutes: int | None = None
    needs_follow_up: bool = False
    promised: str = ""
    promised_by: date | None = None


@dataclass(frozen=True, slots=True)
class WrapUp:
    """How a contact ended: three answers, each a key."""

    purpose: str
    outcome: str
    resolved_first_contact: str
