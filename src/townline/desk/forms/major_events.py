"""Declare a major event, tell everybody, complete many of its requests."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.desk.forms.settings_alerts import Moment
from townline.desk.forms.settings_form import choose
from townline.desk.presenters.choices import service_choices, ward_names
from townline.service_requests.values import MajorKind, Outcome


class MajorEventForm(forms.Form):
    kind = forms.ChoiceField(choices=MajorKind.choices, label=_("What it is"), widget=forms.RadioSelect)
    name_en = forms.CharField(max_length=120, label=_("Name in English"))
    name_fr = forms.CharField(max_length=120, label=_("Name in French"))
    words_en = forms.CharField(
        max_length=600, label=_("What residents read before they report, in English"),
        help_text=_("What happened, what the City does, when there is news. It stands on the page of each service below."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    words_fr = forms.CharField(
        max_length=600,
        label=_("What residents read before they report, in French"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    starts_at = forms.DateTimeField(
        label=_("It began"),
        widget=Moment(),
        help_text=_("Open requests that came since then belong to it from the start."),
    )
    services = forms.TypedMultipleChoiceField(
        coerce=int, label=_("Services"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one service.")},
    )  # fmt: skip
    wards = forms.TypedMultipleChoiceField(
        coerce=int, required=False, label=_("Wards"), help_text=_("Nothing chosen: the whole city."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "services", list(service_choices()))
        choose(self, "wards", sorted(ward_names(at=timezone.now()).items(), key=lambda pair: str(pair[1])))


class UpdateForm(forms.Form):
    update_en = forms.CharField(
        max_length=2_000, label=_("What is new, in English"), widget=forms.Textarea(attrs={"rows": 3})
    )
    update_fr = forms.CharField(
        max_length=2_000, label=_("What is new, in French"), widget=forms.Textarea(attrs={"rows": 3})
    )


class CompleteManyForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.NOT_RECORDED],
        initial=Outcome.FIXED,
    )
    words = forms.CharField(
        max_length=4_000,
        label=_("What was done"),
        help_text=_("The customer reads these words."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
