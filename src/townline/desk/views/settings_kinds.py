"""Settings that are one list and one form: what differs from kind to kind is a `Kind`; the pages are the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.subjects import subject_uuid
from townline.desk.forms.settings_form import SettingsForm
from townline.desk.presenters import settings as presenters
from townline.desk.presenters.settings_history import entries_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.events import queries as events

Values = Mapping[str, Any]
Write = Callable[[Any, dict[str, Any], Viewer, datetime], Any]


def nothing(request: DeskRequest, row: Any) -> dict[str, object]:
    return {}


SAVED = gettext_lazy("Saved. It holds from now on.")


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` stands in the address, `subject` in the log. `cells` are the columns of one row; the first one is its link."""

    name: str
    subject: str
    title: Promise
    about: Promise
    new_text: Promise
    columns: tuple[Promise, ...]
    rows: Callable[[], Iterable[Any]]
    cells: Callable[[Any], list[object]]
    find: Callable[[int], Any]
    form: type[SettingsForm]
    write: Write
    initial: Callable[[Any], dict[str, Any]]
    beside: Callable[[DeskRequest, Any], dict[str, object]] = nothing
    template: str = "desk/settings/record.html"
    put_back: Write | None = None
    empty: Promise | str = ""
    saved: Promise = SAVED
    can_add: bool = True

    @property
    def url(self) -> str:
        return reverse(f"desk:settings_{self.name}")

    def url_of(self, row: Any) -> str:
        return reverse(f"desk:settings_{self.name}_record", args=[row.pk])

    def history_url_of(self, row: Any) -> str:
        return reverse(f"desk:settings_{self.name}_history", args=[row.pk])


def pages_of(kind: Kind, *, listing: bool = True, new: bool = True) -> list[URLPattern]:
    """The addresses of a kind: its list, a new one, one of them, its history."""
    found = [
        path(f"settings/{kind.name}/<int:number>", record_of(kind), name=f"settings_{kind.name}_record"),
        path(f"settings/{kind.name}/<int:number>/history", history_of(kind), name=f"settings_{kind.name}_history"),
    ]
    if listing:
        found.append(path(f"settings/{kind.name}", list_of(kind), name=f"settings_{kind.name}"))
    if new:
        found.append(path(f"settings/{kind.name}/new", new_of(kind), name=f"settings_{kind.name}_new"))
    return found


def list_of(kind: Kind) -> Callable[..., HttpResponseBase]:
    @require_safe
    @staff_page(Capability.READ_SETTINGS)
    def listing(request: DeskRequest) -> HttpResponseBase:
        return page(request, "desk/settings/list.html", list_context(request, kind))

    return listing


def list_context(request: DeskRequest, kind: Kind) -> dict[str, object]:
    words = request.GET.get("q", "").strip()
    rows = [presenters.linked(kind.cells(row), url=kind.url_of(row)) for row in kind.rows()]
    return {
        "title": kind.title,
        "about": kind.about,
        "columns": [{"name": name} for name in kind.columns],
        "rows": presenters.matching(rows, words),
        "words": words,
        "many": len(rows) > presenters.MANY,
        "here": kind.url,
        "empty": kind.empty,
        "new_url": reverse(f"desk:settings_{kind.name}_new") if kind.can_add and may_change(request) else "",
        "new_text": kind.new_text,
        "crumbs": presenters.crumbs((kind.url, kind.title)),
    }


def record_of(kind: Kind) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @staff_page(Capability.READ_SETTINGS)
    def record(request: DeskRequest, number: int) -> HttpResponseBase:
        return edit(request, kind, kind.find(number))

    return record


def new_of(kind: Kind) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @staff_page(Capability.CHANGE_SETTINGS)
    def new(request: DeskRequest) -> HttpResponseBase:
        return edit(request, kind, None)

    return new


def edit(request: DeskRequest, kind: Kind, row: Any) -> HttpResponseBase:
    initial = kind.initial(row) if row is not None else {}
    if request.method != "POST":
        return show(request, kind, row, kind.form(initial=initial, row=row, **asked(request)))
    form = kind.form(request.POST, request.FILES, initial=initial, row=row, **asked(request))
    if not form.is_valid():
        return show(request, kind, row, form, status=422)
    try:
        saved = kind.write(row, form.cleaned_data, request.viewer, request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, kind, row, form, status=422)
    messages.success(request, str(kind.saved))
    return redirect(kind.url_of(saved))


def asked(request: DeskRequest) -> dict[str, Any]:
    """What a form may want to know of the address: `?service=` of a rule."""
    return {"asked": request.GET}


def show(
    request: DeskRequest,
    kind: Kind,
    row: Any,
    form: SettingsForm,
    *,
    status: int = 200,
    extra: dict[str, object] | None = None,
) -> HttpResponseBase:
    title = str(kind.cells(row)[0]) if row is not None else str(kind.new_text)
    return page(
        request,
        kind.template,
        {
            "title": title,
            "row": row,
            "form": form,
            "form_rows": presenters.form_rows(form),
            "summary": presenters.summary(form),
            "may_change": may_change(request),
            "history_url": kind.history_url_of(row) if row is not None else "",
            "back_url": kind.url,
            "crumbs": presenters.crumbs((kind.url, kind.title), ("", title)),
            **(kind.beside(request, row) if row is not None else {}),
            **(extra or {}),
        },
        status=status,
    )


def history_of(kind: Kind) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @staff_page(Capability.READ_SETTINGS)
    def history(request: DeskRequest, number: int) -> HttpResponseBase:
        row = kind.find(number)
        log = list(events.history_of(subject=subject_uuid(kind=kind.subject, id=row.pk)))
        if request.method == "POST":
            return _put_back(request, kind, row, log)
        title = str(kind.cells(row)[0])
        return page(
            request,
            "desk/settings/history.html",
            {
                "title": title,
                "entries": entries_of(log, labels=kind.form.labels(), can_put_back=bool(kind.put_back)),
                "may_change": may_change(request),
                "crumbs": presenters.crumbs((kind.url, kind.title), (kind.url_of(row), title), ("", _("History"))),
            },
        )

    return history


def _put_back(request: DeskRequest, kind: Kind, row: Any, log: list[Any]) -> HttpResponseBase:
    """The values from before one change, as a new change."""
    chosen = next((event for event in log if str(event.uuid) == request.POST.get("event")), None)
    if chosen is None or kind.put_back is None:
        raise NotFound
    before = {name: change[0] for name, change in chosen.data.get("changes", {}).items() if len(change) == 2}
    try:
        kind.put_back(row, before, request.viewer, request.at)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The earlier values hold again."))
    return redirect(kind.history_url_of(row))


def may_change(request: DeskRequest) -> bool:
    return request.viewer.can(Capability.CHANGE_SETTINGS)
