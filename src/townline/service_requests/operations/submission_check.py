"""Is a submission complete and right? Checked against the catalogue and the map before anything is written."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from townline.catalog import answers as catalog_answers
from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import Choice, Kind, PlaceRule
from townline.core.errors import OperationRefused
from townline.customers import operations as customers
from townline.customers import queries as known_customers
from townline.places import queries as places
from townline.places.values import AreaRef
from townline.service_requests.values import LONGEST_DESCRIPTION, Submission


class SubmissionRejected(OperationRefused):
    """`errors` is {field: sentence}; answers are named `answers.<code>`."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(" ".join(errors.values()))


class HazardStops(OperationRefused):
    """An answer is a hazard: nothing is taken in, and the person is told what to do at once."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        super().__init__(choice.stop.en)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the submission means: the service, the answers that count, the ward, the contact as a document."""

    entry: ServiceEntry
    answers: dict[str, object]
    ward: AreaRef | None
    contact: dict[str, object] | None


def check(submission: Submission, *, at: datetime) -> Checked:
    """Raises NotFound for an unknown service, HazardStops, SubmissionRejected with every fault at once."""
    entry = catalog.catalogue().service(submission.service_code)
    definition = entry.definition
    errors: dict[str, str] = {}
    if definition.kind is not Kind.REQUEST:
        errors["service_code"] = _("This service has nothing to send: its page has the answer.")
    hazard = catalog_answers.hazard_in(definition=definition, answers=submission.answers)
    if hazard:
        raise HazardStops(hazard)
    answers: dict[str, object] = {}
    try:
        answers = catalog_answers.check(definition=definition, answers=submission.answers)
    except catalog_answers.AnswersRejected as error:
        errors |= {f"answers.{code}": sentence for code, sentence in error.errors.items()}
    if len(submission.description) > LONGEST_DESCRIPTION:
        errors["description"] = _("Write at most %s characters.") % LONGEST_DESCRIPTION
    if submission.contact.is_empty and not submission.spoken_for and not definition.anonymous_allowed:
        errors["contact"] = _(
            "We need to know how to reach you for this service. Give an e-mail address or a telephone number."
        )
    ward = _ward(submission, definition.place, errors, at)
    contact = _on_behalf(submission, errors, at) if submission.spoken_for else _contact(submission, errors)
    if errors:
        raise SubmissionRejected(errors)
    return Checked(entry, answers, ward, contact)


def _ward(submission: Submission, rule: PlaceRule, errors: dict[str, str], at: datetime) -> AreaRef | None:
    place = submission.location
    if place.is_empty and rule is PlaceRule.REQUIRED:
        errors["location"] = _("Say where it is: a point on the map, an address, or a description of the place.")
    if place.lat is None or place.long is None:
        return None
    if not (-90 <= place.lat <= 90 and -180 <= place.long <= 180):
        errors["location"] = _("That point is not on the map. Choose the place again.")
        return None
    areas = places.areas_at(lat=place.lat, long=place.long, on=at.date())
    if not areas and rule is not PlaceRule.NONE and places.has_areas():
        errors["location"] = _(
            "That place is outside the city. Choose a place inside it, or call the municipality there."
        )
    return areas.get("ward")


def _on_behalf(submission: Submission, errors: dict[str, str], at: datetime) -> dict[str, object] | None:
    """It becomes the request of who is spoken for; the consent must hold at this moment."""
    speaker, other = submission.spoken_by, submission.spoken_for
    assert other is not None
    if speaker is None or not known_customers.may_speak_for(speaker=speaker, other=other, at=at):
        errors["contact"] = _(
            "They may not speak for this person: the consent has ended, was taken back or was never given. "
            "Ask the person themselves, or write down a new consent."
        )
        return None
    return {"customer_id": known_customers.customer_of(uuid=other).pk}


def _contact(submission: Submission, errors: dict[str, str]) -> dict[str, object] | None:
    try:
        return customers.document_of(contact=submission.contact)
    except customers.ContactRejected as error:
        errors |= {f"contact.{name}": sentence for name, sentence in error.errors.items()}
        return None
