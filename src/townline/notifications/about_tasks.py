"""Mail to staff about tasks: every task of a request is done, or one is late. A reference and a link, nothing of the resident."""

from django.utils import translation
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.core import reference as references
from townline.core.links import link
from townline.events.values import RecordedEvent
from townline.notifications import operations
from townline.service_requests import queries as service_requests
from townline.service_requests.queries import tasks


def tell_tasks_done(*, event: RecordedEvent) -> None:
    """Whoever has the request in hand, where the tasks did not complete it by themselves."""
    request = service_requests.request_of_event(subject=event.subject)
    if request.assignee_id is None or not request.is_open:
        return
    user = accounts.user_by_id(user_id=request.assignee_id)
    with translation.override(user.language):
        service = request.service.name_fr if user.language == "fr" else request.service.name_en
        words = _("Every task of this request is done or not needed. Look at it and complete it.")
        operations.tell_staff(
            user=user,
            kind="tasks",
            subject_line=_("Every task is done: %(number)s") % {"number": references.said(request.reference)},
            text="\n".join([service, words, "", link(name="desk_request", reference=request.reference)]),
            identity=f"tasks_done:{event.uuid}",
            at=event.recorded_at,
        )


def tell_task_late(*, event: RecordedEvent) -> None:
    """Who does it; if nobody has taken it up, those who lead the team."""
    task = tasks.open_task(uuid=event.subject) if event.data.get("of") == "task" else None
    if task is None:
        return
    leads = accounts.members_of(team_ids={task.team_id}).filter(role="supervisor")
    for user in [task.assignee] if task.assignee else list(leads):
        with translation.override(user.language):
            number = references.said(task.request.reference)
            operations.tell_staff(
                user=user,
                kind="tasks",
                subject_line=_("A task is late: %(number)s") % {"number": number},
                text="\n".join([task.team.name.in_(user.language), "", link(name="desk_task", task=str(task.uuid))]),
                identity=f"task_late:{event.uuid}",
                at=event.recorded_at,
            )
