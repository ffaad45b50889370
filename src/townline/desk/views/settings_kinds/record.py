"""One of a kind, and a new one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.desk.forms.settings_form import SettingsForm
from townline.desk.presenters import settings as presenters
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_kinds.rights import may_change


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
