"""Groups of the catalogue, departments, teams."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.accounts import operations as accounts_operations
from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.catalog import operations as catalog_operations
from townline.catalog import queries as catalog
from townline.desk.forms import settings_organisation as forms
from townline.desk.views.settings_kinds.kind import Kind
from townline.ui.localised import localised

Values = dict[str, Any]


def in_language(row: Any) -> str:
    name: str = localised(row.name)
    return name


def in_use(row: Any) -> str:
    return _("Yes") if row.is_active else _("No")


# -- groups ---------------------------------------------------------------------------------------
def _save_group(row: Any, values: Values, by: Viewer, at: datetime) -> Any:
    return catalog_operations.save_group(group=row, values=values, by=by, at=at)


GROUPS = Kind(
    name="groups",
    subject="service_group",
    title=gettext_lazy("Groups"),
    about=gettext_lazy("The headings under which residents find services."),
    new_text=gettext_lazy("New group"),
    columns=(gettext_lazy("Name"), gettext_lazy("Place in the list"), gettext_lazy("Services")),
    rows=catalog.all_groups,
    cells=lambda row: [in_language(row), row.position, row.offered],
    find=lambda number: catalog.group_by_id(group_id=number),
    form=forms.GroupForm,
    write=_save_group,
    initial=lambda row: {"name_en": row.name_en, "name_fr": row.name_fr, "position": row.position},
    put_back=_save_group,
)


# -- departments ----------------------------------------------------------------------------------
def _save_department(row: Any, values: Values, by: Viewer, at: datetime) -> Any:
    return accounts_operations.save_department(department=row, values=values, by=by, at=at)


DEPARTMENTS = Kind(
    name="departments",
    subject="department",
    title=gettext_lazy("Departments"),
    about=gettext_lazy("The parts of the City that answer for services."),
    new_text=gettext_lazy("New department"),
    columns=(gettext_lazy("Name"), gettext_lazy("Telephone"), gettext_lazy("In use")),
    rows=accounts.all_departments,
    cells=lambda row: [in_language(row), row.phone or "—", in_use(row)],
    find=lambda number: accounts.department_by_id(department_id=number),
    form=forms.DepartmentForm,
    write=_save_department,
    initial=lambda row: {name: getattr(row, name) for name in ("name_en", "name_fr", "phone", "is_active")},
    put_back=_save_department,
)


# -- teams ----------------------------------------------------------------------------------------
def _save_team(row: Any, values: Values, by: Viewer, at: datetime) -> Any:
    people = {name: values.pop(name, None) for name in ("members", "leads")}
    department_id = values.pop("department", None) or values.pop("department_id", None)
    if department_id is not None:
        values["department"] = accounts.department_by_id(department_id=department_id)
    return accounts_operations.save_team(team=row, values=values, by=by, at=at, **people)


def _team_values(row: Any) -> Values:
    people = accounts.memberships_of(team_ids={row.pk})
    names = ("name_en", "name_fr", "mailbox", "is_active")
    return {
        **{name: getattr(row, name) for name in names},
        "department": row.department_id,
        "members": [member.user_id for member in people],
        "leads": [member.user_id for member in people if member.is_lead],
    }


def _teams() -> list[Any]:
    people = accounts.people_of_teams()
    teams = list(accounts.all_teams())
    for team in teams:
        team.how_many = len(people.get(team.pk, []))  # type: ignore[attr-defined]  # for its cell below
    return teams


TEAMS = Kind(
    name="teams",
    subject="team",
    title=gettext_lazy("Teams"),
    about=gettext_lazy("Work goes to a team; its people see it in their queue."),
    new_text=gettext_lazy("New team"),
    columns=(gettext_lazy("Name"), gettext_lazy("Department"), gettext_lazy("People"), gettext_lazy("In use")),
    rows=_teams,
    cells=lambda row: [in_language(row), in_language(row.department), getattr(row, "how_many", ""), in_use(row)],
    find=lambda number: accounts.team_by_id(team_id=number),
    form=forms.TeamForm,
    write=_save_team,
    initial=_team_values,
    put_back=_save_team,
)
