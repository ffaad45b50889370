"""The queues: what is to be done, by whom, in which order."""

from collections.abc import Mapping

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.desk.forms.queue import WORDS, FilterForm
from townline.desk.presenters.addresses import with_query
from townline.desk.presenters.choices import assign_targets, colleagues_of, ward_names
from townline.desk.presenters.contacts.work import work_line
from townline.desk.presenters.queue.columns import COLUMNS, columns_of
from townline.desk.presenters.queue.drafts import DraftView, draft_views
from townline.desk.presenters.queue.filters import chips
from townline.desk.presenters.queue.rows import row_views
from townline.desk.presenters.queue.tabs import EMPTY_WORDS, TabView, tab_views
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.queue.filtering import filter_form, heads, in_use
from townline.desk.views.queue.live import live_of
from townline.desk.views.queue.tabs import chosen_tab, has_queue, start_of, tabs_of
from townline.service_requests import queries
from townline.service_requests.queries import Tab


@require_safe
@staff_page()
def queue(request: DeskRequest) -> HttpResponseBase:
    viewer = request.viewer
    if not has_queue(viewer):
        return redirect(start_of(viewer))
    tab = chosen_tab(request, tabs_of(viewer))
    wards, colleagues = ward_names(at=request.at), colleagues_of(viewer=viewer)
    form = filter_form(request, wards=wards, colleagues=colleagues)
    may_assign = viewer.can(Capability.ASSIGN)
    context = {
        "tab_views": _tab_views(request, tab),
        "tab": tab.value,
        "form": form,
        **_rows(request, form, tab, wards),
        "empty_words": EMPTY_WORDS[tab],
        "here": request.get_full_path(),
        "may_assign": may_assign,
        "may_note": viewer.can(Capability.WORK_ON_REQUESTS),
        "targets": assign_targets(viewer=viewer, colleagues=colleagues) if may_assign else [],
        "drafts": _drafts(viewer),
        "contact_work": _contact_work(request) if tab is Tab.MINE else [],
        **live_of(viewer, tab),
    }
    return page(request, "desk/queue/list.html", context)


def _tab_views(request: DeskRequest, tab: Tab) -> list[TabView]:
    tabs = tabs_of(request.viewer)
    return tab_views(
        tabs=tabs, counts=queries.queue_counts(viewer=request.viewer, tabs=tabs, at=request.at), current=tab
    )


def _rows(request: DeskRequest, form: FilterForm, tab: Tab, wards: Mapping[int, str]) -> dict[str, object]:
    """The rows that the filters leave, in the columns that the person chose, and the addresses of the list."""
    viewer, after = request.viewer, request.GET.get("after", "")
    filters = form.filters(tab=tab)
    found = queries.work_queue(viewer=viewer, filters=filters, at=request.at, after=after)
    columns = columns_of(request.user.preferences.get("queue_columns"))
    query = {"tab": tab.value, **{name: request.GET[name] for name in WORDS if request.GET.get(name)}}
    here = reverse("desk:queue")
    return {
        "rows": row_views(rows=found.rows, columns=columns, wards=wards, viewer=viewer, tab=tab, at=request.at),
        "columns": [COLUMNS[name] for name in columns],
        "all_columns": [(name, words, name in columns) for name, words in COLUMNS.items()],
        "chips": chips(form_fields=in_use(form), query=query),
        "clear_url": f"{here}?tab={tab.value}",
        "heads": heads(filters, query),
        "first_url": with_query(here, query) if after else "",
        "next_url": with_query(here, query, after=found.after) if found.has_more else "",
        "reload_url": with_query(here, query),
    }


def _drafts(viewer: Viewer) -> list[DraftView]:
    if not viewer.can(Capability.TAKE_REQUESTS):
        return []
    return draft_views(queries.drafts_of(owner_id=viewer.user_id))


def _contact_work(request: DeskRequest) -> list[str]:
    if not request.viewer.can(Capability.RECORD_CONTACTS):
        return []
    subjects = queries.subjects_open_to(viewer=request.viewer)
    return work_line(viewer=request.viewer, subjects=subjects, at=request.at)
