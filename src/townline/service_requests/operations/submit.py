"""Take in a request: check, route, promise, write. One statement in the database is the whole transaction (decision 0007)."""

import uuid
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, IntegrityError
from django.db.models import Q

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core import reference
from townline.core.actor import RESIDENT, Actor
from townline.core.documents import as_json
from townline.core.errors import NotFound
from townline.core.transactions import transaction, transaction_required
from townline.core.words import plain
from townline.customers import queries as customers
from townline.customers.values import Preferred
from townline.events import operations as events
from townline.events import wiring
from townline.interactions import operations as interactions
from townline.interactions.values import Purpose
from townline.places import queries as places
from townline.places.values import public_block_of
from townline.privacy import operations as privacy
from townline.privacy.operations import Given, NoWordsYet
from townline.privacy.values import Method
from townline.routing import queries as routing
from townline.service_levels.planning import Planned, documents_of, plan
from townline.service_levels.values import ClockKind
from townline.service_requests import event_types
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations.submission_check import Checked, HazardStops, SubmissionRejected, check
from townline.service_requests.queries.prepared import fetched_row
from townline.service_requests.queries.promised import Hears, promises_for
from townline.service_requests.values import Submission
from townline.service_requests.workflow import State

__all__ = ["HazardStops", "SubmissionRejected", "submit"]

_SUBMIT = (
    "SELECT * FROM service_requests_submit(%s::json, %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb, %s::text[], %s::uuid)"
)
# A request about which nothing is known, column by column.
_BLANK: dict[str, Any] = {field.attname: field.get_default() for field in ServiceRequest._meta.concrete_fields}
_NOW, _DUE = ("state_since_at", "submitted_at", "updated_at"), ("due_at", "promised_at")  # two moments, said five times
ON_THE_SPOT = frozenset({"phone", "counter"})
_TRIES = 5  # a reference is taken already once in some hundred times when there are a million


def submit(*, submission: Submission, by: Actor | Viewer, at: datetime) -> ServiceRequest:
    """The new request; the earlier one if this very submission was sent before.

    Raises NotFound for an unknown service, HazardStops, SubmissionRejected.
    """
    actor = by.actor if isinstance(by, Viewer) else by
    checked = check(submission, at=at)
    for attempt in range(_TRIES):
        row, planned = _row(submission, checked, by=actor, at=at)
        try:
            return _write_and_agree(submission, checked, row, planned, by=by, at=at)
        except IntegrityError:
            # The reference is taken, or the same form was sent twice at the same moment and the other one has won.
            earlier = _earlier(submission)
            if earlier is not None:
                return earlier
            if attempt == _TRIES - 1:
                raise
    raise AssertionError


def _write_and_agree(
    submission: Submission,
    checked: Checked,
    row: dict[str, Any],
    planned: list[Planned],
    *,
    by: Actor | Viewer,
    at: datetime,
) -> ServiceRequest:
    """Without a ticked box the one statement stays the whole transaction."""
    if not submission.agreed:
        return _write(submission, checked, row, planned, by=by, at=at)
    with transaction():
        made = _write(submission, checked, row, planned, by=by, at=at)
        if made.uuid == row["uuid"] and made.customer_id:
            _agree(submission, made.customer_id, at=at)
    return made


@transaction_required
def _agree(submission: Submission, customer_id: int, *, at: datetime) -> None:
    """Whatever the person ticked themselves, in the words that stood beside the box."""
    customer = customers.customer_by_id(customer_id=customer_id)
    assert customer is not None
    for box in submission.agreed:
        given = Given(box.scope, Method.ONLINE, language=submission.language, version_id=box.version_id)
        with suppress(NoWordsYet, NotFound):  # nobody is asked this any more since the page was opened
            privacy.give_consent(person=customer.uuid, given=given, by=RESIDENT, at=at)


def _earlier(submission: Submission) -> ServiceRequest | None:
    same = Q(pk=None)
    if submission.submission_key:
        same |= Q(submission_key=submission.submission_key)
    if submission.client_key:
        same |= Q(client_key=submission.client_key)
    return ServiceRequest.objects.filter(same).first()


