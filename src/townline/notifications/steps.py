"""Which event is told to whom, and by what. One table."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from townline.service_requests.values import Sees


class Step(StrEnum):
    RECEIVED = "received"
    REVIEWED = "reviewed"
    WORK_ASSIGNED = "work_assigned"
    WHAT_AND_WHEN = "what_and_when"
    NEW_DATE = "new_date"
    QUESTION = "question"
    NOTE = "note"
    WORK_DONE = "work_done"
    COMPLETED = "completed"
    DECLINED = "declined"
    MERGED = "merged"
    MERGED_APART = "merged_apart"  # into one that is not public: its news are not this customer's
    REOPENED = "reopened"
    DISPUTE_RECEIVED = "dispute_received"
    WITHDRAWN = "withdrawn"
    FOLLOWING = "following"
    KEPT_INFORMED = "kept_informed"  # staff added somebody who hears of it
    WITHDRAWN_BY_OTHER = "withdrawn_by_other"  # for those who only followed it
    ASKED_AGAIN = "asked_again"
    COUNCIL_CONSENT = "council_consent"
    MAJOR_UPDATE = "major_update"
    COMPLAINT_RECEIVED = "complaint_received"
    COMPLAINT_NEWS = "complaint_news"
    COMPLAINT_DECIDED = "complaint_decided"
    COMPLAINT_NEXT_STAGE = "complaint_next_stage"
    COMPLAINT_CLOSED = "complaint_closed"
    PRAISE_RECEIVED = "praise_received"
    PRAISE_ANSWERED = "praise_answered"


STEP_NAMES = {
    Step.RECEIVED: _("We received a request"),
    Step.REVIEWED: _("We reviewed it"),
    Step.WORK_ASSIGNED: _("Work is assigned"),
    Step.WHAT_AND_WHEN: _("What will be done and by when"),
    Step.NEW_DATE: _("Another date"),
    Step.QUESTION: _("We ask the customer"),
    Step.NOTE: _("We wrote a note to the customer"),
    Step.WORK_DONE: _("Work done, being checked"),
    Step.COMPLETED: _("It is completed"),
    Step.DECLINED: _("We cannot do it"),
    Step.MERGED: _("Joined with an earlier report"),
    Step.MERGED_APART: _("Joined with a request that is not public"),
    Step.REOPENED: _("It is open again"),
    Step.DISPUTE_RECEIVED: _("The customer said: this is not resolved"),
    Step.WITHDRAWN: _("The customer withdrew it"),
    Step.FOLLOWING: _("Somebody follows it"),
    Step.KEPT_INFORMED: _("We added somebody who is told of it"),
    Step.WITHDRAWN_BY_OTHER: _("Withdrawn, for those who follow it"),
    Step.ASKED_AGAIN: _("We received what somebody asked again"),
    Step.COUNCIL_CONSENT: _("A council office says that the customer consented"),
    Step.MAJOR_UPDATE: _("News of a major event"),
    Step.COMPLAINT_RECEIVED: _("We received a complaint"),
    Step.COMPLAINT_NEWS: _("How a complaint stands"),
    Step.COMPLAINT_DECIDED: _("We decided on a complaint"),
    Step.COMPLAINT_NEXT_STAGE: _("A complaint is at the next stage"),
    Step.COMPLAINT_CLOSED: _("A complaint is closed"),
    Step.PRAISE_RECEIVED: _("We received a compliment or a suggestion"),
    Step.PRAISE_ANSWERED: _("We answered a compliment or a suggestion"),
}


# For those who may not read the words that are the whole of another step.
WITHOUT_WORDS = {Step.WHAT_AND_WHEN: Step.REVIEWED}
# A call about these has to be made, whatever is told later.
NEVER_REPLACED = frozenset({Step.NOTE, Step.COUNCIL_CONSENT})


@dataclass(frozen=True, slots=True)
class Telling:
    """`by_voice`: worth a call or a letter to somebody without e-mail. `at_once`: nothing that staff might still undo.

    `followers`: told to others than the person who asked too, in the words of `others` where these differ, and to those
    who see at least so much. `is_news`: says how the work stands, which keeps the promise to inform.
    """

    step: Step
    by_voice: bool = True
    at_once: bool = False
    followers: bool = True
    others: Step | None = None
    sees: Sees = Sees.STEPS
    is_news: bool = True


TELLINGS: dict[str, Telling] = {
    "service_request.submitted": Telling(Step.RECEIVED, at_once=True, followers=False),
    "service_request.accepted": Telling(Step.REVIEWED, by_voice=False),
    "service_request.assigned": Telling(Step.WORK_ASSIGNED, by_voice=False),
    "service_request.first_contacted": Telling(Step.WHAT_AND_WHEN),
    "service_request.repromised": Telling(Step.NEW_DATE),
    "service_request.service_corrected": Telling(Step.NEW_DATE, by_voice=False),
    "service_request.priority_changed": Telling(Step.NEW_DATE, by_voice=False),
    "service_request.customer_asked": Telling(Step.QUESTION, followers=False),
    "service_request.note_added": Telling(Step.NOTE, sees=Sees.PUBLIC),
    "service_request.completed": Telling(Step.WORK_DONE, by_voice=False),
    "service_request.confirmed": Telling(Step.COMPLETED, at_once=True),
    "service_request.declined": Telling(Step.DECLINED),
    "service_request.merged": Telling(Step.MERGED),
    "service_request.reopened": Telling(Step.REOPENED),
    "service_request.sent_back": Telling(Step.REOPENED, by_voice=False),
    "service_request.disputed": Telling(Step.DISPUTE_RECEIVED, at_once=True, by_voice=False, others=Step.REOPENED),
    "service_request.cancelled": Telling(Step.WITHDRAWN, at_once=True, by_voice=False, others=Step.WITHDRAWN_BY_OTHER),
    "council.consent_shown": Telling(Step.COUNCIL_CONSENT, at_once=True, followers=False, is_news=False),
}

COMPLAINT_TELLINGS: dict[str, Telling] = {
    "complaint.received": Telling(Step.COMPLAINT_RECEIVED, at_once=True),
    "complaint.informed": Telling(Step.COMPLAINT_NEWS),
    "complaint.decided": Telling(Step.COMPLAINT_DECIDED),
    "complaint.escalated": Telling(Step.COMPLAINT_NEXT_STAGE, at_once=True),
    "complaint.closed": Telling(Step.COMPLAINT_CLOSED),
    "praise.received": Telling(Step.PRAISE_RECEIVED, by_voice=False, at_once=True),
    "praise.answered": Telling(Step.PRAISE_ANSWERED),
}
ABOUT_COMPLAINTS = frozenset(telling.step for telling in COMPLAINT_TELLINGS.values() if "praise" not in telling.step)
ABOUT_PRAISE = frozenset({Step.PRAISE_RECEIVED, Step.PRAISE_ANSWERED})
