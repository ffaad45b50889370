from townline.service_requests.models.assignment import Assignment
from townline.service_requests.models.closing_rule import ClosingRule
from townline.service_requests.models.closure import Closure
from townline.service_requests.models.dispute import Dispute
from townline.service_requests.models.draft import Draft
from townline.service_requests.models.escalation import Escalation, EscalationNotice, EscalationStep
from townline.service_requests.models.follow_up import FollowUp
from townline.service_requests.models.follower import Follower
from townline.service_requests.models.hand_off import Agreement, HandOff
from townline.service_requests.models.major_event import (
    MajorEvent,
    MajorLeft,
    MajorListener,
    MajorReport,
    MajorUpdate,
    MajorWork,
    MajorWorkItem,
)
from townline.service_requests.models.note import Note
from townline.service_requests.models.open_count import OpenCount
from townline.service_requests.models.photo import Photo, PhotoState
from townline.service_requests.models.sender_count import SenderCount
from townline.service_requests.models.service_request import ServiceRequest
from townline.service_requests.models.task import Task, TaskNeed, TaskPhoto
from townline.service_requests.models.task_plan import TaskPlan, TaskStep
from townline.service_requests.models.word import Word
from townline.service_requests.values import NoteVisibility, Outcome

__all__ = [
    "Agreement",
    "Assignment",
    "ClosingRule",
    "Closure",
    "Dispute",
    "Draft",
    "Escalation",
    "EscalationNotice",
    "EscalationStep",
    "FollowUp",
    "Follower",
    "HandOff",
    "MajorEvent",
    "MajorLeft",
    "MajorListener",
    "MajorReport",
    "MajorUpdate",
    "MajorWork",
    "MajorWorkItem",
    "Note",
    "NoteVisibility",
    "OpenCount",
    "Outcome",
    "Photo",
    "PhotoState",
    "SenderCount",
    "ServiceRequest",
    "Task",
    "TaskNeed",
    "TaskPhoto",
    "TaskPlan",
    "TaskStep",
    "Word",
]
