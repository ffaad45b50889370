"""Wards and zones with the days on which they hold."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.accounts.values import Viewer
from townline.desk.forms.settings_areas import AreaForm
from townline.desk.views.access import DeskRequest
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_organisation import in_language
from townline.places import operations as places_operations
from townline.places import queries as places

EDITED = ("name_en", "name_fr", "population", "effective_until")


def _save(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    if row is not None:
        return places_operations.save_area(area=row, values=values, by=by, at=at)
    geometry = values.pop("file")
    return places_operations.add_area(values=values, geometry=geometry, by=by, at=at)


def _put_back(row: Any, before: dict[str, Any], by: Viewer, at: datetime) -> Any:
    values = {name: value for name, value in before.items() if name in EDITED}
    if values.get("effective_until"):
        values["effective_until"] = date.fromisoformat(values["effective_until"])
    return places_operations.save_area(area=row, values=values, by=by, at=at)


def _beside(request: DeskRequest, row: Any) -> dict[str, object]:
    lat, long = places.middle_of(area=row)
    return {"lat": lat, "long": long, "area_name": in_language(row)}


def _cells(row: Any) -> list[object]:
    until = row.effective_until.isoformat() if row.effective_until else _("until further notice")
    return [in_language(row), row.get_kind_display(), row.code, row.effective_from.isoformat(), until]


AREAS = Kind(
    name="areas",
    subject="area",
    title=gettext_lazy("Wards and zones"),
    about=gettext_lazy(
        "A shape is never changed: a new one takes its place from a day on, so that old requests stay where they were."
    ),
    new_text=gettext_lazy("New area"),
    columns=(
        gettext_lazy("Name"),
        gettext_lazy("Kind"),
        gettext_lazy("Code"),
        gettext_lazy("First day"),
        gettext_lazy("Last day"),
    ),
    rows=places.all_areas,
    cells=_cells,
    find=lambda number: places.area_by_id(area_id=number),
    form=AreaForm,
    write=_save,
    initial=lambda row: {name: getattr(row, name) for name in EDITED},
    beside=_beside,
    template="desk/settings/area.html",
    put_back=_put_back,
)
