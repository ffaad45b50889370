"""Tasks: a new one, and what is said when one is done or not needed. Plans and agreements between teams."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.desk.forms.settings_form import SettingsForm, choose, department_choices
from townline.desk.forms.settings_rules import team_choices
from townline.desk.presenters.choices import service_choices
from townline.service_levels.values import Unit
from townline.service_requests.values import TaskEvidence
from townline.ui.photos import ManyFiles, PhotosField

LONGEST = 4_000
Choices = Sequence[tuple[object, object]]


def _time() -> tuple[forms.IntegerField, forms.ChoiceField]:
    return (
        forms.IntegerField(
            min_value=1, max_value=365, initial=3, label=_("Time to do it"),
            help_text=_("Counts from the moment at which the task can begin."),
        ),
        forms.ChoiceField(choices=Unit.choices, initial=Unit.BUSINESS_DAYS, label=_("Counted in")),
    )  # fmt: skip


class TaskForm(forms.Form):
    title = forms.CharField(
        max_length=160, label=_("What is to be done"), error_messages={"required": _("Write what is to be done.")}
    )
    words = forms.CharField(
        max_length=LONGEST, required=False, label=_("What the team must know"), widget=forms.Textarea(attrs={"rows": 3})
    )
    team = forms.TypedChoiceField(coerce=int, label=_("Team"), error_messages={"required": _("Choose a team.")})
    quantity, unit = _time()
    evidence = forms.ChoiceField(
        choices=TaskEvidence.choices, initial=TaskEvidence.NOTE, label=_("What shows that it is done")
    )
    after = forms.MultipleChoiceField(
        required=False, label=_("Begins only after"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: it can begin at once."),
    )  # fmt: skip

    def __init__(self, *args: Any, others: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "team", team_choices(), empty=_("Choose"))
        if others:
            choose(self, "after", list(others))
        else:
            del self.fields["after"]


class DoneForm(forms.Form):
    result = forms.CharField(
        max_length=LONGEST, required=False, label=_("What was done"), widget=forms.Textarea(attrs={"rows": 3})
    )
    photos = PhotosField(
        required=False,
        label=_("Photos of the work"),
        widget=ManyFiles(attrs={"accept": "image/*", "capture": "environment", "multiple": True}),
    )


class PlanForm(SettingsForm):
    only_new = ("service_id",)
    service_id = forms.TypedChoiceField(
        coerce=int, label=_("Service"), error_messages={"required": _("Choose a service.")}
    )
    completes_request = forms.BooleanField(
        required=False,
        label=_("The last task done completes the request"),
        help_text=_("With what the teams wrote and their photos. Else somebody completes it by hand."),
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def fill(self) -> None:
        if "service_id" in self.fields:
            choose(self, "service_id", list(service_choices()), empty=_("Choose"))


class StepForm(SettingsForm):
    only_new = ()
    position = forms.IntegerField(min_value=1, max_value=99, initial=1, label=_("Place in the order"))
    title_en = forms.CharField(max_length=160, label=_("Task in English"))
    title_fr = forms.CharField(max_length=160, label=_("Task in French"))
    words_en = forms.CharField(
        required=False, max_length=LONGEST, label=_("What the team must know, in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    words_fr = forms.CharField(
        required=False, max_length=LONGEST, label=_("What the team must know, in French"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    team_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Team"))
    quantity, unit = _time()
    evidence = forms.ChoiceField(
        choices=TaskEvidence.choices, initial=TaskEvidence.NOTE, label=_("What shows that it is done")
    )
    after = forms.CharField(
        required=False,
        max_length=80,
        label=_("Begins only after"),
        help_text=_("The places of tasks that come first, for example “1, 2”. Empty: it can begin at once."),
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def fill(self) -> None:
        choose(self, "team_id", team_choices(), empty=_("The team that has the request"))

    def clean_after(self) -> list[int]:
        said = [part.strip() for part in str(self.cleaned_data["after"]).split(",") if part.strip()]
        if not all(part.isdecimal() and len(part) < 3 for part in said):
            raise forms.ValidationError(_("Write the places as numbers with commas between them, for example “1, 2”."))
        return sorted({int(part) for part in said})


class AgreementForm(SettingsForm):
    """`team:3` or `department:2`: who hands over, who takes up."""

    only_new = ()
    giver = forms.ChoiceField(required=False, label=_("Who hands over"))
    taker = forms.ChoiceField(
        label=_("Who takes it up"), error_messages={"required": _("Choose a team or a department.")}
    )
    quantity = forms.IntegerField(min_value=1, max_value=365, initial=1, label=_("Taken up within"))
    unit = forms.ChoiceField(choices=Unit.choices, initial=Unit.BUSINESS_DAYS, label=_("Counted in"))
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def fill(self) -> None:
        choose(self, "giver", _sides(), empty=_("Anybody"))
        choose(self, "taker", _sides(), empty=_("Choose"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name, side in (("giver", "from"), ("taker", "to")):
            kind, _colon, number = str(values.pop(name, "")).partition(":")
            for known in ("department", "team"):
                values[f"{side}_{known}_id"] = int(number) if kind == known and number.isdecimal() else None
        return values


def _sides() -> list[tuple[object, object]]:
    language = get_language() or "en"
    teams = [(f"team:{team.pk}", team.name.in_(language)) for team in accounts.active_teams()]
    departments = [(f"department:{number}", name) for number, name in department_choices()]
    return [(_("Departments"), departments), (_("Teams"), teams)]
