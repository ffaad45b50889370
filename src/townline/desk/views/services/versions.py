"""One version against the one before it, and the way back; who changed what."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.catalog import queries as catalog
from townline.core.subjects import subject_uuid
from townline.desk.presenters.settings_history import entries_of
from townline.desk.presenters.settings_services import differences, preview
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.services.naming import crumbs_of, language_of
from townline.desk.views.services.publish import put_in_force
from townline.desk.views.settings_kinds.rights import may_change
from townline.events import queries as events
from townline.ui.localised import localised


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.READ_SETTINGS)
def version(request: DeskRequest, code: str, number: int) -> HttpResponseBase:
    """One version against the one before it; with POST it comes into force again, as a new version."""
    row = catalog.service_record(code=code)
    chosen = catalog.version_numbered(service=row, number=number)
    if request.method == "POST":
        note = _("Version %(number)s again") % {"number": number}
        return put_in_force(request, row, chosen.definition, note)
    earlier = catalog.version_numbered(service=row, number=number - 1).definition if number > 1 else {}
    return page(
        request,
        "desk/settings/services/version.html",
        {
            "row": row,
            "version": chosen,
            "is_in_force": number == row.number,
            "changes": differences(before=earlier, after=chosen.definition) if earlier else [],
            "preview": preview(chosen.definition, language=language_of(request)),
            "may_change": may_change(request),
            "crumbs": crumbs_of(row, ("", _("Version %(number)s") % {"number": number})),
        },
    )


@require_safe
@staff_page(Capability.READ_SETTINGS)
def history(request: DeskRequest, code: str) -> HttpResponseBase:
    row = catalog.service_record(code=code)
    log = list(events.history_of(subject=subject_uuid(kind="service", id=row.pk)))
    return page(
        request,
        "desk/settings/history.html",
        {
            "title": localised(row.name),
            "entries": entries_of(log, labels={}),
            "crumbs": crumbs_of(row, ("", _("History"))),
        },
    )
