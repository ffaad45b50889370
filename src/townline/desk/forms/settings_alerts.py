"""An alert on every public page, and a key of an application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.desk.forms.settings_form import SettingsForm


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class AlertForm(SettingsForm):
    text_en = forms.CharField(max_length=300, label=_("Alert in English"), widget=forms.Textarea(attrs={"rows": 3}))
    text_fr = forms.CharField(max_length=300, label=_("Alert in French"), widget=forms.Textarea(attrs={"rows": 3}))
    starts_at = forms.DateTimeField(label=_("From"), widget=Moment())
    ends_at = forms.DateTimeField(label=_("Until"), widget=Moment())


class KeyForm(SettingsForm):
    only_new = ("name", "contact", "requests_per_minute")

    name = forms.CharField(max_length=120, label=_("Application"))
    contact = forms.EmailField(required=False, label=_("Who answers for it"), help_text=_("An e-mail address."))
    requests_per_minute = forms.IntegerField(
        min_value=1, max_value=100_000, initial=600, label=_("Calls a minute at most")
    )
