"""The page of one request, and every verb on it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core import live
from townline.core.errors import EditConflict, NotAllowed, NotFound, OperationRefused
from townline.core.reference import parse
from townline.customers import queries as customers
from townline.desk.forms.closing import CompleteForm
from townline.desk.forms.requests import AssignForm, NoteForm, VerbForm
from townline.desk.presenters import follow_ups
from townline.desk.presenters import record as presenters
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.approvals import came_closed, closing_views
from townline.desk.presenters.choices import assign_targets
from townline.desk.presenters.clocks import promise_links, promise_views
from townline.desk.presenters.consents import notice_of
from townline.desk.presenters.contacts.about import about_request
from townline.desk.presenters.customers.alerts import AlertView, alert_views
from townline.desk.presenters.queue.rows import row_views
from townline.desk.presenters.queue.tabs import TAB_NAMES
from townline.desk.presenters.tasks import task_views
from townline.desk.presenters.timeline import Names, event_words, timeline
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.closing_photos import keep_photos, kept_photos, say_refusal
from townline.desk.views.queue.tabs import tabs_of
from townline.desk.views.verbs import MAIN, PAGES, Doing, VerbPage
from townline.interactions import queries as interactions
from townline.notifications import operations as notifications_operations
from townline.notifications import queries as notifications
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.permissions import may_see_customer
from townline.service_requests.queries import QueueFilters, Record, Tab, closing, major_events, tasks
from townline.service_requests.task_permissions import may_plan
from townline.service_requests.workflow import Verb

BESIDE = 40  # rows of the queue in the left pane


@require_safe
@staff_page()
def record(request: DeskRequest, reference: str) -> HttpResponseBase:
    number = parse(reference)
    if number != reference:
        return redirect("desk:request", number)
    found = queries.record_of(reference=number, viewer=request.viewer)
    return _page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def act(request: DeskRequest, reference: str, verb: str) -> HttpResponseBase:
    """The form of one verb on the request's page; with POST, the verb itself."""
    if verb not in PAGES:
        raise NotFound
    verb_page = PAGES[verb]
    found = queries.record_of(reference=reference, viewer=request.viewer)
    if request.method != "POST":
        if verb_page.verb not in found.verbs:
            messages.warning(request, _("This cannot be done now. The page shows what can."))
            return redirect("desk:request", reference)
        return _page(request, found, doing=verb_page, form=_form(request, verb_page, found))
    form = _form(request, verb_page, found, data=request.POST)
    is_valid = form.is_valid()
    if isinstance(form, CompleteForm) and not keep_photos(form, at=request.at):
        is_valid = False
    if not is_valid:
        return _page(request, found, doing=verb_page, form=form, status=422)
    return _do(request, found, verb_page, form)


def _do(request: DeskRequest, found: Record, verb_page: VerbPage, form: VerbForm) -> HttpResponseBase:
    doing = Doing(found.request, form.cleaned_data, request.viewer, request.at, form.cleaned_data["version"])
    try:
        done = verb_page.do(doing)
    except EditConflict as conflict:
        return _conflict(request, found, verb_page, form, conflict)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        say_refusal(form, refusal, otherwise=_main_field(form))
        current = queries.record_of(reference=found.request.reference, viewer=request.viewer)
        return _page(request, current, doing=verb_page, form=form, status=422)
    if verb_page.proposes and done.is_open:
        messages.success(request, _("Somebody else has to agree: it waits for approval, and its clock runs on."))
        return redirect("desk:request", found.request.reference)
    words = str(verb_page.done)
    if verb_page.tells and found.request.customer_id:
        words += " " + _(
            "The customer is told in %(seconds)s seconds; until then you can take the message back below."
        ) % {"seconds": settings.TOWNLINE_UNDO_SECONDS}
    messages.success(request, words)
    return redirect("desk:request", found.request.reference)


