"""One request as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.catalog.definitions import Datatype, Question
from townline.core.language import Language, Text
from townline.core.reference import said
from townline.desk.presenters import due
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.contact_points import contact_link, contact_words
from townline.desk.presenters.customers.naming import name_of
from townline.desk.presenters.states import state_tone
from townline.interactions.values import Channel
from townline.routing import queries as routing
from townline.service_requests.values import Outcome
from townline.service_requests.workflow import CLOSED, STATE_NAMES, State, Step, public_track
from townline.ui import times
from townline.ui.summary_list import SummaryRow

if TYPE_CHECKING:
    from townline.service_requests.queries import OtherRequest, Record


@dataclass(frozen=True, slots=True)
class StepView:
    name: object
    state: str
    date: object
    text: str = ""


@dataclass(frozen=True, slots=True)
class OtherView:
    url: str
    said: str
    what: str
    state: object
    when: str


@dataclass(frozen=True, slots=True)
class PhotoView:
    uuid: str
    is_ready: bool
    is_evidence: bool
    is_released: bool


def service_name(record: "Record") -> str:
    service = record.request.service
    return Text(service.name_en, service.name_fr).in_(get_language() or "en")


def head(record: "Record", *, at: datetime) -> dict[str, object]:
    """State, promise and track."""
    request = record.request
    state = State(request.state)
    return {
        "what": service_name(record),
        "reference": request.reference,
        "said": said(request.reference).replace(" ", times.NO_BREAK),
        "state": STATE_NAMES[state],
        "tone": state_tone(state),
        "due": due.due_element(request.due_at, at=at),
        "is_late": request.due_at is not None and request.due_at <= at,
        "is_soon": due.is_soon(request.due_at, at=at),
        "track": track(record),
        "is_sealed": record.is_sealed,
        "is_enforcement": request.visibility == "enforcement",
        "is_private": request.visibility == "private",
        "is_urgent": request.priority == 1,
        "merged_into": said(request.merged_into.reference) if request.merged_into else "",
        "merged_url": record_url(request.merged_into.reference) if request.merged_into else "",
    }


def track(record: "Record") -> list[StepView]:
    """The public track, as the customer sees it now."""
    request = record.request
    steps = public_track(
        state=request.state,
        received=request.submitted_at,
        reviewed=request.reviewed_at,
        assigned=request.assigned_at,
        completed=request.completed_at or request.closed_at,
    )
    is_over = request.state in CLOSED
    stopped = request.state in {State.DECLINED, State.MERGED, State.CANCELLED}
    return [
        StepView(
            step.name,
            _step_state(
                is_current=step.is_current, reached=step.reached_at is not None, is_over=is_over, stopped=stopped
            ),
            times.short(step.reached_at, today=times.day_of(step.reached_at)) if step.reached_at else "",
        )
        for step in steps
        if not (stopped and step.step in {Step.REVIEWED, Step.WORK_ASSIGNED})
    ]


def _step_state(*, is_current: bool, reached: bool, is_over: bool, stopped: bool) -> str:
    if is_current:
        return "stopped" if stopped else "done" if is_over else "now"
    return "done" if reached else "next"


# -- what they said -------------------------------------------------------------------------------
def answers(record: "Record") -> list[SummaryRow]:
    """In the viewer's language, in the words of the version under which it was asked."""
    language = get_language() or "en"
    given: Mapping[str, object] = record.request.answers
    if record.definition is None:
        return [SummaryRow(code, value) for code, value in given.items()]
    asked = {question.code: question for question in record.definition.questions}
    lines = [
        SummaryRow(question.label.in_(language), _said(question, given[question.code], language))
        for question in record.definition.questions
        if question.code in given and question.datatype is not Datatype.STATEMENT
    ]
    return lines + [SummaryRow(code, value) for code, value in given.items() if code not in asked]


def _said(question: Question, value: object, language: str) -> object:
    if isinstance(value, list):
        return [_choice(question, str(part), language) for part in value]
    if question.datatype is Datatype.SINGLE:
        return _choice(question, str(value), language)
    return value


