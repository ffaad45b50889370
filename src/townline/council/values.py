"""The words of council offices."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST = 4_000
FEWEST = 5  # a share or a median of fewer requests would tell of single people
INQUIRY_DAYS = 2  # business days until the first answer
HAND_OVER_DAYS = 30


class Case(TextChoices):
    """What kind of file it is for this office. One row of the disclosure rules each; enforcement has no rule."""

    PUBLIC = "public", _("Everybody may know of it")
    PRIVATE = "private", _("Not public, and no consent")
    NO_CONSENT = "no_consent", _("Raised on behalf, no consent in writing yet")
    CONSENT = "consent", _("The resident consented in writing")
    ENFORCEMENT = "enforcement", _("Enforcement")


class Shown(TextChoices):
    """What a rule may open. The first five say nothing about a person."""

    STEP = "step", _("How far it is")
    DATES = "dates", _("Dates: received, expected, done")
    SERVICE = "service", _("Which service")
    WARD = "ward", _("Ward")
    BLOCK = "block", _("The block, as the public sees it")
    TOLD = "told", _("What the City told the resident")
    WORDS = "words", _("What the resident wrote")
    ADDRESS = "address", _("The exact place")
    NAME = "name", _("The resident’s name")
    REACH = "reach", _("How to reach the resident")


PERSONAL = frozenset({Shown.TOLD, Shown.WORDS, Shown.ADDRESS, Shown.NAME, Shown.REACH})
OPEN = (Shown.STEP, Shown.DATES, Shown.SERVICE, Shown.WARD, Shown.BLOCK)
ALWAYS = frozenset({Shown.STEP, Shown.DATES})
SHIPPED: dict[Case, frozenset[Shown]] = {
    Case.PUBLIC: frozenset(OPEN),
    Case.PRIVATE: ALWAYS,
    Case.NO_CONSENT: ALWAYS,
    Case.CONSENT: frozenset(Shown),
}


class Purpose(TextChoices):
    """Why an office looks at what is personal."""

    ANSWER = "answer", _("Answer the resident")
    MEET = "meet", _("Prepare a meeting with the resident")
    ASK = "ask", _("Ask the City about it")


class InquiryState(TextChoices):
    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as one council office may see it. `facts` has nothing personal; `closed` is what needs a purpose first."""

    uuid: UUID
    reference: str
    case: Case
    facts: dict[Shown, object] = field(default_factory=dict)
    closed: frozenset[Shown] = frozenset()
    is_raised: bool = False
    is_followed: bool = False
    consent: UUID | None = None

    @property
    def is_sealed(self) -> bool:
        return self.case is Case.ENFORCEMENT


@dataclass(frozen=True, slots=True)
class Consented:
    """How the resident agreed in writing, and where the paper is. Without it the office sees reference, step and dates."""

    method: str
    note: str = ""