def _write(
    submission: Submission,
    checked: Checked,
    row: dict[str, Any],
    planned: list[Planned],
    *,
    by: Actor | Viewer,
    at: datetime,
) -> ServiceRequest:
    actor = by.actor if isinstance(by, Viewer) else by
    interaction = interactions.document_of(
        channel=submission.channel,
        purpose=Purpose.REQUEST,
        subject=row["uuid"],
        language=submission.language,
        by=actor,
        at=at,
        within=submission.within,
        notice_version_id=submission.notice_version_id,
        handling=_handling(submission, by, at),
    )
    fact = event_types.Submitted(
        checked.entry.code, submission.channel, row["visibility"], row["team_id"], row["due_at"].isoformat()
    )
    event = events.document_of(fact, subject=row["uuid"], by=actor, at=at)
    said = row | dict.fromkeys(_NOW, at.isoformat()) | dict.fromkeys(_DUE, row["due_at"].isoformat())
    request = as_json({name: value for name, value in said.items() if value is not None})
    documents = [
        as_json(document) if document is not None else None for document in (checked.contact, interaction, event)
    ]
    clocks = as_json(documents_of(planned))
    handlers = f"{{{','.join(wiring.names_for(fact.TYPE))}}}"  # as the database writes an array
    made = fetched_row(_SUBMIT, [request, clocks, *documents, handlers, submission.draft])
    assert made is not None
    row["id"], row["customer_id"], is_new = made
    if not is_new:
        return ServiceRequest.objects.get(pk=row["id"])
    return ServiceRequest.from_db(DEFAULT_DB_ALIAS, row.keys(), row.values())


def _handling(submission: Submission, by: Actor | Viewer, at: datetime) -> dict[str, Any] | None:
    """Who takes a request down for somebody has had a contact, and wraps it up."""
    if submission.within or not isinstance(by, Viewer) or not by.can(Capability.RECORD_CONTACTS):
        return None
    return interactions.handling_of(
        by=by,
        at=at,
        began_at=submission.began_at,
        topic=submission.service_code,
        postal_code=submission.location.postal_code,
    )


def _hears(submission: Submission, checked: Checked) -> Hears:
    """Whom nobody can tell anything is promised no word; who asks on the telephone is told there and then that it came."""
    if checked.contact is None or submission.contact.preferred is Preferred.NOTHING:
        return Hears.NOTHING
    return Hears.NEWS if submission.channel in ON_THE_SPOT else Hears.ALL


def _row(submission: Submission, checked: Checked, *, by: Actor, at: datetime) -> tuple[dict[str, Any], list[Planned]]:
    place, entry = submission.location, checked.entry
    route = routing.team_for(
        service_code=entry.code,
        default_team_id=entry.team_id or 0,
        default_department_id=entry.department_id,
        areas=[checked.ward.code] if checked.ward else [],
        answers=checked.answers,
    )
    road_class = places.road_class_at(place=place) if entry.definition.asks_for_road else ""
    promises = promises_for(
        definition=entry.definition,
        priority=entry.definition.priority,
        road_class=road_class,
        hears=_hears(submission, checked),
        at=at,
    )
    planned = plan(promises=promises, at=at, department_id=route.department_id)
    due_at = next(one.due_at for one in planned if one.kind is ClockKind.RESOLUTION)
    row = _BLANK | {
        "uuid": uuid.uuid4(),
        "reference": reference.issue(),
        "service_id": entry.id,
        "service_number": entry.number,
        "visibility": entry.definition.visibility.value,
        "description": submission.description.strip(),
        "answers": checked.answers,
        "priority": entry.definition.priority,
        "words": plain(" ".join(filter(None, [submission.description, place.address, place.description]))),
        "media_url": submission.media_url,
        "channel": submission.channel,
        "language": submission.language,
        "preferred": submission.contact.preferred.value,
        "taken_by_id": by.id if by.is_staff else None,
        "submission_key": submission.submission_key,
        "client_key": submission.client_key,
        "address": place.address.strip(),
        "block": public_block_of(place.address),
        "postal_code": place.postal_code,
        "place_description": place.description.strip(),
        "lat": place.lat,
        "long": place.long,
        "road_class": road_class,
        "ward_id": checked.ward.id if checked.ward else None,
        "department_id": route.department_id,
        "team_id": route.team_id or None,
        "route_why": route.why,
        "state": State.SUBMITTED.value,
        "state_since_at": at,
        "submitted_at": at,
        "updated_at": at,
        "due_at": due_at,
        "promised_at": due_at,
    }
    return row, planned