def _choice(question: Question, key: str, language: str) -> str:
    choice = question.choice(key)
    return choice.name.in_(language) if choice else key


def place(record: "Record") -> dict[str, object]:
    request = record.request
    ward = request.ward.name.in_(get_language() or "en") if request.ward else ""
    return {
        "address": request.address or request.place_description,
        "description": request.place_description if request.address else "",
        "ward": ward,
        "block": request.block if request.block != request.address else "",
        "lat": f"{request.lat:.6f}" if request.lat is not None else "",
        "long": f"{request.long:.6f}" if request.long is not None else "",
    }


def photos(record: "Record") -> list[PhotoView]:
    return [
        PhotoView(str(photo.uuid), photo.state == "ready", photo.is_evidence, photo.released_at is not None)
        for photo in record.photos
    ]


# -- who, and what was promised -------------------------------------------------------------------
def customer(record: "Record") -> dict[str, object]:
    request = record.request
    if record.is_sealed or not record.sees_customer:
        return {"is_hidden": True, "is_sealed": record.is_sealed, "may_break_glass": record.may_break_glass}
    person = request.customer
    return {
        "is_hidden": False,
        "name": name_of(person) if person else _("Anonymous"),
        "url": reverse("desk:customer", args=[person.uuid]) if person else "",
        "is_anonymous": person is None,
        "points": [
            {
                "kind": point.kind,
                "value": contact_words(point.kind, point.value),
                "link": contact_link(point.kind, point.value),
                "is_off": point.is_off,
            }
            for point in record.contact_points
        ],
        "postal_address": person.postal_address if person else "",
        "language": {"en": _("Speaks English"), "fr": _("Speaks French")}.get(request.language, request.language),
        "preferred": _preferred(request.preferred) if person else "",
    }


def _preferred(code: str) -> str:
    return {
        "email": _("Wants an e-mail"),
        "call": _("Wants a call"),
        "letter": _("Wants a letter"),
        "nothing": _("Wants no messages"),
    }.get(code, code)


def promises(record: "Record", *, at: datetime) -> list[SummaryRow]:
    """The clock in words."""
    request = record.request
    lines = [SummaryRow(_("Received"), times.ago(request.submitted_at, at=at))]
    if request.promised_at and not record.clocks:
        lines.append(SummaryRow(_("Promise"), due.exact(request.promised_at)))
    channel = dict(Channel.choices).get(request.channel, request.channel)
    lines.append(SummaryRow(_("Channel"), str(channel)))
    if request.outcome:
        lines.append(SummaryRow(_("Outcome"), str(dict(Outcome.choices).get(request.outcome, request.outcome))))
    if request.reopened_count:
        lines.append(SummaryRow(_("Reopened"), str(request.reopened_count)))
    if request.source_id:
        lines.append(SummaryRow(_("Old number"), f"{request.source_id} ({request.source})"))
    return lines


def work(record: "Record") -> list[SummaryRow]:
    """Whose work it is, and why it went there."""
    request, language = record.request, get_language() or "en"
    lines = [SummaryRow(_("Department"), Text(request.department.name_en, request.department.name_fr).in_(language))]
    lines.append(SummaryRow(_("Team"), request.team.name.in_(language) if request.team else _("No team yet")))
    lines.append(SummaryRow(_("Person"), request.assignee.name if request.assignee else _("Nobody yet")))
    if request.route_why:
        lines.append(SummaryRow(_("Why here"), routing.in_words(request.route_why)))
    return lines


def others(found: "list[OtherRequest]", *, at: datetime) -> list[OtherView]:
    is_french = Language.of(get_language()) is Language.FRENCH
    return [
        OtherView(
            record_url(row.reference),
            said(row.reference),
            row.service_fr if is_french else row.service_en,
            STATE_NAMES[State(row.state)],
            times.ago(row.submitted_at, at=at),
        )
        for row in found
    ]


def same_place(record: "Record", *, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "url": record_url(row.reference),
            "said": said(row.reference),
            "reference": row.reference,
            "metres": row.metres,
            "state": STATE_NAMES[State(row.state)],
            "when": times.ago(row.submitted_at, at=at),
        }
        for row in record.near
    ]
