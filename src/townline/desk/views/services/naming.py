"""What a service is called in the settings, and how it stands."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.desk.presenters.settings import crumbs
from townline.desk.views.access import DeskRequest
from townline.ui.localised import localised


def state_of(row: Any) -> str:
    if row.number == 0:
        return _("Not published yet")
    state = _("On offer") if row.is_active else _("Switched off")
    return _("%(state)s, with a draft") % {"state": state} if row.draft else state


def url_of(row: Any, name: str = "service") -> str:
    return reverse(f"desk:settings_{name}", args=[row.code])


def language_of(request: DeskRequest) -> str:
    asked = request.GET.get("words", "")
    return asked if asked in {"en", "fr"} else ""


def crumbs_of(row: Any, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    name = localised(row.name)
    here = url_of(row) if steps else ""
    return crumbs((reverse("desk:settings_services"), _("Services")), (here, name), *steps)
