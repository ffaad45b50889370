"""Declare a significant weather event."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.catalog import queries as catalog
from townline.desk.forms.settings_alerts import Moment
from townline.places import queries as places
from townline.ui.localised import localised

CLASSES = [(str(number), str(number)) for number in range(1, 7)]  # O. Reg. 239/02 knows six


class WeatherForm(forms.Form):
    name_en = forms.CharField(max_length=120, label=_("Name in English"), help_text=_("For example: Snow squall"))
    name_fr = forms.CharField(
        max_length=120, label=_("Name in French"), help_text=_("For example: Bourrasque de neige")
    )
    source = forms.CharField(
        max_length=300,
        label=_("Who says so"),
        help_text=_("The alert on which you rely, with its time."),
    )
    starts_at = forms.DateTimeField(
        label=_("Since"), widget=Moment(), help_text=_("In the last 24 hours. What was late before stays late.")
    )
    services = forms.MultipleChoiceField(label=_("Services that it holds up"), widget=forms.CheckboxSelectMultiple)
    areas = forms.MultipleChoiceField(
        label=_("Where"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: the whole city."),
    )
    road_classes = forms.MultipleChoiceField(
        label=_("Classes of roads"),
        required=False,
        choices=CLASSES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: every class. A place without a known class is held only then."),
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        today = timezone.localtime(at).date()
        areas = [area for kind in ("ward", "zone") for area in places.areas_in_force(on=today, kind=kind)]
        services = sorted((localised(row.name), row.code) for row in catalog.all_services())
        self.fields["areas"].choices = [(area.id, area.name.in_(language)) for area in areas]  # type: ignore[attr-defined]  # a choice field
        self.fields["services"].choices = [(code, name) for name, code in services]  # type: ignore[attr-defined]  # a choice field

    def clean_areas(self) -> list[int]:
        return [int(number) for number in self.cleaned_data["areas"]]
