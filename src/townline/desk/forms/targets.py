"""Lines of promises: what, how long, and for which requests. In the editor of a service and for the whole city."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.catalog.definitions import DefinitionRefused
from townline.core.promised import Unit
from townline.desk.forms.loose import LooseForm
from townline.desk.presenters.targets import PRIORITIES, SEASONS
from townline.ui.promises import KIND_NAMES

FIELDS = ("kind", "quantity", "unit", "priority", "road_class", "season")
MOST = 60


class TargetForm(LooseForm):
    kind = forms.ChoiceField(label=_("What"), choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    quantity = forms.IntegerField(label=_("Within"))
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    priority = forms.ChoiceField(
        label=_("Priority"), required=False, choices=[("", _("Any priority")), *((str(n), w) for n, w in PRIORITIES)]
    )
    road_class = forms.CharField(label=_("Class of road"), required=False, max_length=10)
    season = forms.ChoiceField(label=_("Season"), required=False, choices=[("", _("All year")), *SEASONS])


@dataclass(frozen=True, slots=True)
class TargetPart:
    place: int
    form: TargetForm


def target_parts(targets: Iterable[Mapping[str, Any]]) -> list[TargetPart]:
    parts = []
    for place, target in enumerate(targets):
        prefix = f"t{place}"
        data = {f"{prefix}-{name}": "" if target.get(name) is None else target.get(name) for name in FIELDS}
        parts.append(TargetPart(place, TargetForm(data, prefix=prefix)))
    return parts


def targets_of(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was typed, line by line."""
    said = str(data.get("targets", "0"))
    count = min(int(said), MOST) if said.isdecimal() and len(said) < 4 else 0
    return [{name: _plain(name, data.get(f"t{place}-{name}", "")) for name in FIELDS} for place in range(count)]


def _plain(name: str, said: object) -> object:
    text = str(said).strip()
    if name == "priority":
        return int(text) if text.isdecimal() else None
    return int(text) if name == "quantity" and text.isdecimal() and len(text) < 7 else text


def change_targets(targets: list[dict[str, Any]], doing: str) -> None:
    """`target` adds a line, `untarget:2` takes one out."""
    verb, _colon, place = doing.partition(":")
    if verb == "target" and len(targets) < MOST:
        targets.append({"kind": "resolution", "unit": Unit.BUSINESS_DAYS.value})
    elif verb == "untarget" and place.isdecimal() and int(place) < len(targets):
        del targets[int(place)]


def tell_target(parts: list[TargetPart], fault: DefinitionRefused) -> TargetForm | None:
    """Puts a fault of `targets.2.quantity` beside its field; None if it is about something else."""
    path = fault.field.split(".")
    if path[0] != "targets" or len(path) < 3 or int(path[1]) >= len(parts):
        return None
    form = parts[int(path[1])].form
    form.add_error(path[2] if path[2] in form.fields else None, str(fault))
    return form
