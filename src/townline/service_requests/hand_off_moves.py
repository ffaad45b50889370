"""What an event means for work between two teams: handed over, taken up, ended. Pure; read live and in a recount."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any


class Turn(Enum):
    HANDED = auto()
    TAKEN_UP = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """`task` is its uuid; empty for the request itself. `frm` and `to` are teams, of what is handed over."""

    turn: Turn
    task: str = ""
    frm: int = 0
    to: int = 0


_TAKES_UP = {"completed", "customer_asked", "task_taken_up", "task_done"}
_ENDS = {"declined", "merged", "cancelled", "task_not_needed", "task_sent_back"}
HEARD = (
    *("assigned", "service_corrected", "completed", "customer_asked", "declined", "merged", "cancelled"),
    *("task_opened", "task_given", "task_taken_up", "task_done", "task_not_needed", "task_sent_back"),
)
EVENTS = tuple(f"service_request.{name}" for name in HEARD)


def moves_of(*, kind: str, data: Mapping[str, Any]) -> list[Move]:
    """In their order. Passing it on ends what was not taken up."""
    name, task = kind.removeprefix("service_request."), str(data.get("task") or "")
    if name in _TAKES_UP:
        return [Move(Turn.TAKEN_UP, task)]
    if name in _ENDS:
        return [Move(Turn.ENDED, task)]
    frm, to = data.get("from_team_id"), data.get("team_id")
    if name in {"assigned", "task_given", "task_opened"} and frm and to and frm != to:
        return [Move(Turn.ENDED, task), Move(Turn.HANDED, task, frm, to)]
    if name == "service_corrected" and frm and frm != to:
        return [Move(Turn.ENDED, task)]  # it was never that team's
    if name == "assigned" and data.get("assignee_id"):
        return [Move(Turn.TAKEN_UP)]  # within the team: somebody has it
    return []
