"""One rung: who is told, how long before or after a promise runs out, and how."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.desk.forms.settings_form import SettingsForm, choose, department_choices
from townline.service_levels.values import ClockKind, Unit
from townline.service_requests.escalation_values import By, Trigger, Whom

BEFORE, AFTER = "before", "after"


class LadderForm(SettingsForm):
    only_new = ()

    trigger = forms.ChoiceField(label=_("When"), choices=Trigger.choices)
    kind = forms.ChoiceField(label=_("Which promise"), choices=ClockKind.choices, initial=ClockKind.RESOLUTION)
    quantity = forms.IntegerField(label=_("How long"), min_value=0, max_value=250, initial=0)
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices)
    side = forms.ChoiceField(
        label=_("Before or after"),
        choices=[(AFTER, _("After the moment")), (BEFORE, _("Before the promise runs out"))],
        help_text=_("Nothing is told before three quarters of the promised time are used."),
    )
    whom = forms.ChoiceField(
        label=_("Who is told"),
        choices=Whom.choices,
        help_text=_("Where there is nobody, the next one of this list is told; the deputy too of who is away."),
    )
    by = forms.ChoiceField(label=_("How"), choices=By.choices, initial=By.MAIL)
    department_id = forms.TypedChoiceField(
        label=_("Department"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("A department with own rungs for a promise goes by them alone."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def fill(self) -> None:
        choose(self, "department_id", department_choices(), empty=_("Every department"))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.pop("side", AFTER) == BEFORE and said.get("quantity"):
            said["quantity"] = -said["quantity"]
        return said
