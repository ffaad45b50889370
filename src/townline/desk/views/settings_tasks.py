"""Settings: how the work of a service is divided into tasks, and what teams promise each other."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.accounts.values import Viewer
from townline.desk.forms.tasks import AgreementForm, PlanForm, StepForm
from townline.desk.presenters.tasks import time_words
from townline.desk.views.access import DeskRequest
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_organisation import in_language, in_use
from townline.desk.views.typed import number_in
from townline.service_requests.operations import tasks as operations
from townline.service_requests.queries import tasks as queries
from townline.ui.localised import localised

STEP_NAMES = (
    *("position", "title_en", "title_fr", "words_en", "words_fr", "team_id", "quantity", "unit", "evidence"),
    "is_active",
)


# -- plans ----------------------------------------------------------------------------------------
def _save_plan(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return operations.save_plan(plan=row, values=values, by=by, at=at)


def _service(row: Any) -> str:
    return localised(row.service.name)


def _plan_cells(row: Any) -> list[object]:
    count = getattr(row, "step_count", "")
    ends = _("completes the request") if row.completes_request else _("somebody completes it")
    return [_service(row), count, ends, in_use(row)]


def _beside_plan(request: DeskRequest, row: Any) -> dict[str, object]:
    language = get_language() or "en"
    return {
        "steps": [
            {
                "url": reverse("desk:settings_task_steps_record", args=[step.pk]),
                "place": step.position,
                "title": step.title.in_(language),
                "team": step.team.name.in_(language) if step.team else _("The team that has the request"),
                "time": time_words(step.quantity, step.unit),
                "after": ", ".join(str(place) for place in step.after),
                "evidence": step.get_evidence_display(),
                "is_active": step.is_active,
            }
            for step in queries.steps_of(plan=row)
        ],
        "new_step_url": f"{reverse('desk:settings_task_steps_new')}?plan={row.pk}",
    }


PLANS = Kind(
    name="task_plans",
    subject="task_plan",
    title=gettext_lazy("Tasks of services"),
    about=gettext_lazy(
        "Work that several teams do together: which task comes first, who does it, in what time, and what shows that it is done. "
        "A change holds for requests that somebody accepts or assigns from now on."
    ),
    new_text=gettext_lazy("New plan"),
    columns=(
        gettext_lazy("Service"),
        gettext_lazy("Tasks"),
        gettext_lazy("When the last is done"),
        gettext_lazy("In use"),
    ),
    rows=queries.all_plans,
    cells=_plan_cells,
    find=lambda number: queries.plan_by_id(plan_id=number),
    form=PlanForm,
    write=_save_plan,
    initial=lambda row: {"completes_request": row.completes_request, "is_active": row.is_active},
    beside=_beside_plan,
    template="desk/settings/task_plan.html",
    put_back=_save_plan,
    empty=gettext_lazy("No service has a plan yet: its work is one piece for one team."),
)


# -- steps of a plan ------------------------------------------------------------------------------
def _save_step(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return operations.save_step(step=row, values=values, by=by, at=at)


class _NewStepForm(StepForm):
    """`?plan=` says whose step it is."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.row is None:
            said = str(self.asked.get("plan", ""))
            number = number_in(said)
            values["plan_id"] = queries.plan_by_id(plan_id=number).pk
        return values


def _step_initial(row: Any) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in STEP_NAMES}, "after": ", ".join(str(place) for place in row.after)}


def _beside_step(request: DeskRequest, row: Any) -> dict[str, object]:
    return {"back_url": reverse("desk:settings_task_plans_record", args=[row.plan_id])}


STEPS = Kind(
    name="task_steps",
    subject="task_step",
    title=gettext_lazy("Tasks of plans"),
    about=gettext_lazy("Every task that a plan lays down. A new one is added on the page of its service’s plan."),
    new_text=gettext_lazy("New task"),
    columns=(gettext_lazy("Task"), gettext_lazy("Service"), gettext_lazy("Place"), gettext_lazy("In use")),
    rows=queries.all_steps,
    cells=lambda row: [localised(row.title), _service(row.plan), row.position, in_use(row)],
    find=lambda number: queries.step_by_id(step_id=number),
    form=_NewStepForm,
    write=_save_step,
    initial=_step_initial,
    beside=_beside_step,
    put_back=_save_step,
)


# -- what teams promise each other ----------------------------------------------------------------
def _save_agreement(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return operations.save_agreement(agreement=row, values=values, by=by, at=at)


def _side(department: Any, team: Any) -> str:
    if team is not None:
        return str(in_language(team))
    return str(in_language(department)) if department is not None else _("Anybody")


def _agreement_cells(row: Any) -> list[object]:
    frm, to = _side(row.from_department, row.from_team), _side(row.to_department, row.to_team)
    both = _("%(giver)s to %(taker)s") % {"giver": frm, "taker": to}
    return [both, time_words(row.quantity, row.unit), in_use(row)]


def _code(team_id: int | None, department_id: int | None) -> str:
    return f"team:{team_id}" if team_id else f"department:{department_id}" if department_id else ""


AGREEMENTS = Kind(
    name="agreements",
    subject="agreement",
    title=gettext_lazy("Agreements between teams"),
    about=gettext_lazy(
        "How soon one team takes up what another one hands to it. The most exact one holds: a team before its department. "
        "What was handed over before a change keeps its time."
    ),
    new_text=gettext_lazy("New agreement"),
    columns=(gettext_lazy("From and to"), gettext_lazy("Taken up within"), gettext_lazy("In use")),
    rows=queries.all_agreements,
    cells=_agreement_cells,
    find=lambda number: queries.agreement_by_id(agreement_id=number),
    form=AgreementForm,
    write=_save_agreement,
    initial=lambda row: {
        "giver": _code(row.from_team_id, row.from_department_id),
        "taker": _code(row.to_team_id, row.to_department_id),
        "quantity": row.quantity,
        "unit": row.unit,
        "is_active": row.is_active,
    },
    put_back=_save_agreement,
    empty=gettext_lazy("No agreements yet: what goes from team to team is counted and has no time."),
)
