"""A request as the public and its customer see it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import ServiceDefinition
from townline.core.errors import NotFound
from townline.core.promised import last_day
from townline.places.values import Location
from townline.portal.presenters.flow import speaks
from townline.service_requests import queries as service_requests
from townline.service_requests import workflow
from townline.service_requests.values import Sees
from townline.service_requests.workflow import PUBLIC_WORDS, State, Step
from townline.ui import times

if TYPE_CHECKING:
    from townline.service_requests.models import Note, ServiceRequest

TONES = {
    State.SUBMITTED: "calm",
    State.REVIEWED: "accent",
    State.ASSIGNED: "accent",
    State.WAITING_FOR_CUSTOMER: "warn",
    State.COMPLETED: "accent",
    State.CONFIRMED: "good",
    State.DECLINED: "calm",
    State.MERGED: "calm",
    State.CANCELLED: "calm",
}
_NOT_DONE = {State.DECLINED, State.MERGED, State.CANCELLED}


@dataclass(frozen=True, slots=True)
class TrackRow:
    """What `components/track.html` reads."""

    name: str
    state: str
    date: object
    text: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    text: str
    who: str
    at: datetime
    is_own: bool


def step_words() -> dict[str, str]:
    return {state.value: str(words) for state, words in PUBLIC_WORDS.items()}


def step_of(state: str) -> tuple[str, str]:
    """The public words of a state, and the tone of their tag."""
    return str(PUBLIC_WORDS[State(state)]), TONES[State(state)]


def expected_in_words(entry: ServiceEntry, *, at: datetime, place: Location | None = None) -> str:
    """The day by which it should be done if it is sent now, from there."""
    day = last_day(service_requests.expected_by(entry=entry, place=place or Location(), at=at))
    return times.in_words(day, today=times.day_of(at))


def promise_of(request: "ServiceRequest") -> str:
    """The day by which it should be done; nothing once it is, or while the clock stands still."""
    if not request.due_at or not request.is_open:
        return ""
    return times.in_words(last_day(request.due_at), today=timezone.localdate())


def is_late(request: "ServiceRequest", *, at: datetime) -> bool:
    return bool(request.due_at and request.is_open and request.due_at < at)


def service_name(request: "ServiceRequest") -> str:
    """As it was called when the request was made."""
    try:
        definition = catalog.definition_of(service_id=request.service_id, number=request.service_number)
    except NotFound:
        return request.service.name_fr if speaks() == "fr" else request.service.name_en
    return definition.name.in_(speaks())


def service_names() -> dict[int, str]:
    return {number: entry.definition.name.in_(speaks()) for number, entry in catalog.catalogue().by_id.items()}


def track_for(request: "ServiceRequest", *, sees: Sees) -> list[TrackRow]:
    """The same for whoever was let see so much."""
    rows = public_track(request)
    if sees is not Sees.STEPS:
        return rows
    return [replace(row, text="") if row.text == request.status_notes else row for row in rows]


def public_track(request: "ServiceRequest") -> list[TrackRow]:
    """Received, Reviewed, Work assigned, Completed, with the day of each and what happens next."""
    state = State(request.state)
    steps = workflow.public_track(
        state=request.state,
        received=request.submitted_at,
        reviewed=request.reviewed_at,
        assigned=request.assigned_at,
        completed=request.closed_at or request.completed_at,
    )
    if state in _NOT_DONE:
        return [*_reached(request, steps), _closed(request)]
    return [
        TrackRow(
            str(step.name), _state_of_step(step, state), step.reached_at or "", _text_of_step(request, step, state)
        )
        for step in steps
    ]


def _reached(request: "ServiceRequest", steps: list[workflow.TrackStep]) -> list[TrackRow]:
    """Of a request that was closed without work: only the steps that really were."""
    really = {
        Step.RECEIVED: request.submitted_at,
        Step.REVIEWED: request.reviewed_at,
        Step.WORK_ASSIGNED: request.assigned_at,
    }
    return [TrackRow(str(step.name), "done", really[step.step], "") for step in steps if really.get(step.step)]


def _closed(request: "ServiceRequest") -> TrackRow:
    words, _tone = step_of(request.state)
    return TrackRow(words, "stopped", request.closed_at or "", request.status_notes)


def _state_of_step(step: workflow.TrackStep, state: State) -> str:
    if step.reached_at is None:
        return "next"
    is_last = step.step is Step.COMPLETED
    return "now" if step.is_current and not is_last else "done"


def _text_of_step(request: "ServiceRequest", step: workflow.TrackStep, state: State) -> str:
    if state is State.CONFIRMED and step.step is Step.COMPLETED:
        return request.status_notes
    if step.is_current:
        return _text_now(request, state)
    if step.reached_at is None and step.step is Step.COMPLETED and (promise := promise_of(request)):
        return _("We expect to finish by %s.") % promise
    return ""


def _text_now(request: "ServiceRequest", state: State) -> str:
    return {
        State.SUBMITTED: _("A person looks at it next."),
        State.REVIEWED: _("It is ours to do. Next, a team gets the work."),
        State.ASSIGNED: _("A team has the work."),
        State.WAITING_FOR_CUSTOMER: _("We asked the person who reported this a question and wait for the answer."),
        State.COMPLETED: _("The work is done and is being checked."),
    }.get(state, "")


def note_rows(notes: "list[Note]", *, department: str, is_reporter: bool = True) -> list[NoteRow]:
    """Staff are named by their department: the names of people stay inside. Nor does a follower learn who reported it."""
    customer = _("You") if is_reporter else _("The person who reported it")
    return [
        NoteRow(
            note.text,
            customer if note.from_customer else department,
            note.written_at,
            note.from_customer and is_reporter,
        )
        for note in notes
    ]


def department_name(request: "ServiceRequest") -> str:
    return request.department.name_fr if speaks() == "fr" else request.department.name_en


def how_told(request: "ServiceRequest") -> str:
    """What the customer will hear, said on the last page."""
    return {
        "email": _("You get an e-mail with a private link to your request. We write again at each step."),
        "call": _("We call you when something happens."),
        "letter": _("We write you a letter when something happens."),
    }.get(
        request.preferred if request.customer_id else "",
        _("You asked not to be told. Keep the number or the private link to look it up."),
    )


def answer_rows(request: "ServiceRequest") -> list[dict[str, object]]:
    """The answers in the words of the form under which they were given."""
    try:
        definition = catalog.definition_of(service_id=request.service_id, number=request.service_number)
    except NotFound:
        return []
    return answers_in_words(definition, request.answers)


def answers_in_words(definition: ServiceDefinition, answers: dict[str, object]) -> list[dict[str, object]]:
    language = speaks()
    rows: list[dict[str, object]] = []
    for question in definition.questions:
        given = answers.get(question.code)
        if given in (None, "", []):
            continue
        keys = [str(key) for key in given] if isinstance(given, list) else [str(given)]
        words = [choice.name.in_(language) if (choice := question.choice(key)) else _plain(key) for key in keys]
        rows.append({"code": question.code, "name": question.label.in_(language), "value": words})
    return rows


def _plain(value: str) -> str:
    """A day as a day; everything else as it was typed."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return times.in_words(moment.date(), today=timezone.localdate()) if len(value) > 9 and value[4:5] == "-" else value
