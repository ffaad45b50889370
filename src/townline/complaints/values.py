"""The words of complaints, compliments and suggestions."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from townline.customers.values import Contact
from townline.service_levels.values import Unit

LONGEST = 4_000
LEAST_SHOWN = 5  # a smaller number of people is not published


class Kind(TextChoices):
    COMPLAINT = "complaint", _("Complaint")
    COMPLIMENT = "compliment", _("Compliment")
    SUGGESTION = "suggestion", _("Suggestion")


class About(TextChoices):
    REQUEST = "request", _("A request")
    SERVICE = "service", _("A service")
    DEPARTMENT = "department", _("A department")
    TEAM = "team", _("A team")
    PERSON = "person", _("A member of staff")
    OTHER = "other", _("Something else")


class Stage(TextChoices):
    """From the first to the last. The ombudsman is outside: what they say is recorded and the file is closed here."""

    FRONT_LINE = "front_line", _("Front line")
    DEPARTMENT = "department", _("Department")
    CHIEF_ADMINISTRATIVE_OFFICER = "chief_administrative_officer", _("Chief administrative officer")
    OMBUDSMAN = "ombudsman", _("Ombudsman")


ORDER = tuple(Stage)
OUTSIDE_DEPARTMENT = ORDER[2:]


def after(stage: str) -> Stage | None:
    """The next stage; None after the last."""
    place = ORDER.index(Stage(stage)) + 1
    return ORDER[place] if place < len(ORDER) else None


class State(TextChoices):
    OPEN = "open", _("Open")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Closed")


class Finding(TextChoices):
    UPHELD = "upheld", _("Upheld")
    PARTLY_UPHELD = "partly_upheld", _("Partly upheld")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Remedy(TextChoices):
    APOLOGY = "apology", _("Apology")
    EXPLANATION = "explanation", _("Explanation")
    REDO_WORK = "redo_work", _("Do the work again")
    REFUND = "refund", _("Refund")
    CHANGE_PROCEDURE = "change_procedure", _("Change of procedure")
    TRAINING = "training", _("Training")
    NONE = "none", _("None")


class Limit(TextChoices):
    """What a restriction asks of a person. Emergencies and requests for a service are never behind one."""

    ONE_CONTACT = "one_contact", _("One named person answers")
    WRITING_ONLY = "writing_only", _("In writing only")
    FIXED_TIMES = "fixed_times", _("At fixed times only")
    NO_REPEAT = "no_repeat", _("No more answers about a matter that is decided")


class RestrictionState(TextChoices):
    PROPOSED = "proposed", _("Waits for a manager")
    REFUSED = "refused", _("Refused")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a stage takes. `inform_days`: the longest silence; `escalate_days`: how long a decision may be questioned."""

    stage: str
    days: int
    unit: str = Unit.CALENDAR_DAYS
    inform_days: int = 7
    escalate_days: int = 30


SHIPPED = {stage: Rule(stage, 20) for stage in (Stage.FRONT_LINE, Stage.DEPARTMENT, Stage.CHIEF_ADMINISTRATIVE_OFFICER)}


@dataclass(frozen=True, slots=True)
class Matter:
    """What it is about, as far as it is known. `person_words` is a name as somebody gave it; `team_id` and `person_id` are ours."""

    request: UUID | None = None
    service_code: str = ""
    department_id: int | None = None
    team_id: int | None = None
    person_id: int | None = None
    person_words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody tells us on the one form; `customer_id` where we know them already, else `contact`."""

    kind: Kind
    words: str
    wants: str = ""
    matter: Matter = field(default_factory=Matter)
    contact: Contact = field(default_factory=Contact)
    customer_id: int | None = None
    channel: str = "web"
    notice_version_id: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    finding: Finding
    remedies: tuple[Remedy, ...]
    reasons: str
