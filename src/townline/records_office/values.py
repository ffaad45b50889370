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
