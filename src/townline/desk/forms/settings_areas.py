"""Wards and zones: a new shape from a file; names and the last day later."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.desk.forms.settings_form import SettingsForm, name_fields
from townline.places import operations as places
from townline.places import queries as places_queries
from townline.ui.dates import DateField

LARGEST = 10 * 1024 * 1024


class AreaForm(SettingsForm):
    only_new = ("kind", "code", "effective_from", "file")

    kind = forms.ChoiceField(label=_("Kind"), choices=places_queries.kind_choices)
    code = forms.CharField(
        max_length=60,
        label=_("Code"),
        help_text=_("An area of the same kind and code that holds now ends the day before the new one starts."),
    )
    name_en, name_fr = name_fields()
    population = forms.IntegerField(required=False, min_value=0, label=_("Population"))
    effective_from = DateField(label=_("First day"))
    effective_until = DateField(
        label=_("Last day"), required=False, help_text=_("Leave it empty while the area holds.")
    )
    file = forms.FileField(
        label=_("Shape"),
        help_text=_("A GeoJSON file with one polygon, in degrees (WGS 84)."),
        widget=forms.FileInput(attrs={"accept": ".json,.geojson,application/geo+json"}),
    )

    def clean_file(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        try:
            if file.size > LARGEST:
                raise places.ShapeRefused
            return places.checked_shape(geometry=json.loads(file.read()))
        except (ValueError, RecursionError):
            raise forms.ValidationError(str(places.ShapeRefused())) from None
        except OperationRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
