"""When the city or a department is open: hours for each day of the week, holidays, seasons, closures, from a day on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.desk.forms.settings_form import SettingsForm, choose
from townline.service_levels import calendars, opening_words
from townline.ui.dates import DateField

DAYS = (
    ("monday", _("Monday")),
    ("tuesday", _("Tuesday")),
    ("wednesday", _("Wednesday")),
    ("thursday", _("Thursday")),
    ("friday", _("Friday")),
    ("saturday", _("Saturday")),
    ("sunday", _("Sunday")),
)
PROVINCES = (
    ("ON", "Ontario"),
    ("AB", "Alberta"),
    ("BC", _("British Columbia")),
    ("MB", "Manitoba"),
    ("NB", _("New Brunswick")),
    ("NL", _("Newfoundland and Labrador")),
    ("NS", _("Nova Scotia")),
    ("NT", _("Northwest Territories")),
    ("NU", "Nunavut"),
    ("PE", _("Prince Edward Island")),
    ("QC", _("Quebec")),
    ("SK", "Saskatchewan"),
    ("YT", "Yukon"),
)


def _hours(name: Any) -> forms.CharField:
    return forms.CharField(required=False, max_length=80, label=name)


class CalendarForm(SettingsForm):
    only_new = ()

    effective_from = DateField(
        label=_("Holds from"), help_text=_("Today or later. Running promises are counted anew from that day on.")
    )
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (_hours(name) for _key, name in DAYS)
    province = forms.ChoiceField(label=_("Statutory holidays of"), choices=PROVINCES)
    optional_holidays = forms.MultipleChoiceField(
        required=False,
        label=_("Optional holidays that are kept too"),
        widget=forms.CheckboxSelectMultiple,
    )
    seasons = forms.CharField(
        required=False,
        label=_("Seasons"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Other hours in a part of each year, one a line: 05-01 to 09-30; 7:00-15:00; Summer hours; Heures d’été"
        ),
    )
    closures = forms.CharField(
        required=False,
        label=_("Closures"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Days with other hours or none, one a line: 2026-12-24; 8:30-12:00; Closes at noon; Ferme à midi"),
    )

    def fill(self) -> None:
        province = self.data.get("province") or self.initial.get("province") or "ON"
        if province not in calendars.PROVINCES:
            province = "ON"
        kept = self.initial.get("optional_holidays") or []
        names = dict.fromkeys([*calendars.optional_names(province=province), *kept])
        choose(self, "optional_holidays", [(name, name) for name in names])
        self.fields["monday"].help_text = _("8:30-16:30, or 8:30-12:00, 13:00-16:30. Empty: closed.")

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {**super().labels(), "weekly": str(_("Hours, Monday to Sunday"))}

    def clean(self) -> dict[str, Any]:
        read = {key: opening_words.read_spans for key, _name in DAYS}
        lines = {"seasons": opening_words.read_seasons, "closures": opening_words.read_closures}
        for name, reader in {**read, **lines}.items():
            try:
                self.cleaned_data[name] = reader(text=self.cleaned_data.get(name, ""))
            except OperationRefused as refusal:
                self.add_error(name, str(refusal))
        return self.cleaned_data
