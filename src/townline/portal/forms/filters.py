"""Which public requests are shown. Everything stands in the address, so that a view can be linked to."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.catalog.catalogue import Catalogue
from townline.portal.presenters.flow import speaks
from townline.service_requests.queries import PublicFilters
from townline.ui import times

STATUSES = (("open", gettext_lazy("Open")), ("closed", gettext_lazy("Closed")))
# The last day of all has no day after it, and no time zone knows the first.
IN_THE_CALENDAR = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 1, 1)))
NAMES = ("service", "group", "ward", "status", "from", "until")


class FilterForm(forms.Form):
    """A value that means nothing is left out; an address somebody cut short still shows a list."""

    service = forms.ChoiceField(label=gettext_lazy("Service"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Group"), required=False)
    ward = forms.ChoiceField(label=gettext_lazy("Ward"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=IN_THE_CALENDAR,
    )

    def __init__(self, data: QueryDict, *, catalogue: Catalogue, wards: dict[str, tuple[int, str]]) -> None:
        super().__init__(data=data)
        self.catalogue, self.wards, language = catalogue, wards, speaks()
        public = list(catalogue.public)
        in_use = {entry.group.code for entry in public}
        self.fields["from"] = forms.DateField(
            label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}), validators=IN_THE_CALENDAR
        )
        self.order_fields(["service", "group", "ward", "status", "from", "until"])
        everything = ("", _("All"))
        names = sorted(
            ((entry.code, entry.definition.name.in_(language)) for entry in public), key=lambda pair: pair[1].casefold()
        )
        self._choose("service", [everything, *names])
        self._choose(
            "group",
            [everything, *((item.code, item.name.in_(language)) for item in catalogue.groups if item.code in in_use)],
        )
        self._choose("ward", [everything, *((code, name) for code, (_number, name) in wards.items())])
        self._choose("status", [everything, *STATUSES])
        self.full_clean()

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in NAMES if self.cleaned_data.get(name)}

    def filters(self) -> PublicFilters:
        chosen = self.chosen
        return PublicFilters(
            service_ids=self._service_ids(chosen),
            ward_id=self.wards[chosen["ward"]][0] if "ward" in chosen else None,
            status=chosen.get("status", ""),
            since=_midnight(chosen["from"]) if "from" in chosen else None,
            until=_midnight(chosen["until"] + timedelta(days=1)) if "until" in chosen else None,
        )

    def query(self, **changed: str) -> str:
        """The address's words with some of them changed; an empty one is left out."""
        kept = {
            name: value.isoformat() if hasattr(value, "isoformat") else str(value)
            for name, value in self.chosen.items()
        }
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in {**kept, **changed}.items() if value})
        return f"?{query.urlencode()}" if query else ""

    def words(self, name: str) -> str:
        """What one filter says: `Ward 3`, `since 3 June`."""
        value = self.chosen[name]
        if name == "from":
            return str(_("from %s") % times.short(value, today=timezone.localdate()))
        if name == "until":
            return str(_("until %s") % times.short(value, today=timezone.localdate()))
        return str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _service_ids(self, chosen: dict[str, Any]) -> tuple[int, ...]:
        if "service" in chosen:
            return (self.catalogue.by_code[chosen["service"]].id,)
        if "group" in chosen:
            return tuple(entry.id for entry in self.catalogue.public if entry.group.code == chosen["group"])
        return ()


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