def _conflict(
    request: DeskRequest, found: Record, verb_page: VerbPage, form: VerbForm, conflict: EditConflict
) -> HttpResponseBase:
    """Shows what the others did, keeps what was typed, and takes the next press as meant for the request as it is now."""
    current = queries.record_of(reference=found.request.reference, viewer=request.viewer)
    seen = form.cleaned_data["version"]
    changes = queries.changes_since(request=current.request, version=seen)
    names = _names(current)
    data = request.POST.copy()
    data["version"] = str(current.request.version)
    again = _form(request, verb_page, current, data=data)
    again.is_valid()
    return _page(
        request,
        current,
        doing=verb_page,
        form=again,
        status=409,
        extra={
            "conflict": str(conflict),
            "conflict_changes": [
                (event_words(event, names), event.actor_label, event.occurred_at) for event in changes
            ],
            "still_possible": verb_page.verb in current.verbs,
        },
    )


def _form(request: DeskRequest, verb_page: VerbPage, found: Record, *, data: Any = None) -> VerbForm:
    options: dict[str, Any] = {"initial": {"version": found.request.version, "target": request.GET.get("target", "")}}
    if verb_page.form is AssignForm:
        options["targets"] = assign_targets(viewer=request.viewer)
    if verb_page.form is CompleteForm:
        options["needs"] = closing.rules_of(request=found.request)
    if data is not None:
        return verb_page.form(data, request.FILES, **options)
    return verb_page.form(**options)


