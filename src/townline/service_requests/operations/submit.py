"""Take in a request: check, route, promise, write; all in one transaction."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _

from townline.accounts.values import Viewer
from townline.catalog import answers as catalog_answers
from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import Choice, Kind, PlaceRule
from townline.core import reference
from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.core.words import plain
from townline.customers import operations as customers
from townline.events import operations as events
from townline.interactions import operations as interactions
from townline.interactions.values import Purpose
from townline.places import queries as places
from townline.places.values import AreaRef, block_of
from townline.routing import queries as routing
from townline.routing.queries import Route
from townline.service_levels import operations as service_levels
from townline.service_requests import event_types
from townline.service_requests.models import Photo, ServiceRequest
from townline.service_requests.values import LONGEST_DESCRIPTION, Submission
from townline.service_requests.workflow import State

if TYPE_CHECKING:
    from townline.customers.models import Customer


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
class _Checked:
    entry: ServiceEntry
    answers: dict[str, object]
    ward: AreaRef | None


def submit(*, submission: Submission, by: Actor | Viewer, at: datetime) -> ServiceRequest:
    """The new request; the earlier one if this very submission was sent before.

    Raises NotFound for an unknown service, HazardStops, SubmissionRejected.
    """
    actor = by.actor if isinstance(by, Viewer) else by
    checked = _check(submission, at)
    try:
        with transaction():
            number = reference.issue()
            earlier = _earlier(submission, number)
            return earlier or _write(submission, checked, number=number, by=actor, at=at)
    except IntegrityError:
        # The same form was sent twice at the same moment: the other one has won.
        earlier = _earlier(submission, "")
        if earlier is None:
            raise
        return earlier


def _earlier(submission: Submission, number: str) -> ServiceRequest | None:
    same = Q(reference=number)
    if submission.submission_key:
        same |= Q(submission_key=submission.submission_key)
    if submission.client_key:
        same |= Q(client_key=submission.client_key)
    found = ServiceRequest.objects.filter(same).first()
    if found and found.reference == number:
        raise IntegrityError(number)
    return found


def _check(submission: Submission, at: datetime) -> _Checked:
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
    if submission.contact.is_empty and not definition.anonymous_allowed:
        errors["contact"] = _("We need to know how to reach you for this service. Give an e-mail address or a telephone number.")
    ward = _ward(submission, definition.place, errors, at)
    if errors:
        raise SubmissionRejected(errors)
    return _Checked(entry, answers, ward)


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
        errors["location"] = _("That place is outside the city. Choose a place inside it, or call the municipality there.")
    return areas.get("ward")


def _write(submission: Submission, checked: _Checked, *, number: str, by: Actor, at: datetime) -> ServiceRequest:
    try:
        customer = customers.identify(contact=submission.contact, at=at)
    except customers.ContactRejected as error:
        raise SubmissionRejected({f"contact.{name}": sentence for name, sentence in error.errors.items()}) from None
    entry = checked.entry
    route = routing.team_for(
        service_code=entry.code,
        default_team_id=entry.team_id or 0,
        default_department_id=entry.department_id,
        areas=[checked.ward.code] if checked.ward else [],
        answers=checked.answers,
    )
    subject = uuid.uuid4()
    due_at = service_levels.start(subject=subject, business_days=entry.definition.resolution_days, at=at)
    request = _row(submission, checked, customer=customer, route=route, number=number, by=by, at=at)
    request.uuid, request.due_at, request.promised_at = subject, due_at, due_at
    request.save(force_insert=True)
    if submission.draft:
        Photo.objects.filter(draft=submission.draft, request=None).update(request=request)
    interactions.record(
        customer=customer, channel=submission.channel, purpose=Purpose.REQUEST, subject=subject,
        language=submission.language, by=by, at=at,
    )
    fact = event_types.Submitted(entry.code, submission.channel, request.visibility, request.team_id, due_at.isoformat())
    events.record(fact, subject=subject, by=by, at=at)
    return request


def _row(
    submission: Submission, checked: _Checked, *, customer: "Customer | None", route: Route, number: str, by: Actor, at: datetime
) -> ServiceRequest:
    place, entry = submission.location, checked.entry
    words = plain(" ".join(filter(None, [submission.description, place.address, place.description])))
    return ServiceRequest(
        reference=number,
        service_id=entry.id,
        service_number=entry.number,
        visibility=entry.definition.visibility.value,
        description=submission.description.strip(),
        answers=checked.answers,
        priority=entry.definition.priority,
        words=words,
        media_url=submission.media_url,
        customer=customer,
        channel=submission.channel,
        language=submission.language,
        preferred=submission.contact.preferred.value,
        taken_by_id=by.id if by.is_staff else None,
        submission_key=submission.submission_key,
        client_key=submission.client_key,
        address=place.address.strip(),
        block=block_of(place.address),
        postal_code=place.postal_code,
        place_description=place.description.strip(),
        lat=place.lat,
        long=place.long,
        ward_id=checked.ward.id if checked.ward else None,
        department_id=route.department_id,
        team_id=route.team_id or None,
        route_why=route.why,
        state=State.SUBMITTED,
        state_since_at=at,
        submitted_at=at,
        updated_at=at,
    )
