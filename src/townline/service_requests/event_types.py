"""Events in the life of a request. Ids and codes only: what people wrote stays in its own tables."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class _RequestFact:
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"


@dataclass(frozen=True, slots=True)
class Submitted(_RequestFact):
    """A request came in, with its promise."""

    TYPE: ClassVar[str] = "service_request.submitted"
    service: str
    channel: str
    visibility: str
    team_id: int | None
    due_at: str | None


@dataclass(frozen=True, slots=True)
class Accepted(_RequestFact):
    """Somebody looked at it: it is the City's to do."""

    TYPE: ClassVar[str] = "service_request.accepted"


@dataclass(frozen=True, slots=True)
class Declined(_RequestFact):
    """The City cannot do it; the reason was told to the customer."""

    TYPE: ClassVar[str] = "service_request.declined"
    reason: str


@dataclass(frozen=True, slots=True)
class Merged(_RequestFact):
    """It is the same problem as an earlier request."""

    TYPE: ClassVar[str] = "service_request.merged"
    into: str


@dataclass(frozen=True, slots=True)
class CustomerAsked(_RequestFact):
    """A question went to the customer; the clock stands still."""

    TYPE: ClassVar[str] = "service_request.customer_asked"
    note_id: int


@dataclass(frozen=True, slots=True)
class CustomerAnswered(_RequestFact):
    """The customer answered, or staff did for them; the clock goes on."""

    TYPE: ClassVar[str] = "service_request.customer_answered"
    note_id: int | None
    due_at: str | None


@dataclass(frozen=True, slots=True)
class Assigned(_RequestFact):
    """The work went to a team, and perhaps to a person. `due_at` if a clock went on by it, `waits` if it waits for the customer still."""

    TYPE: ClassVar[str] = "service_request.assigned"
    team_id: int
    assignee_id: int | None
    from_team_id: int | None = None
    from_assignee_id: int | None = None
    due_at: str | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Completed(_RequestFact):
    """The work is done, with its outcome; it waits for approval, or to stand by itself."""

    TYPE: ClassVar[str] = "service_request.completed"
    outcome: str
    photos: int
    approval: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed(_RequestFact):
    """The completion stands: approved, or the grace period ran out."""

    TYPE: ClassVar[str] = "service_request.confirmed"
    how: str


@dataclass(frozen=True, slots=True)
class Reopened(_RequestFact):
    """It is open again, with a new promise."""

    TYPE: ClassVar[str] = "service_request.reopened"
    reason: str
    due_at: str | None


@dataclass(frozen=True, slots=True)
class Disputed(_RequestFact):
    """The customer said: this is not resolved."""

    TYPE: ClassVar[str] = "service_request.disputed"
    note_id: int
    due_at: str | None
    follow_up: str = ""
    number: int = 1
    answer_by: str | None = None


@dataclass(frozen=True, slots=True)
class Cancelled(_RequestFact):
    """The customer withdrew it."""

    TYPE: ClassVar[str] = "service_request.cancelled"


@dataclass(frozen=True, slots=True)
class NoteAdded(_RequestFact):
    """A note was added."""

    TYPE: ClassVar[str] = "service_request.note_added"
    note_id: int
    visibility: str
    from_customer: bool = False


@dataclass(frozen=True, slots=True)
class PhotoAdded(_RequestFact):
    """A picture was added."""

    TYPE: ClassVar[str] = "service_request.photo_added"
    photo: str


@dataclass(frozen=True, slots=True)
class WordsReleased(_RequestFact):
    """Staff let the public read the resident's words, or took that back."""

    TYPE: ClassVar[str] = "service_request.words_released"
    released: bool


@dataclass(frozen=True, slots=True)
class PhotoReleased(_RequestFact):
    """Staff let the public see a picture, or took that back."""

    TYPE: ClassVar[str] = "service_request.photo_released"
    photo: str
    released: bool


@dataclass(frozen=True, slots=True)
class Followed(_RequestFact):
    """Somebody with the same problem wants to be kept informed."""

    TYPE: ClassVar[str] = "service_request.followed"
    customer_id: int


@dataclass(frozen=True, slots=True)
class FollowerAdded(_RequestFact):
    """Staff let somebody who did not ask for it hear of it; `ground` says why, `sees` how much."""

    TYPE: ClassVar[str] = "service_request.follower_added"
    customer_id: int
    role: str
    sees: str
    ground: str


@dataclass(frozen=True, slots=True)
class FollowerRemoved(_RequestFact):
    """Somebody hears no more of it: they said so, or staff did."""

    TYPE: ClassVar[str] = "service_request.follower_removed"
    customer_id: int
    role: str


