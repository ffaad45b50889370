"""What the sites hand in, and the words of a request."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from townline.customers.values import Contact
from townline.places.values import Location
from townline.privacy.values import Agreed

LONGEST_DESCRIPTION = 4_000


@dataclass(frozen=True, slots=True)
class Submission:
    """A request as it was sent. `submission_key` makes sending twice the same as once; `client_key` likewise for machines."""

    service_code: str
    channel: str
    description: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    location: Location = field(default_factory=Location)
    contact: Contact = field(default_factory=Contact)
    language: str = "en"
    submission_key: UUID | None = None
    client_key: str | None = None
    draft: UUID | None = None  # whose photos come along
    within: UUID | None = None  # the contact that is open on the desk; else one is written
    began_at: datetime | None = None  # when that one began
    media_url: str = ""
    notice_version_id: int | None = None  # the collection notice that the person was shown or heard
    agreed: tuple[Agreed, ...] = ()  # boxes that they ticked
    spoken_by: UUID | None = None  # the customer who speaks on behalf of
    spoken_for: UUID | None = None  # this one, whose request it becomes


class NoteVisibility(TextChoices):
    INTERNAL = "internal", _("Internal")
    CUSTOMER = "customer", _("Customer")  # the customer may read it
    PUBLIC = "public", _("Public")


class Outcome(TextChoices):
    FIXED = "fixed", _("Fixed")
    NOTHING_FOUND = "nothing_found", _("Looked, found nothing wrong")
    DONE_EARLIER = "done_earlier", _("Was done already")
    PLANNED = "planned", _("Planned for later work")
    REFERRED = "referred", _("Passed on to another body")
    ANSWERED = "answered", _("Answered")
    NOT_RECORDED = "not_recorded", _("Not recorded")


class TaskState(TextChoices):
    WAITING = "waiting", _("Waits for another task")
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    NOT_NEEDED = "not_needed", _("Not needed")


class TaskEvidence(TextChoices):
    """What shows that a task is done."""

    NOTHING = "nothing", _("Nothing: a press is enough")
    NOTE = "note", _("Words on what was done")
    PHOTO = "photo", _("A photo of the work")
    BOTH = "both", _("Words and a photo")


class MajorKind(TextChoices):
    STORM = "storm", _("Storm or flood")
    OUTAGE = "outage", _("Outage")
    ELECTION = "election", _("Election or large event")
    OTHER = "other", _("Other")


class Joined(TextChoices):
    """How a request came to belong to a major event."""

    DECLARED = "declared", _("Was open when it was declared")
    REPORTED = "reported", _("Reported while it lasted")
    BY_HAND = "by_hand", _("Added by staff")


class ToldState(TextChoices):
    WAITING = "waiting", _("Still to be written")
    TOLD = "told", _("Written")
    NO_WAY = "no_way", _("Wants no messages, or left no way")
    FAILED = "failed", _("Could not be written")


class WorkState(TextChoices):
    WAITING = "waiting", _("Still to do")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


class PartyRole(TextChoices):
    """Why somebody who did not ask for it hears of a request."""

    SAME_PROBLEM = "same_problem", _("Has the same problem")
    NEIGHBOUR = "neighbour", _("Neighbour")
    COUNCILLOR = "councillor", _("Councillor")
    CONTRACTOR = "contractor", _("Contractor")
    OTHER = "other", _("Somebody else")


class Sees(TextChoices):
    """How much of a request somebody who follows it is told."""

    STEPS = "steps", _("The steps only")
    PUBLIC = "public", _("The steps, and the words for the public")
    ALL_BUT_PERSON = "all_but_person", _("Everything but who asked")


class Ground(TextChoices):
    """Why they may be told."""

    ASKED = "asked", _("They asked to be told")
    AGREED = "agreed", _("The person who reported it agreed")
    WORK = "work", _("They need it for their work on it")


class Verdict(TextChoices):
    """What a supervisor found when the customer said: this is not resolved."""

    DEFECT = "defect", _("It was not resolved: the work goes on")
    ANOTHER = "another", _("Another problem than before: the work goes on")
    STANDS = "stands", _("It was resolved: close it again")


class Asker(StrEnum):
    """Who asked again, as far as we know it."""

    NAMED = "named"  # a customer, who is told
    NAMELESS = "nameless"  # by the private link of a report without a name: they read it there
    UNKNOWN = "unknown"  # did not say who they are: nobody is told


class Fate(StrEnum):
    """What comes of it when somebody asks again about a request."""

    ATTACHES = "attaches"  # it waits for an answer beside the open request
    REOPENS = "reopens"  # the closed request is opened again, for a supervisor
    MAKES_NEW = "makes_new"  # it was closed too long ago: a new request
