"""Groups of the catalogue, departments, teams."""

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.desk.forms.settings_form import (
    SettingsForm,
    choose,
    code_field,
    colleague_choices,
    department_choices,
    name_fields,
)


class GroupForm(SettingsForm):
    code = code_field()
    name_en, name_fr = name_fields()
    position = forms.IntegerField(
        min_value=0,
        max_value=30_000,
        initial=100,
        label=_("Place in the list"),
        help_text=_("Lower numbers come first."),
    )


class DepartmentForm(SettingsForm):
    code = code_field()
    name_en, name_fr = name_fields()
    phone = forms.CharField(max_length=40, required=False, label=_("Telephone"))
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))


class TeamForm(SettingsForm):
    code = code_field()
    name_en, name_fr = name_fields()
    department = forms.TypedChoiceField(coerce=int, label=_("Department"))
    mailbox = forms.EmailField(required=False, label=_("Mailbox"))
    is_active = forms.BooleanField(
        required=False,
        initial=True,
        label=_("In use"),
        help_text=_("A team that is not in use gets no new work."),
    )
    members = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        label=_("People"),
        widget=forms.CheckboxSelectMultiple,
    )

    leads = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        label=_("Leads the team"),
        help_text=_("Sees the board of the team, and is told of late work before the supervisor is."),
        widget=forms.CheckboxSelectMultiple,
    )

    def fill(self) -> None:
        choose(self, "department", department_choices(), empty=_("Choose"))
        people = colleague_choices()
        choose(self, "members", people)
        members = set(self.initial.get("members") or ())
        if members:
            choose(self, "leads", [(number, name) for number, name in people if number in members])
        else:
            del self.fields["leads"]  # a team has people before one of them leads it

    def clean_leads(self) -> list[int]:
        """Who is taken out of the team leads it no more."""
        members = set(self.cleaned_data.get("members") or ())
        return [number for number in self.cleaned_data["leads"] if number in members]