@dataclass(frozen=True, slots=True)
class FollowedUp(_RequestFact):
    """Somebody asked again about it; `number` says how often by now. An answer is promised by `answer_by`, if one is."""

    TYPE: ClassVar[str] = "service_request.followed_up"
    follow_up: str
    number: int
    channel: str
    note_id: int | None
    answer_by: str | None


@dataclass(frozen=True, slots=True)
class FollowUpAnswered(_RequestFact):
    """Who asked again has an answer, in words or by what was done."""

    TYPE: ClassVar[str] = "service_request.follow_up_answered"
    follow_up: str
    how: str


@dataclass(frozen=True, slots=True)
class FollowedByNew(_RequestFact):
    """Somebody asked again long after it was closed: a new request was made of it."""

    TYPE: ClassVar[str] = "service_request.followed_by_new"
    follow_up: str
    number: int
    request: str


@dataclass(frozen=True, slots=True)
class DisputeJudged(_RequestFact):
    """A supervisor found whether a closing that the customer disputed was right."""

    TYPE: ClassVar[str] = "service_request.dispute_judged"
    follow_up: str
    verdict: str


@dataclass(frozen=True, slots=True)
class FirstContacted(_RequestFact):
    """The department told the customer what will be done and by when; `told` names the way where somebody had told them already."""

    TYPE: ClassVar[str] = "service_request.first_contacted"
    note_id: int
    by_when: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Repromised(_RequestFact):
    """Somebody with the right promised another day, with a reason that the customer reads. Nothing before: it stands still."""

    TYPE: ClassVar[str] = "service_request.repromised"
    note_id: int
    before: str | None
    due_at: str


@dataclass(frozen=True, slots=True)
class ServiceCorrected(_RequestFact):
    """It is another service; its promises were counted anew."""

    TYPE: ClassVar[str] = "service_request.service_corrected"
    was: str
    service: str
    team_id: int | None
    before: str | None
    due_at: str | None
    from_team_id: int | None = None


@dataclass(frozen=True, slots=True)
class PriorityChanged(_RequestFact):
    """It is more urgent than it seemed, or less; its promises were counted anew."""

    TYPE: ClassVar[str] = "service_request.priority_changed"
    was: int
    priority: int
    before: str | None
    due_at: str | None


@dataclass(frozen=True, slots=True)
class DetailsChanged(_RequestFact):
    """The service, the place or the contact was corrected; `fields` names what."""

    TYPE: ClassVar[str] = "service_request.details_changed"
    fields: str


@dataclass(frozen=True, slots=True)
class Imported(_RequestFact):
    """It came from another system. Delivered to nobody."""

    TYPE: ClassVar[str] = "service_request.imported"
    source: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Disposed(_RequestFact):
    """What was personal in it was destroyed under a signed disposal list, whose certificate has this number."""

    TYPE: ClassVar[str] = "service_request.disposed"
    certificate: str


@dataclass(frozen=True, slots=True)
class HeldByWeather(_RequestFact):
    """A significant weather event covers it: its time stands still from that moment."""

    TYPE: ClassVar[str] = "service_request.held_by_weather"
    weather: int
    begin_at: str


@dataclass(frozen=True, slots=True)
class WentOnAfterWeather(_RequestFact):
    """The weather event is over: what was left of the time goes on. No due moment while it waits for something else."""

    TYPE: ClassVar[str] = "service_request.went_on_after_weather"
    weather: int
    due_at: str | None


@dataclass(frozen=True, slots=True)
class Escalated(_RequestFact):
    """These people were told, because a promise runs out or the customer came back."""

    TYPE: ClassVar[str] = "service_request.escalated"
    escalation: str
    trigger: str
    whom: str
    users: list[int]
    by_mail: bool


@dataclass(frozen=True, slots=True)
class EscalationAcknowledged(_RequestFact):
    """Somebody who was told looks after it."""

    TYPE: ClassVar[str] = "service_request.escalation_acknowledged"
    escalation: str
    user: int


@dataclass(frozen=True, slots=True)
class EscalationPassedOn(_RequestFact):
    """Somebody who was told passed it on to another."""

    TYPE: ClassVar[str] = "service_request.escalation_passed_on"
    escalation: str
    user: int
    to: int


@dataclass(frozen=True, slots=True)
class EscalationStepChanged:
    """Who is told when a promise runs out was changed."""

    TYPE: ClassVar[str] = "escalation_step.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "escalation_step"
    changes: dict[str, list[Any]]
