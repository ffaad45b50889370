"""Major events: a storm, an outage, an election. See docs/decisions/0024."""

from townline.service_requests.operations.major_events.declaring import (
    Declared,
    change,
    declare,
    end,
)
from townline.service_requests.operations.major_events.errors import BeganWrongly, IsOver, MajorEventRefused
from townline.service_requests.operations.major_events.joining import CannotJoin, add_by_hand, join_new, leave
from townline.service_requests.operations.major_events.telling import (
    NobodyListens,
    UpdateEmpty,
    mark_told,
    try_again,
    update_all,
)
from townline.service_requests.operations.major_events.working import (
    NothingToComplete,
    WorkEmpty,
    begin_completing,
    complete_some,
    unfinished,
)

__all__ = [
    "BeganWrongly",
    "CannotJoin",
    "Declared",
    "IsOver",
    "MajorEventRefused",
    "NobodyListens",
    "NothingToComplete",
    "UpdateEmpty",
    "WorkEmpty",
    "add_by_hand",
    "begin_completing",
    "change",
    "complete_some",
    "declare",
    "end",
    "join_new",
    "leave",
    "mark_told",
    "try_again",
    "unfinished",
    "update_all",
]
