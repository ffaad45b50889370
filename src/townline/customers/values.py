"""The words of a customer, and how a person can be reached, as they said it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Preferred(TextChoices):
    EMAIL = "email", _("E-mail")
    CALL = "call", _("Call")
    LETTER = "letter", _("Letter")
    NOTHING = "nothing", _("No messages")


class Kind(TextChoices):
    PERSON = "person", _("Person")
    HOUSEHOLD = "household", _("Household")
    BUSINESS = "business", _("Business")
    ORGANISATION = "organisation", _("Organisation")
    STAFF = "staff", _("Colleague")


class FormatWish(TextChoices):
    NONE = "none", _("No wish")
    LARGE_PRINT = "large_print", _("Large print")
    ACCESSIBLE_PDF = "accessible_pdf", _("Accessible PDF")
    AUDIO = "audio", _("Read aloud on the telephone")


class Verified(TextChoices):
    CODE_BY_EMAIL = "code_by_email", _("Code by e-mail")
    CODE_BY_LETTER = "code_by_letter", _("Code by letter")
    ASKED_ON_PHONE = "asked_on_phone", _("Asked on the telephone")
    SEEN_AT_COUNTER = "seen_at_counter", _("Seen at the counter")


class Role(TextChoices):
    MEMBER_OF_HOUSEHOLD = "member_of_household", _("Member of the household")
    RELATIVE = "relative", _("Relative")
    CAREGIVER = "caregiver", _("Caregiver")
    COUNCILLOR = "councillor", _("Councillor")
    PROPERTY_MANAGER = "property_manager", _("Property manager")
    EMPLOYEE = "employee", _("Works there")


class AlertKind(TextChoices):
    THREAT = "threat", _("Threats or violence")
    ANIMAL = "animal", _("Animal")
    HEALTH = "health", _("Danger to health")
    ACCESS = "access", _("Danger on the way in")
    TWO_PEOPLE = "two_people", _("Go in twos")


class Verdict(TextChoices):
    """What a steward said of two records."""

    OPEN = "open", _("To decide")
    SAME = "same", _("One customer")
    DIFFERENT = "different", _("Two customers")


@dataclass(frozen=True, slots=True)
class Contact:
    """`email` and `phone` as typed; `preferred` is how they want to hear about this request."""

    name: str = ""
    email: str = ""
    phone: str = ""
    postal_address: str = ""
    language: str = "en"
    preferred: Preferred = Preferred.EMAIL

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.email or self.phone or self.postal_address)
