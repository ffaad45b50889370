"""Rules of closing, in their order."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.desk.forms.settings_closing import ClosingRuleForm, group_choices
from townline.desk.presenters.closing_words import evidence_words, who_looks
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_organisation import in_language, in_use
from townline.service_requests import operations as service_requests
from townline.service_requests.closing_values import Ending, Size
from townline.service_requests.queries import closing
from townline.ui.localised import localised

NAMES = (
    "position", "ending", "service_code", "group_code", "department_id", "priority", "size", "approval", "percent",
    "evidence", "note", "is_active",
)  # fmt: skip


def _save(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return service_requests.save_closing_rule(rule=row, values=values, by=by, at=at)


def _cells(row: Any) -> list[object]:
    entry = catalog.catalogue().by_code.get(row.service_code)
    service = localised(entry.definition.name) if entry else row.service_code
    first = _("%(position)s. %(service)s") % {"position": row.position, "service": service or _("Every service")}
    return [
        first,
        _conditions(row) or _("Always"),
        who_looks(row.approval, row.percent),
        evidence_words(row.evidence)
        or (_("words, a photo or a measurement") if row.ending in {"", "done"} else _("the reason")),
        in_use(row),
        row.note,
    ]


def _conditions(row: Any) -> str:
    parts = [
        dict(group_choices()).get(row.group_code, row.group_code) if row.group_code else "",
        in_language(row.department) if row.department else "",
        {1: _("Urgent"), 2: _("Usual"), 3: _("Low")}.get(row.priority, ""),
        Size(row.size).label if row.size else "",
        Ending(row.ending).label if row.ending else "",
    ]
    return " · ".join(str(part) for part in parts if part)


CLOSING_RULES = Kind(
    name="closing",
    subject="closing_rule",
    title=gettext_lazy("Rules of closing"),
    about=gettext_lazy(
        "Who looks when work is done, and what has to be shown. The first rule that fits wins; where none fits, a supervisor looks."
    ),
    new_text=gettext_lazy("New rule of closing"),
    columns=(
        gettext_lazy("Rule"),
        gettext_lazy("When"),
        gettext_lazy("Who looks"),
        gettext_lazy("What has to be shown"),
        gettext_lazy("In use"),
        gettext_lazy("Note"),
    ),
    rows=closing.all_rules,
    cells=_cells,
    find=lambda number: closing.rule_by_id(rule_id=number),
    form=ClosingRuleForm,
    write=_save,
    initial=lambda row: {name: getattr(row, name) for name in NAMES},
    put_back=_save,
    empty=gettext_lazy("A supervisor looks at every closing, and words, a photo or a measurement are enough."),
    saved=gettext_lazy("Saved. It holds for what is closed from now on; what waits keeps the rule that it came under."),
)
