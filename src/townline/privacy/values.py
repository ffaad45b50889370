"""The words of privacy: why a thing about a person is kept, by what right, how delicate it is, for how long."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from townline.core.language import Text


class Purpose(TextChoices):
    SERVICE = "service", _("Answer a person and carry out what they asked for")
    CONTACT = "contact", _("Reach the person about what they asked for")
    ACCESS_NEEDS = "access_needs", _("Serve people in their language and in a format that they can use")
    ENFORCEMENT = "enforcement", _("Enforce the law and by-laws")
    SAFETY = "safety", _("Keep staff and the public safe")
    RECORD_KEEPING = "record_keeping", _("Show later what was done, by whom and when")
    PRIVACY_RIGHTS = "privacy_rights", _("Keep the promises of privacy law: consent, access, correction, disposal")
    IMPROVEMENT = "improvement", _("Find out how well we serve, and serve better")
    SIGN_IN = "sign_in", _("Let staff sign in and keep everybody else out")
    STAFFING = "staffing", _("Organise the work of staff")
    CONSTITUENCY = "constituency", _("A councillor’s own work for the people of the ward")


class Authority(TextChoices):
    """The law that allows the collection. `privacy.legal` has the sentence of each for each province."""

    MUNICIPAL_SERVICE = "municipal_service", _("A service that the city is authorised to give")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement")
    EXPRESS_LAW = "express_law", _("A law that asks for it expressly")
    CONSENT = "consent", _("The person’s consent")
    EMPLOYMENT = "employment", _("Employment with the city")
    WORKPLACE_SAFETY = "workplace_safety", _("Health and safety at work")


class Sensitivity(TextChoices):
    """From open to closed. A sealed field opens only to those who work on the case, or by break-glass."""

    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Internal")
    PERSONAL = "personal", _("Personal")
    SENSITIVE = "sensitive", _("Sensitive")
    SEALED = "sealed", _("Sealed")


class RetentionClass(TextChoices):
    """How long is a setting of the records office; here is only what belongs together."""

    SERVICE_REQUEST = "service_request", _("Service requests")
    ENFORCEMENT = "enforcement", _("Enforcement cases")
    INTERACTION = "interaction", _("Contacts")
    CUSTOMER = "customer", _("Customer records")
    MESSAGE = "message", _("Messages")
    STAFF_ACCOUNT = "staff_account", _("Staff accounts")
    ACCESS_LOG = "access_log", _("Log of reads")
    ACCESS_REQUEST = "access_request", _("Access, correction and breach files")
    PHOTO = "photo", _("Photos")
    DRAFT = "draft", _("Drafts")
    CONSENT = "consent", _("Consents")
    COMPLAINT = "complaint", _("Complaints")
    COUNCIL = "council", _("Questions of council offices")
    CONSTITUENCY = "constituency", _("Constituency notes, not the City’s")


class Place(TextChoices):
    """Where a collection notice stands, or is said."""

    FORM = "form", _("Form")
    SCRIPT = "script", _("Spoken script")
    CHANNEL = "channel", _("Channel")
    CONSENT = "consent", _("Consent")  # the words that a person agrees to


class Method(TextChoices):
    """How a person gave their consent."""

    WRITTEN = "written", _("In writing")
    SPOKEN = "spoken", _("By telephone")
    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What a notice says: why (`text`), by what law, whom to ask, and what a machine decides, if it does."""

    text: Text = field(default_factory=Text)
    authority: Text = field(default_factory=Text)
    contact: Text = field(default_factory=Text)
    automated: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class CurrentNotice:
    """A notice as it is shown now. `version_id` is kept with what was collected: the proof."""

    code: str
    place: str
    name: Text
    version_id: int
    number: int
    words: NoticeWords
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person may agree to, with the words as they are now; no words yet: nobody can be asked."""

    code: str
    name: Text
    months: int | None
    asked_online: bool
    is_active: bool
    notice: CurrentNotice | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """One ticked box of a form: what, and the words beside it."""

    scope: str
    version_id: int


class Verdict(TextChoices):
    """What a reviewer says of a break-glass."""

    JUSTIFIED = "justified", _("Justified")
    NOT_JUSTIFIED = "not_justified", _("Not justified")
