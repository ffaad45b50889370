"""One service: what is in force, and the versions before."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.customers import queries as customers
from townline.desk.presenters.settings import said
from townline.desk.presenters.settings_services import NAMES, preview
from townline.desk.presenters.targets import target_lines
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.services.forms import editor_context
from townline.desk.views.services.naming import crumbs_of, language_of, state_of
from townline.desk.views.settings_kinds.rights import may_change
from townline.ui.localised import localised


@require_safe
@staff_page(Capability.READ_SETTINGS)
def service(request: DeskRequest, code: str) -> HttpResponseBase:
    """What is in force, and the versions before."""
    row = catalog.service_record(code=code)
    return page(
        request,
        "desk/settings/services/record.html",
        {
            "row": row,
            "title": localised(row.name),
            "state": state_of(row),
            "preview": preview(row.definition, language=language_of(request)),
            "facts": _facts(row),
            "versions": list(catalog.versions_of(service=row)),
            "personas": _personas(code),
            "may_change": may_change(request),
            "crumbs": crumbs_of(row),
        },
    )


def _personas(code: str) -> list[tuple[str, str]]:
    """Invented people who need this service, to be read before it changes."""
    found = customers.personas_for(service_code=code)
    return [(localised(row.name), reverse("desk:settings_personas_record", args=[row.pk])) for row in found]


def _facts(row: Any) -> list[dict[str, object]]:
    """How it works, in the words of the editor."""
    form = editor_context(row.definition, None)["form"]
    shown = (
        "group_code",
        "department_code",
        "team_code",
        "visibility",
        "place",
        "resolution_days",
        "priority",
        "channels",
    )
    facts: list[dict[str, object]] = [{"name": NAMES[name], "value": said(form[name])} for name in shown]
    promises = target_lines(row.definition.get("targets") or [])
    return [*facts, {"name": _("Promises"), "value": promises or _("As the City promises for every service")}]
