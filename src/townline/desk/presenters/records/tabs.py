"""The parts of the records office."""

from django.urls import reverse
from django.utils.translation import gettext as _

TABS = {"lists": "desk:records", "schedule": "desk:records_schedule", "holds": "desk:records_holds"}


def tabs(current: str) -> dict[str, object]:
    names = {"lists": _("Disposal lists"), "schedule": _("Schedule"), "holds": _("Legal holds")}
    rows = [{"name": names[key], "url": reverse(url), "is_current": key == current} for key, url in TABS.items()]
    return {"tabs": rows}
