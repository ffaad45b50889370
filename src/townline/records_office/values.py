"""The words of the records office."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from townline.privacy.values import RetentionClass


class ListState(TextChoices):
    PROPOSED = "proposed", _("Waits for a signature")
    SIGNED = "signed", _("Signed, being carried out")
    DONE = "done", _("Carried out")


class HoldReason(TextChoices):
    CLAIM = "claim", _("Claim against the city")
    LITIGATION = "litigation", _("Court case")
    ACCESS_REQUEST = "access_request", _("Access request under way")


class HoldScope(TextChoices):
    PERSON = "person", _("Person")
    REQUEST = "request", _("Request")
    ADDRESS = "address", _("Address")
    RETENTION = "class", _("Class of records")


class OutReason(TextChoices):
    """Why a record on a list is not destroyed."""

    BY_HAND = "by_hand", _("Taken out by the clerk")
    HOLD = "hold", _("Legal hold")
    TOO_YOUNG = "too_young", _("Used too recently: the minimum is not over")
    OPEN = "open", _("Work on it goes on")
    GONE = "gone", _("Was gone already")
    JOINED = "joined", _("Is the same customer as a record that stays")


class Rule(NamedTuple):
    """How long one class is kept after its last use, in months; no `maximum`: nothing of it is ever proposed."""

    retention: RetentionClass
    minimum: int
    maximum: int | None
    authority_en: str
    authority_fr: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a certificate: so many of what."""

    what: str
    count: int


class AccessState(TextChoices):
    RECEIVED = "received", _("To be completed: fee, identity, what is asked")
    COMPLETE = "complete", _("Complete: to be searched")
    REVIEW = "review", _("Found: to be reviewed")
    DECIDED = "decided", _("Decided: to be sent")
    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLOSED = frozenset({AccessState.SENT, AccessState.WITHDRAWN})


class Decision(TextChoices):
    RELEASED = "released", _("Released")
    PARTLY = "partly", _("Released in part")
    WITHHELD = "withheld", _("Withheld")
    NOTHING = "nothing", _("Nothing is kept")


class Identity(TextChoices):
    """How we know that it is them. A copy of a document is never kept."""

    SEEN_DOCUMENT = "seen_document", _("Saw a document with a photo")
    SIGNED_IN = "verified_contact", _("Answered from a verified address")
    AGENT = "agent", _("Agent with a written authority")


class CorrectionState(TextChoices):
    RECEIVED = "received", _("To decide")
    CORRECTED = "corrected", _("Corrected")
    REFUSED = "refused", _("Not corrected: their statement stands beside it")


class BreachState(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Harm(TextChoices):
    """Is there a real risk of significant harm?"""

    UNKNOWN = "unknown", _("Not weighed yet")
    NONE = "none", _("No real risk of significant harm")
    REAL = "real", _("Real risk of significant harm")
