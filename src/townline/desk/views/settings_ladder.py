"""Who is told when a promise runs out, or a customer comes back."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.accounts.values import Viewer
from townline.desk.forms.settings_ladder import AFTER, BEFORE, LadderForm
from townline.desk.presenters.late import step_when
from townline.desk.views.settings_kinds.kind import Kind
from townline.service_requests.operations import escalations
from townline.service_requests.queries import escalations as queries
from townline.ui.localised import localised

NAMES = ("trigger", "kind", "unit", "whom", "by", "department_id", "is_active")


def _save(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return escalations.save_step(step=row, values=values, by=by, at=at)


def _cells(row: Any) -> list[object]:
    department = localised(row.department.name) if row.department else _("Every department")
    about = row.get_kind_display() if row.trigger == "time" else row.get_trigger_display()
    said = f"{about}: {step_when(row)}"
    return [said, row.get_whom_display(), row.get_by_display(), department, _("Yes") if row.is_active else _("No")]


def _initial(row: Any) -> dict[str, Any]:
    side = BEFORE if row.quantity < 0 else AFTER
    return {**{name: getattr(row, name) for name in NAMES}, "quantity": abs(row.quantity), "side": side}


LADDER = Kind(
    name="ladder",
    subject="escalation_step",
    title=gettext_lazy("Who is told when it is late"),
    about=gettext_lazy(
        "From near to far: each line tells one more person, until somebody says that they look after it or the work is done."
    ),
    new_text=gettext_lazy("Tell somebody else"),
    columns=(
        gettext_lazy("When"),
        gettext_lazy("Who is told"),
        gettext_lazy("How"),
        gettext_lazy("Department"),
        gettext_lazy("In use"),
    ),
    rows=queries.all_steps,
    cells=_cells,
    find=lambda number: queries.step_by_id(number=number),
    form=LadderForm,
    write=_save,
    initial=_initial,
    put_back=_save,
)
