"""A rule of closing: for which requests, who looks, what has to be shown."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.catalog import queries as catalog
from townline.desk.forms.settings_form import SettingsForm, choose, department_choices, position_field
from townline.desk.forms.settings_rules import service_choices
from townline.service_requests.closing_values import Approval, Ending, Evidence, Size


def group_choices() -> list[tuple[object, object]]:
    language = get_language() or "en"
    return [(group.code, group.name.in_(language)) for group in catalog.all_groups()]


def _number(text: object) -> int | None:
    return int(str(text)) if text not in {None, ""} else None


class ClosingRuleForm(SettingsForm):
    position = position_field()
    ending = forms.ChoiceField(required=False, label=_("How it ends"))
    service_code = forms.ChoiceField(required=False, label=_("Service"))
    group_code = forms.ChoiceField(required=False, label=_("Group of services"))
    department_id = forms.TypedChoiceField(required=False, coerce=_number, empty_value=None, label=_("Department"))
    priority = forms.TypedChoiceField(required=False, coerce=_number, empty_value=None, label=_("Urgency"))
    size = forms.ChoiceField(
        required=False,
        label=_("Size of the work"),
        help_text=_("Who completes the work is then asked how large it was."),
    )
    approval = forms.ChoiceField(
        label=_("Who looks at it"),
        choices=Approval.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who looks at the closing.")},
    )
    percent = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100,
        label=_("How many of a hundred are looked at afterwards"),
        help_text=_("Only where some are looked at afterwards."),
    )
    evidence = forms.MultipleChoiceField(
        required=False,
        label=_("What has to be shown"),
        help_text=_("The outcome is always asked. Without anything here, words, a photo or a measurement are enough."),
        choices=Evidence.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        max_length=200, required=False, label=_("Note"), help_text=_("Why this rule is there, for your colleagues.")
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def fill(self) -> None:
        endings = [(ending.value, ending.label) for ending in Ending if ending is not Ending.IMPORTED]
        choose(self, "ending", [*endings], empty=_("However it ends"))
        choose(self, "service_code", service_choices(), empty=_("Every service"))
        choose(self, "group_code", group_choices(), empty=_("Every group"))
        choose(self, "department_id", department_choices(), empty=_("Every department"))
        choose(self, "priority", [("1", _("Urgent")), ("2", _("Usual")), ("3", _("Low"))], empty=_("Any"))
        choose(self, "size", [*Size.choices], empty=_("Any"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("approval") not in {None, Approval.SAMPLED}:
            values["percent"] = None
        return values
