"""Who may see a task, and who may do what with it."""

from django.db.models import Q

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.service_requests import permissions
from townline.service_requests.models import ServiceRequest, Task


def may_see_tasks(viewer: Viewer) -> Q:
    """Of their team, department or own; and of every request that they may open."""
    theirs = Q(team__in=viewer.teams) | Q(team__department__in=viewer.departments) | Q(assignee__in=viewer.users)
    return theirs | Q(request__in=ServiceRequest.objects.filter(permissions.may_see(viewer)))


def is_theirs(*, task: Task, viewer: Viewer) -> bool:
    return (
        task.team_id in viewer.teams
        or task.team.department_id in viewer.departments
        or (task.assignee_id is not None and task.assignee_id in viewer.users)
    )


def may_work_on(*, task: Task, viewer: Viewer) -> bool:
    """Begin with it, say that it is done: only whose task it is."""
    return viewer.can_for(Capability.WORK_ON_REQUESTS, team_id=task.team_id) and is_theirs(task=task, viewer=viewer)


def may_plan(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """Add tasks, say that one is not needed, send one back: whose request it is."""
    if request.disposed_at is not None or not viewer.can_for(Capability.WORK_ON_REQUESTS, team_id=request.team_id):
        return False
    if permissions.is_theirs(request=request, viewer=viewer):
        return True
    return viewer.can(Capability.SEE_ALL_REQUESTS) and request.visibility != permissions.ENFORCEMENT


def may_give(*, task: Task, viewer: Viewer) -> bool:
    """To another team or person: both sides."""
    if not viewer.can_for(Capability.ASSIGN, team_id=task.team_id):
        return False
    return is_theirs(task=task, viewer=viewer) or may_plan(request=task.request, viewer=viewer)


def sees_words(*, task: Task, viewer: Viewer) -> bool:
    """What the resident wrote, and their pictures. Of an enforcement case only who works on the case, not on one task of it."""
    if task.request.visibility != permissions.ENFORCEMENT:
        return True
    return permissions.may_see_customer(request=task.request, viewer=viewer)
