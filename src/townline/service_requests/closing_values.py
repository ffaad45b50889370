"""The words of closing: who looks, what has to be shown, how it was decided."""

import re
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Ending(TextChoices):
    """The ways in which a request ends that leave a closing behind."""

    DONE = "done", _("Work done")
    DECLINED = "declined", _("Cannot do")
    CANCELLED = "cancelled", _("Withdrawn")
    IMPORTED = "imported", _("Closed in another system")


class Approval(TextChoices):
    AUTOMATIC = "automatic", _("Nobody: it stands when the customer does not object in time")
    PEER = "peer", _("A colleague of the team")
    SUPERVISOR = "supervisor", _("A supervisor")
    SAMPLED = "sampled", _("Nobody now; some are looked at afterwards")


class Evidence(TextChoices):
    """What a rule may ask for beside the outcome, which is always asked."""

    NOTE = "note", _("Words on what was done")
    PHOTO = "photo", _("A photo of the work")
    MEASUREMENT = "measurement", _("A measurement")
    CUSTOMER_TOLD = "customer_told", _("The customer was told by a person")


class Size(TextChoices):
    SMALL = "small", _("Small: done within an hour")
    MEDIUM = "medium", _("Medium: done within a day")
    LARGE = "large", _("Large: more than a day")


class Told(TextChoices):
    """How a person told the customer; nobody is to be told where nobody left a name."""

    IN_PERSON = "in_person", _("In person, on the spot")
    CALLED = "called", _("By telephone")
    WROTE = "wrote", _("In writing, by a person")
    NOBODY = "nobody", _("Nobody: the report was anonymous")


class ClosureState(TextChoices):
    WAITING = "waiting", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    STOOD = "stood", _("Stood without a look")
    SENT_BACK = "sent_back", _("Sent back")
    SET_ASIDE = "set_aside", _("Overtaken: work went on")
    IMPORTED = "imported", _("Closed in another system: no evidence here")


class Level(TextChoices):
    """Who is asked to decide. After two business days it is the next."""

    TEAM = "team", _("The team")
    DEPARTMENT = "department", _("The manager of the department")
    CORPORATION = "corporation", _("Every manager")


class AuditVerdict(TextChoices):
    GOOD = "good", _("Closed rightly")
    NOT_GOOD = "not_good", _("Not closed rightly")


WANTED = {
    Evidence.NOTE: _("Write what was done."),
    Evidence.PHOTO: _("Add a photo of the work."),
    Evidence.MEASUREMENT: _("Write what you measured, with a number."),
    Evidence.CUSTOMER_TOLD: _("Say how a person told the customer."),
}
NEXT_LEVEL = {Level.TEAM: Level.DEPARTMENT, Level.DEPARTMENT: Level.CORPORATION}
BY_A_PERSON = frozenset({Approval.PEER, Approval.SUPERVISOR})
LONGEST_MEASUREMENT = 120
_SAID = re.compile(
    r"[0-9A-Za-z]|[^\x00-\xbf\u00d7\u00f7\u115f\u1160\u180b-\u180f\u2000-\u2bff\u3000-\u303f\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001f000-\U0001faff]"
)


def says_something(words: str) -> bool:
    """Not only dots, blanks, pictures and signs that nobody sees. The database asks the same (migration 0003)."""
    return _SAID.search(words) is not None


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody shows with a completion, beside the outcome, the words and the photos."""

    size: str = ""
    measured: str = ""
    told: str = ""
