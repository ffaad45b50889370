"""The parts of the page: what was asked, by whom, whose work it is, what happened."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from townline.accounts.permissions import Capability
from townline.customers import queries as customers
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.approvals import came_closed, closing_views
from townline.desk.presenters.clocks import promise_links, promise_views
from townline.desk.presenters.consents import notice_of
from townline.desk.presenters.contacts.about import about_request
from townline.desk.presenters.customers.alerts import AlertView, alert_views
from townline.desk.presenters.record.customer import customer_of
from townline.desk.presenters.record.others import near_views, other_views
from townline.desk.presenters.record.said import answers_of, photo_views, place_of
from townline.desk.presenters.record.work import promised_lines, work_lines
from townline.desk.presenters.tasks import task_views
from townline.desk.presenters.timeline.lines import timeline
from townline.desk.presenters.timeline.names import names_on
from townline.desk.views.access import DeskRequest
from townline.interactions import queries as interactions
from townline.notifications import queries as notifications
from townline.service_requests import queries
from townline.service_requests.queries import Record, major_events
from townline.service_requests.task_permissions import may_plan

if TYPE_CHECKING:
    from townline.service_requests.models import Task


def asked_of(request: DeskRequest, found: Record) -> dict[str, object]:
    return {
        "answers": answers_of(found),
        "place": place_of(found),
        "photos": photo_views(found),
        "may_release": found.may_release,
        "words_are_public": found.request.words_released_at is not None,
        "near": near_views(found, at=request.at),
        "joined": [(record_url(reference), reference) for reference in found.joined],
        "major": major_events.major_of_request(request=found.request),
    }


def who_asked(request: DeskRequest, found: Record) -> dict[str, object]:
    return {
        "customer": customer_of(found),
        "alerts": _alerts(request, found),
        "notice": notice_of(shown=interactions.notice_shown(subject=found.request.uuid)),
        "may_choose": request.viewer.can(Capability.SEND_MESSAGES),
        "may_record": request.viewer.can(Capability.RECORD_CONTACTS),
        "contacts": _contacts_about(request, found),
        "earlier": other_views(list(found.earlier), at=request.at),
        "earlier_count": found.earlier_count,
    }


def work_on(request: DeskRequest, found: Record, its_tasks: "Sequence[Task]") -> dict[str, object]:
    """What was promised, who does it, and what its end waits for."""
    viewer, at = request.viewer, request.at
    return {
        "promises": promised_lines(found, at=at),
        "promise_views": promise_views(found, at=at),
        "promise_links": promise_links(found, viewer=viewer),
        "work": work_lines(found),
        "closings": closing_views(closings=found.closings, may_decide=found.may_decide, viewer=viewer, at=at),
        "came_closed": came_closed(found),
        "others": task_views(its_tasks, viewer=viewer, at=at),
        "may_plan": found.request.is_open and may_plan(request=found.request, viewer=viewer),
    }


def told_of(request: DeskRequest, found: Record) -> dict[str, object]:
    letters = list(notifications.messages_about(subject=found.request.uuid)) if found.sees_customer else []
    names = names_on(found)
    return {"entries": timeline(events=found.events, notes=found.notes, messages=letters, names=names, at=request.at)}


def _alerts(request: DeskRequest, found: Record) -> list[AlertView]:
    """What whoever goes there must know; nothing of a complainant who is sealed."""
    row = found.request
    customer = row.customer if found.sees_customer else None
    alerts = customers.alerts_on_the_way(customer=customer, address=row.address, viewer=request.viewer, at=request.at)
    return alert_views(alerts, at=request.at)


def _contacts_about(request: DeskRequest, found: Record) -> list[dict[str, object]]:
    """Calls and letters about this request, where the person may know whose they are."""
    if not found.sees_customer:
        return []
    subjects = queries.subjects_open_to(viewer=request.viewer)
    return about_request(
        interactions.handled_about(subject=found.request.uuid, viewer=request.viewer, subjects=subjects),
        interactions.mail_about(subject=found.request.uuid, viewer=request.viewer, subjects=subjects),
    )
