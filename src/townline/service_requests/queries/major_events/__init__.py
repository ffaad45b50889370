"""Major events: which go on, their boards, the people who hear an update."""

from townline.service_requests.queries.major_events.board import (
    Board,
    Progress,
    board,
    done,
    major_of_request,
    reports_of,
    told,
    visible_major,
    visible_majors,
)
from townline.service_requests.queries.major_events.listeners import next_listeners, update_of_event, updates_to_write
from townline.service_requests.queries.major_events.running import Running, fitting, running_events, running_for

__all__ = [
    "Board",
    "Progress",
    "Running",
    "board",
    "done",
    "fitting",
    "major_of_request",
    "next_listeners",
    "reports_of",
    "running_events",
    "running_for",
    "told",
    "update_of_event",
    "updates_to_write",
    "visible_major",
    "visible_majors",
]
