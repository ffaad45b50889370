"""The queues: what is to be done, by whom, in which order."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from townline.accounts import operations as accounts_operations
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core import live
from townline.desk.forms.queue import WORDS, BulkAssignForm, BulkNoteForm, FilterForm
from townline.desk.presenters import queue as presenters
from townline.desk.presenters.addresses import with_query
from townline.desk.presenters.choices import (
    assign_targets,
    colleagues_of,
    people_choices,
    service_choices,
    target_of,
    team_choices,
    ward_names,
)
from townline.desk.presenters.contacts.work import work_line
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.operations import BulkResult
from townline.service_requests.queries import Order, QueueFilters, Tab


@require_safe
@staff_page()
def queue(request: DeskRequest) -> HttpResponseBase:
    viewer = request.viewer
    if not _has_queue(viewer):
        return redirect(_start_of(viewer))
    tabs = tabs_of(viewer)
    tab = _chosen_tab(request, tabs)
    wards = ward_names(at=request.at)
    colleagues = colleagues_of(viewer=viewer)
    form = FilterForm(
        data=request.GET,
        services=service_choices(),
        wards=list(wards.items()),
        teams=team_choices(teams=colleagues.teams),
        people=people_choices(viewer=viewer, members=colleagues.members),
    )
    filters = form.filters(tab=tab)
    found = queries.work_queue(viewer=viewer, filters=filters, at=request.at, after=request.GET.get("after", ""))
    counts = queries.queue_counts(viewer=viewer, tabs=tabs, at=request.at)
    columns = presenters.columns_of(request.user.preferences.get("queue_columns"))
    query = {"tab": tab.value, **{name: request.GET[name] for name in WORDS if request.GET.get(name)}}
    here = reverse("desk:queue")
    return page(
        request,
        "desk/queue/list.html",
        {
            "tab_views": presenters.tab_views(tabs=tabs, counts=counts, current=tab),
            "tab": tab.value,
            "form": form,
            "chips": presenters.chips(form_fields=_in_use(form), query=query),
            "clear_url": f"{here}?tab={tab.value}",
            "rows": presenters.row_views(
                rows=found.rows, columns=columns, wards=wards, viewer=viewer, tab=tab, at=request.at
            ),
            "columns": [presenters.COLUMNS[name] for name in columns],
            "all_columns": [(name, words, name in columns) for name, words in presenters.COLUMNS.items()],
            "heads": _heads(filters, query),
            "empty_words": presenters.EMPTY_WORDS[tab],
            "first_url": with_query(here, query) if request.GET.get("after") else "",
            "next_url": with_query(here, query, after=found.after) if found.has_more else "",
            "here": request.get_full_path(),
            "reload_url": with_query(here, query),
            "may_assign": viewer.can(Capability.ASSIGN),
            "may_note": viewer.can(Capability.WORK_ON_REQUESTS),
            "targets": assign_targets(viewer=viewer, colleagues=colleagues) if viewer.can(Capability.ASSIGN) else [],
            "drafts": presenters.draft_views(queries.drafts_of(owner_id=viewer.user_id))
            if viewer.can(Capability.TAKE_REQUESTS)
            else [],
            "contact_work": _contact_work(request) if tab is Tab.MINE else [],
            **_live(viewer, tab),
        },
    )


def _contact_work(request: DeskRequest) -> list[str]:
    if not request.viewer.can(Capability.RECORD_CONTACTS):
        return []
    subjects = queries.subjects_open_to(viewer=request.viewer)
    return work_line(viewer=request.viewer, subjects=subjects, at=request.at)


def tabs_of(viewer: Viewer) -> tuple[Tab, ...]:
    tabs = [Tab.MINE, Tab.TEAM] if viewer.can(Capability.WORK_ON_REQUESTS) else []
    if viewer.can(Capability.APPROVE) or Capability.APPROVE in viewer.lent:
        tabs.append(Tab.APPROVAL)
    if viewer.can(Capability.SEE_ALL_REQUESTS):
        tabs.append(Tab.ALL)
    return tuple(tabs) or (Tab.TEAM,)


def _has_queue(viewer: Viewer) -> bool:
    return bool(viewer.teams) or viewer.can(Capability.WORK_ON_REQUESTS) or viewer.can(Capability.SEE_ALL_REQUESTS)


def _start_of(viewer: Viewer) -> str:
    """Where the day begins for who has no requests."""
    if viewer.can(Capability.SEE_READ_LOG):
        return "desk:reads"
    return "desk:records" if viewer.can(Capability.SIGN_DISPOSAL) else "desk:me"


def _chosen_tab(request: DeskRequest, tabs: tuple[Tab, ...]) -> Tab:
    asked = request.GET.get("tab", "")
    if asked in tabs:
        return Tab(asked)
    if request.viewer.teams:
        return Tab.TEAM if Tab.TEAM in tabs else tabs[-1]
    return tabs[-1]


def _in_use(form: FilterForm) -> dict[str, str]:
    """The filters that are set, in words."""
    used = {}
    for name, value in form.cleaned_data.items():
        if value in ("", None, False) or name == "sort":
            continue
        label = form.fields[name].label
        choices = dict(getattr(form.fields[name], "choices", ()))
        if name == "late":
            used[name] = str(label)
        elif name == "q":
            used[name] = f"“{value}”"
        else:
            used[name] = f"{label}: {choices.get(value, value)}"
    return used


def _heads(filters: QueueFilters, query: dict[str, str]) -> dict[str, object]:
    here = reverse("desk:queue")
    return {
        "due_url": with_query(here, query, sort=""),
        "by_due": filters.order is Order.DUE,
        "received_url": with_query(here, query, sort=Order.NEWEST),
        "by_newest": filters.order is Order.NEWEST,
    }


def _live(viewer: Viewer, tab: Tab) -> dict[str, object]:
    topics = {
        Tab.MINE: [live.user_topic(user) for user in sorted(viewer.users)],
        Tab.TEAM: [live.team_topic(team) for team in sorted(viewer.teams)],
        Tab.ALL: [live.QUEUE_TOPIC],
    }.get(tab, [])
    if not topics:
        return {}
    token = live.sign_topics(topics)
    return {"live_url": f"{settings.TOWNLINE_LIVE_URL}/live?token={token}", "live_topics": " ".join(topics)}


@require_POST
@staff_page()
def columns(request: DeskRequest) -> HttpResponseBase:
    chosen = [name for name in request.POST.getlist("column") if name in presenters.COLUMNS]
    accounts_operations.remember_preference(user=request.user, name="queue_columns", value=chosen)
    return redirect(back_to(request))


@require_POST
@staff_page(Capability.ASSIGN)
def bulk_assign(request: DeskRequest) -> HttpResponseBase:
    form = BulkAssignForm(data=request.POST, targets=assign_targets(viewer=request.viewer))
    if not form.is_valid():
        messages.warning(request, _("Choose requests, and a team or a person to give them to."))
        return redirect(back_to(request))
    team, assignee = target_of(form.cleaned_data["to"])
    result = service_requests.assign_many(
        references=form.cleaned_data["references"], team=team, assignee=assignee, by=request.viewer, at=request.at
    )
    return _tell(
        request, result, done=ngettext("%(count)d request assigned.", "%(count)d requests assigned.", len(result.done))
    )


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def bulk_note(request: DeskRequest) -> HttpResponseBase:
    form = BulkNoteForm(request.POST)
    references = request.POST.getlist("references")
    if not form.is_valid() or not references:
        messages.warning(request, _("Choose requests, and write the note."))
        return redirect(back_to(request))
    result = service_requests.note_many(
        references=references,
        text=form.cleaned_data["text"],
        visibility=form.cleaned_data["visibility"],
        by=request.viewer,
        at=request.at,
    )
    return _tell(
        request,
        result,
        done=ngettext("Note added to %(count)d request.", "Note added to %(count)d requests.", len(result.done)),
    )


def _tell(request: DeskRequest, result: BulkResult, *, done: str) -> HttpResponseBase:
    """What was done stays done; a row that could not be changed is shown with its reason."""
    if not result.failed:
        messages.success(request, done % {"count": len(result.done)})
        return redirect(back_to(request))
    failed = [(reference, presenters.record_url(reference), reason) for reference, reason in result.failed.items()]
    return page(
        request,
        "desk/queue/bulk.html",
        {
            "done": done % {"count": len(result.done)} if result.done else "",
            "failed": failed,
            "back_url": back_to(request),
        },
    )


def back_to(request: DeskRequest) -> str:
    """The page on which the form stood, if it is one of ours."""
    asked = request.POST.get("back", "")
    if asked.startswith(reverse("desk:queue")) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("desk:queue")
