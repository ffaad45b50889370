"""What the city promises for every service that says nothing else, and when winter is."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.catalog.definitions import DefinitionRefused
from townline.catalog.documents import write_targets
from townline.core.errors import NotAllowed
from townline.core.subjects import subject_uuid
from townline.desk.forms.loose import LooseForm
from townline.desk.forms.targets import change_targets, target_parts, targets_of, tell_target
from townline.desk.presenters.settings import crumbs
from townline.desk.presenters.targets import target_lines, winter_words
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds.rights import may_change
from townline.events import queries as events


class WinterForm(LooseForm):
    winter_from = forms.CharField(
        label=gettext_lazy("Winter begins on"), help_text=gettext_lazy("Month and day, for example 11-15")
    )
    winter_until = forms.CharField(label=gettext_lazy("Its last day is"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.READ_SETTINGS)
def promises(request: DeskRequest) -> HttpResponseBase:
    if request.method != "POST":
        city = catalog.city_targets()
        days = {
            name: f"{day[0]:02d}-{day[1]:02d}"
            for name, day in zip(("winter_from", "winter_until"), city.winter, strict=True)
        }
        return _show(request, write_targets(city.targets), days)
    if not may_change(request):
        raise NotAllowed
    targets, doing = targets_of(request.POST), request.POST.get("do", "save")
    days = {name: request.POST.get(name, "") for name in ("winter_from", "winter_until")}
    if doing != "save":
        change_targets(targets, doing)
        return _show(request, targets, days)
    try:
        winter = (_day(days, "winter_from"), _day(days, "winter_until"))
        catalog_operations.save_city_targets(targets=targets, winter=winter, by=request.viewer, at=request.at)
    except DefinitionRefused as fault:
        return _show(request, targets, days, fault=fault)
    messages.success(request, _("Kept. It holds for what comes in from now on; promises that were made stay."))
    return redirect("desk:settings_promises")


def _day(said: dict[str, str], name: str) -> tuple[int, int]:
    parts = said[name].strip().split("-")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) < 3 for part in parts):
        raise DefinitionRefused(name, _("Give a month and a day, for example 11-15."))
    return int(parts[0]), int(parts[1])


def _show(
    request: DeskRequest,
    targets: list[dict[str, Any]],
    days: dict[str, str],
    *,
    fault: DefinitionRefused | None = None,
) -> HttpResponseBase:
    parts, winter = target_parts(targets), WinterForm(days)
    faulty: Any = None
    if fault:
        faulty = tell_target(parts, fault)
        if faulty is None:
            winter.add_error(fault.field if fault.field in winter.fields else None, str(fault))
            faulty = winter
    city = catalog.city_targets()
    history = events.history_of(subject=subject_uuid(kind="city_targets", id=1)).order_by("-occurred_at")[:20]
    context = {
        "parts": parts,
        "winter": winter,
        "faulty": faulty,
        "lines": target_lines(write_targets(city.targets)),
        "winter_words": winter_words(city),
        "may_change": may_change(request),
        "history": [(event.occurred_at, event.actor_label) for event in history],
        "crumbs": crumbs(("", _("Promises"))),
    }
    return page(request, "desk/settings/promises.html", context, status=422 if fault else 200)