def _main_field(form: VerbForm) -> str | None:
    return next((name for name, field in form.fields.items() if not field.widget.is_hidden), None)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def note(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = queries.record_of(reference=reference, viewer=request.viewer)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, note_form=form, status=422)
    service_requests.add_note(
        request=found.request,
        text=form.cleaned_data["text"],
        visibility=form.cleaned_data["visibility"],
        by=request.viewer,
        at=request.at,
    )
    messages.success(request, _("Note added."))
    return redirect("desk:request", reference)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def words(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Lets the public read the resident's words, or takes that back."""
    found = queries.visible_request(reference=reference, viewer=request.viewer)
    service_requests.release_words(request=found, release="release" in request.POST, by=request.viewer, at=request.at)
    return redirect("desk:request", reference)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def release_photo(request: DeskRequest, reference: str, uuid: UUID) -> HttpResponseBase:
    photo = queries.visible_photo(uuid=uuid, viewer=request.viewer)
    service_requests.release_photo(photo=photo, release="release" in request.POST, by=request.viewer, at=request.at)
    return redirect("desk:request", reference)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def take_back(request: DeskRequest, reference: str, uuid: UUID) -> HttpResponseBase:
    """Undo: the message that is still held is never sent."""
    found = queries.visible_request(reference=reference, viewer=request.viewer)
    message = notifications.visible_message(uuid=uuid, viewer=request.viewer)
    if message.subject_uuid != found.uuid or not may_see_customer(request=found, viewer=request.viewer):
        raise NotFound
    try:
        notifications_operations.take_back(message=message, by=request.viewer, at=request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The message was taken back. The request stays as it is."))
    return redirect("desk:request", reference)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def contact_choice(request: DeskRequest, reference: str, kind: str) -> HttpResponseBase:
    """The customer said on the telephone that they want no more messages, or want them again."""
    found = queries.visible_request(reference=reference, viewer=request.viewer)
    if "again" in request.POST:
        notifications_operations.allow_messages(request=found, kind=kind, by=request.viewer, at=request.at)
        messages.success(request, _("The customer gets messages again."))
    else:
        notifications_operations.stop_messages(request=found, kind=kind, by=request.viewer, at=request.at)
        messages.success(request, _("Nothing more is sent there, whichever customer gives it."))
    return redirect("desk:request", reference)


@require_safe
@staff_page()
def photo(request: DeskRequest, uuid: UUID, size: str) -> HttpResponseBase:
    found = queries.visible_photo(uuid=uuid, viewer=request.viewer)
    file = found.thumbnail if size == "small" and found.thumbnail else found.file
    return FileResponse(file.open("rb"), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})


# -- the page -------------------------------------------------------------------------------------
def _page(
    request: DeskRequest,
    found: Record,
    *,
    doing: VerbPage | None = None,
    form: VerbForm | None = None,
    note_form: NoteForm | None = None,
    status: int = 200,
    extra: dict[str, object] | None = None,
) -> HttpResponseBase:
    at = request.at
    letters = list(notifications.messages_about(subject=found.request.uuid)) if found.sees_customer else []
    its_tasks = tasks.tasks_of(request=found.request)
    not_yet = {Verb.COMPLETE} if any(task.is_open for task in its_tasks) else set()
    context: dict[str, object] = {
        "record": found.request,
        "head": presenters.head(found, at=at),
        "answers": presenters.answers(found),
        "place": presenters.place(found),
        "photos": presenters.photos(found),
        "customer": presenters.customer(found),
        "alerts": _alerts(request, found),
        "notice": notice_of(shown=interactions.notice_shown(subject=found.request.uuid)),
        "may_choose": request.viewer.can(Capability.SEND_MESSAGES),
        "promises": presenters.promises(found, at=at),
        "promise_views": promise_views(found, at=at),
        "promise_links": promise_links(found, viewer=request.viewer),
        "may_record": request.viewer.can(Capability.RECORD_CONTACTS),
        "contacts": _contacts_about(request, found),
        "work": presenters.work(found),
        "closings": closing_views(closings=found.closings, may_decide=found.may_decide, viewer=request.viewer, at=at),
        "came_closed": came_closed(found),
        "major": major_events.major_of_request(request=found.request),
        "others": task_views(its_tasks, viewer=request.viewer, at=at),
        "may_plan": found.request.is_open and may_plan(request=found.request, viewer=request.viewer),
        "earlier": presenters.others(list(found.earlier), at=at),
        "earlier_count": found.earlier_count,
        "near": presenters.same_place(found, at=at),
        "joined": [(record_url(reference), reference) for reference in found.joined],
        "may_release": found.may_release,
        "words_are_public": found.request.words_released_at is not None,
        "entries": timeline(events=found.events, notes=found.notes, messages=letters, names=_names(found), at=at),
        "verbs": [verb_page for verb_page in PAGES.values() if verb_page.verb in found.verbs - not_yet],
        "tasks_first": bool(not_yet),
        "main_verb": MAIN.get(found.request.state),
        "may_merge": any(verb == "merge" for verb in found.verbs),
        "doing": doing,
        "kept_photos": kept_photos(form),
        "form": form,
        "note_form": (note_form or NoteForm()) if found.may_note else None,
        "keys": [(verb_page.key, verb_page.text) for verb_page in PAGES.values() if verb_page.verb in found.verbs],
        **follow_ups.on_record(found, viewer=request.viewer, at=at),
        **_beside(request, found),
        **(extra or {}),
    }
    return page(request, "desk/requests/record.html", context, status=status)


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


def _names(found: Record) -> Names:
    """Who and what the ids in the events stand for."""
    users, teams, uuids = set(), set(), set()
    for event in found.events:
        users |= {event.data.get("assignee_id")}
        teams |= {event.data.get("team_id")}
        uuids |= {event.data.get("into")}
    into = found.request.merged_into
    language = get_language() or "en"
    return Names(
        users=dict(accounts.all_users().filter(pk__in=users - {None}).values_list("pk", "name")),
        teams={team.pk: team.name.in_(language) for team in accounts.all_teams().filter(pk__in=teams - {None})},
        references={str(into.uuid): into.reference} if into else {},
    )


def _beside(request: DeskRequest, found: Record) -> dict[str, object]:
    """The queue in the left pane, and the line that says that somebody else has changed something."""
    viewer = request.viewer
    tabs = tabs_of(viewer)
    tab = Tab.TEAM if viewer.teams and Tab.TEAM in tabs else tabs[-1]
    if found.request.assignee_id in viewer.users and Tab.MINE in tabs:
        tab = Tab.MINE
    rows = queries.work_queue(viewer=viewer, filters=QueueFilters(tab=tab), at=request.at, limit=BESIDE).rows
    topics = [live.request_topic(found.request.uuid)]
    return {
        "beside": row_views(rows=rows, columns=(), wards={}, viewer=viewer, tab=tab, at=request.at),
        "beside_name": TAB_NAMES[tab],
        "beside_tab": tab.value,
        "live_url": f"{settings.TOWNLINE_LIVE_URL}/live?token={live.sign_topics(topics)}",
        "live_topics": " ".join(topics),
        "live_seen": " ".join(str(event.uuid) for event in found.events[-10:]),
        "reload_url": record_url(found.request.reference),
    }
