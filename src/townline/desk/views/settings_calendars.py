"""When the city and each department are open. A change is another version; promises follow it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.desk.forms.settings_calendars import DAYS, CalendarForm
from townline.desk.views.access import DeskRequest
from townline.desk.views.settings_kinds.kind import Kind
from townline.service_levels import calendars, opening_words
from townline.service_levels import operations as service_levels


@dataclass(frozen=True, slots=True)
class Owner:
    """The city (0) or a department, with what was written last for it; None while it keeps the days of the city."""

    pk: int
    name: str
    newest: Any

    @property
    def department_id(self) -> int | None:
        return self.pk or None


def _owners() -> list[Owner]:
    newest = calendars.newest_versions()
    language = get_language() or "en"
    departments = [Owner(row.pk, row.name.in_(language), newest.get(row.pk)) for row in accounts.active_departments()]
    return [Owner(0, _("The whole city"), newest.get(None)), *departments]


def _owner(number: int) -> Owner:
    for owner in _owners():
        if owner.pk == number:
            return owner
    raise NotFound


def _cells(owner: Owner) -> list[object]:
    if owner.newest is None:
        since = _("As the whole city") if owner.pk else _("As it was installed")
        return [owner.name, _week_in_words(owner), since, ""]
    return [owner.name, _week_in_words(owner), owner.newest.effective_from.isoformat(), owner.newest.changed_by]


def _week_in_words(owner: Owner) -> str:
    week = calendars.week_of(owner.newest) if owner.newest else calendars.usual_week()
    if owner.newest is None and owner.pk:
        return "—"
    spans = [opening_words.say_spans(spans=[list(span) for span in day]) for day in week.weekly]
    open_days = [str(name)[:3] for (_key, name), said in zip(DAYS, spans, strict=True) if said]
    hours = sorted({said for said in spans if said})
    return f"{', '.join(open_days)} · {' / '.join(hours)}"


def _initial(owner: Owner) -> dict[str, Any]:
    """What holds for it now, to be changed."""
    row = owner.newest
    week = calendars.week_of(row) if row else calendars.week_on(day=timezone.localdate(), department_id=None)
    hours = [opening_words.say_spans(spans=[list(span) for span in day]) for day in week.weekly]
    city = calendars.newest_versions().get(None) if row is None else row
    return {
        **{key: said for (key, _name), said in zip(DAYS, hours, strict=True)},
        "effective_from": timezone.localdate(),
        "province": week.province,
        "optional_holidays": list(week.optional),
        "seasons": opening_words.say_lines(rows=city.seasons) if city else "",
        "closures": opening_words.say_lines(rows=city.closures) if city else "",
    }


def _save(owner: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Owner:
    weekly = [values[key] for key, _name in DAYS]
    parts = ("effective_from", "province", "optional_holidays", "seasons", "closures")
    said = {**{part: values[part] for part in parts}, "weekly": weekly}
    service_levels.save_calendar(department_id=owner.department_id, values=said, by=by, at=at)
    return _owner(owner.pk)


def _beside(request: DeskRequest, owner: Owner) -> dict[str, object]:
    language = get_language() or "en"
    ahead = calendars.unusual_days(department_id=owner.department_id, since=timezone.localtime(request.at).date())
    return {
        "owner": owner,
        "ahead": [(day, why) for day, why in ahead if why][:12],
        "versions": calendars.versions_of(department_id=owner.department_id),
        "language": language,
    }


CALENDARS = Kind(
    name="calendars",
    subject="business_calendar",
    title=gettext_lazy("Opening days"),
    about=gettext_lazy(
        "On which days and hours promises count. A department without its own days keeps those of the city; a change holds "
        "from a day on, and running promises are counted anew."
    ),
    new_text=gettext_lazy("Opening days"),
    columns=(
        gettext_lazy("Whose"),
        gettext_lazy("Open"),
        gettext_lazy("Since"),
        gettext_lazy("Changed by"),
    ),
    rows=_owners,
    cells=_cells,
    find=_owner,
    form=CalendarForm,
    write=_save,
    initial=_initial,
    beside=_beside,
    template="desk/settings/calendar.html",
    saved=gettext_lazy("Saved. Running promises are counted anew in a moment."),
    can_add=False,
)
