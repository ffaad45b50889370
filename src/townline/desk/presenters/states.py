"""The state of a request as a tag."""

from townline.service_requests.workflow import CLOSED, State

_TONES = {State.SUBMITTED: "accent", State.WAITING_FOR_CUSTOMER: "warn", State.COMPLETED: "good"}


def state_tone(state: str) -> str:
    return _TONES.get(State(state), "calm" if state in CLOSED else "accent")
