"""The list of a kind."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.presenters import settings as presenters
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_kinds.rights import may_change


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
