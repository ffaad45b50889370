"""The life of a request: states, verbs, what the public sees. Pure values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused


class State(StrEnum):
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    ASSIGNED = "assigned"
    WAITING_FOR_CUSTOMER = "waiting_for_customer"
    COMPLETED = "completed"  # work done; waits for approval or for the grace period
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    MERGED = "merged"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    MERGE = "merge"
    ASK = "ask"
    ANSWER = "answer"
    ASSIGN = "assign"
    COMPLETE = "complete"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    REOPEN = "reopen"
    DISPUTE = "dispute"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Move:
    frm: frozenset[State]
    to: State


_S = State
TO_BE_WORKED = frozenset({_S.SUBMITTED, _S.REVIEWED, _S.ASSIGNED})
OPEN = TO_BE_WORKED | {_S.WAITING_FOR_CUSTOMER}
CLOSED = frozenset({_S.CONFIRMED, _S.DECLINED, _S.MERGED, _S.CANCELLED})  # as Open311 says it
ENDED = CLOSED | {_S.COMPLETED}

TRANSITIONS: dict[Verb, Move] = {
    Verb.ACCEPT: Move(frozenset({_S.SUBMITTED}), _S.REVIEWED),
    Verb.DECLINE: Move(OPEN, _S.DECLINED),
    Verb.MERGE: Move(OPEN, _S.MERGED),
    Verb.ASK: Move(TO_BE_WORKED, _S.WAITING_FOR_CUSTOMER),
    Verb.ANSWER: Move(frozenset({_S.WAITING_FOR_CUSTOMER}), _S.REVIEWED),
    Verb.ASSIGN: Move(OPEN, _S.ASSIGNED),
    Verb.COMPLETE: Move(frozenset({_S.REVIEWED, _S.ASSIGNED}), _S.COMPLETED),
    Verb.CONFIRM: Move(frozenset({_S.COMPLETED}), _S.CONFIRMED),
    Verb.SEND_BACK: Move(frozenset({_S.COMPLETED}), _S.ASSIGNED),
    Verb.REOPEN: Move(CLOSED, _S.REVIEWED),
    Verb.DISPUTE: Move(frozenset({_S.COMPLETED, _S.CONFIRMED, _S.DECLINED}), _S.REVIEWED),
    Verb.CANCEL: Move(OPEN, _S.CANCELLED),
}


class NotNow(OperationRefused):
    message = _("This cannot be done in the state that the request is in. Open it again to see what has changed.")


def move(state: str, verb: Verb) -> State:
    """The state after the verb. Raises NotNow."""
    transition = TRANSITIONS[verb]
    if state not in transition.frm:
        raise NotNow
    return transition.to


def verbs_in(state: str) -> frozenset[Verb]:
    return frozenset(verb for verb, transition in TRANSITIONS.items() if state in transition.frm)


def pairs() -> set[tuple[State, State]]:
    """Every change of state that the database lets through."""
    return {(frm, move.to) for move in TRANSITIONS.values() for frm in move.frm if frm != move.to}


def resumptions() -> set[tuple[State, State]]:
    """When the customer has answered, a request goes on where it was; reopened work goes back to its team."""
    waiting = {(State.WAITING_FOR_CUSTOMER, state) for state in TO_BE_WORKED}
    return waiting | {(state, State.ASSIGNED) for state in ENDED}


STATE_NAMES = {
    _S.SUBMITTED: _("Received"),
    _S.REVIEWED: _("Reviewed"),
    _S.ASSIGNED: _("Work assigned"),
    _S.WAITING_FOR_CUSTOMER: _("Waiting for customer"),
    _S.COMPLETED: _("Waits for approval"),
    _S.CONFIRMED: _("Completed"),
    _S.DECLINED: _("Cannot do"),
    _S.MERGED: _("Merged"),
    _S.CANCELLED: _("Withdrawn"),
}


class Step(StrEnum):
    """The public track."""

    RECEIVED = "received"
    REVIEWED = "reviewed"
    WORK_ASSIGNED = "work_assigned"
    COMPLETED = "completed"


STEP_NAMES = {
    Step.RECEIVED: _("Received"),
    Step.REVIEWED: _("Reviewed"),
    Step.WORK_ASSIGNED: _("Work assigned"),
    Step.COMPLETED: _("Completed"),
}

PUBLIC_STEP: dict[State, Step] = {
    _S.SUBMITTED: Step.RECEIVED,
    _S.REVIEWED: Step.REVIEWED,
    _S.ASSIGNED: Step.WORK_ASSIGNED,
    _S.WAITING_FOR_CUSTOMER: Step.REVIEWED,
    _S.COMPLETED: Step.WORK_ASSIGNED,
    _S.CONFIRMED: Step.COMPLETED,
    _S.DECLINED: Step.COMPLETED,
    _S.MERGED: Step.COMPLETED,
    _S.CANCELLED: Step.COMPLETED,
}

PUBLIC_WORDS = {
    _S.SUBMITTED: _("Received"),
    _S.REVIEWED: _("Reviewed"),
    _S.ASSIGNED: _("Work assigned"),
    _S.WAITING_FOR_CUSTOMER: _("We asked a question and wait for the answer"),
    _S.COMPLETED: _("Work done, being checked"),
    _S.CONFIRMED: _("Completed"),
    _S.DECLINED: _("Closed: the City cannot do this"),
    _S.MERGED: _("Closed: joined with an earlier report of the same problem"),
    _S.CANCELLED: _("Closed: withdrawn by the person who asked"),
}


@dataclass(frozen=True, slots=True)
class TrackStep:
    step: Step
    reached_at: datetime | None
    is_current: bool

    @property
    def name(self) -> object:
        return STEP_NAMES[self.step]


def open311_status(state: str) -> str:
    return "closed" if state in CLOSED else "open"


def public_track(
    *, state: str, received: datetime, reviewed: datetime | None, assigned: datetime | None, completed: datetime | None
) -> list[TrackStep]:
    """The four steps with the moment each was reached; a step that was skipped takes the moment of the next one."""
    current = PUBLIC_STEP[State(state)]
    order = list(Step)
    moments = [received, reviewed, assigned, completed]
    steps = []
    for position, step in enumerate(order):
        reached = position <= order.index(current)
        later = [moment for moment in moments[position:] if moment]
        steps.append(
            TrackStep(
                step, (moments[position] or (later[0] if later else received)) if reached else None, step is current
            )
        )
    return steps
