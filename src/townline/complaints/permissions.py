"""Who may see and decide a complaint. Nobody about themselves or their own team; the chief administrative officer's stage is
for managers of other departments. Migration 0002 says the same to the database.
"""

from typing import TYPE_CHECKING

from django.db.models import Q

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.complaints.values import OUTSIDE_DEPARTMENT
from townline.core.words import plain

if TYPE_CHECKING:
    from townline.complaints.models import Complaint

SHORTEST = 3  # a word of a name that says something


def may_handle(*, viewer: Viewer) -> bool:
    return viewer.can(Capability.HANDLE_COMPLAINTS)


def may_decide(*, viewer: Viewer) -> bool:
    return viewer.can(Capability.DECIDE_COMPLAINTS)


def is_concerned(viewer: Viewer) -> Q:
    """Files that are about the viewer, or may be: a name was given, and nobody has said yet who is meant."""
    found = Q(person=viewer.user_id)
    for word in _names(viewer.actor.label):
        found |= Q(person=None, person_search__contains=f" {word} ")
    return found


def open_to(viewer: Viewer) -> Q:
    """Files of complaints that the viewer may open."""
    if not may_handle(viewer=viewer):
        return Q(pk=None)
    allowed = ~is_concerned(viewer) & ~Q(team__in=viewer.teams)
    if not may_decide(viewer=viewer):
        near = Q(department__in=viewer.departments) | Q(department=None) | Q(handler__in=viewer.users)
        return allowed & near & ~Q(stage__in=OUTSIDE_DEPARTMENT)
    return allowed & ~Q(stage__in=OUTSIDE_DEPARTMENT, department__in=viewer.departments)


def is_independent(
    *, complaint: "Complaint", user_id: int, teams: frozenset[int], departments: frozenset[int], name: str = ""
) -> bool:
    """May this person have to do with it, at its stage, whatever their role?"""
    if user_id == complaint.person_id or complaint.team_id in teams:
        return False
    if complaint.person_id is None and any(f" {word} " in complaint.person_search for word in _names(name)):
        return False
    return not (complaint.stage in OUTSIDE_DEPARTMENT and complaint.department_id in departments)


def searchable(name: str) -> str:
    """A name as `person_search` keeps it: its words, each between blanks."""
    words = "".join(letter if letter.isalnum() else " " for letter in plain(name)).split()
    return f" {' '.join(words)} "[:200] if words else ""


def _names(name: str) -> list[str]:
    return [word for word in searchable(name).split() if len(word) >= SHORTEST]
