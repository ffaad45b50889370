"""The services of the City."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.core.words import plain
from townline.desk.presenters.settings import crumbs, matching
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.services.naming import state_of, url_of
from townline.desk.views.settings_kinds.rights import may_change
from townline.ui.localised import localised


@require_safe
@staff_page(Capability.READ_SETTINGS)
def services(request: DeskRequest) -> HttpResponseBase:
    words, group = request.GET.get("q", "").strip(), request.GET.get("group", "")
    rows = [row for row in catalog.all_services() if group in {"", row.group.code}]
    table = sorted(matching([_cells(row) for row in rows], words), key=lambda cells: plain(cells[0]["text"]))
    return page(
        request,
        "desk/settings/services/list.html",
        {
            "rows": table,
            "words": words,
            "group": group,
            "groups": [(row.code, localised(row.name)) for row in catalog.all_groups()],
            "columns": [
                {"name": name}
                for name in (_("Service"), _("Group"), _("Team"), _("Who sees it"), _("Version"), _("State"))
            ],
            "may_change": may_change(request),
            "crumbs": crumbs(("", _("Services"))),
        },
    )


def _cells(row: Any) -> list[object]:
    name = localised(row.name)
    seen = {"public": _("Everybody"), "private": _("Customer and staff"), "enforcement": _("Sealed")}[row.visibility]
    return [
        {"text": name, "url": url_of(row)},
        localised(row.group.name),
        localised(row.team.name) if row.team else "—",
        seen,
        row.number or "—",
        state_of(row),
    ]
