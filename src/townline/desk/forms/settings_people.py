"""People who work here, and when they are away."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import COUNCIL_ROLES
from townline.desk.forms.settings_form import SettingsForm, choose, colleague_choices, department_choices
from townline.ui.dates import DateField

LANGUAGES = [("en", "English"), ("fr", "Français")]


class PersonForm(SettingsForm):
    name = forms.CharField(max_length=120, label=_("Name"))
    email = forms.EmailField(label=_("E-mail"), help_text=_("They sign in with it."))
    role = forms.ChoiceField(label=_("Role"))
    language = forms.ChoiceField(label=_("Language of the desk"), choices=LANGUAGES, widget=forms.RadioSelect)
    department = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Department"))
    teams = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        label=_("Teams"),
        widget=forms.CheckboxSelectMultiple,
    )

    works_for_id = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Works for the councillor"),
        help_text=_("Only of an assistant. Their role ends with the councillor’s term."),
    )

    def fill(self) -> None:
        language = get_language() or "en"
        kept = self.row.works_for_id if self.row else None
        councillors = [
            user for user in accounts.all_users().filter(role="councillor") if user.is_active or user.pk == kept
        ]
        choose(self, "works_for_id", [(user.pk, user.name) for user in councillors], empty=_("None"))
        choose(self, "role", self._roles(), empty=_("Choose"))
        choose(self, "department", department_choices(), empty=_("None"))
        choose(self, "teams", [(team.pk, team.name.in_(language)) for team in accounts.active_teams()])

    def _roles(self) -> list[tuple[object, object]]:
        """An office keeps its role, and nobody who works for the City becomes one."""
        if self.row is None:
            return list(accounts.role_choices())
        is_office = self.row.role in COUNCIL_ROLES
        return [
            (role, name)
            for role, name in accounts.role_choices()
            if (role == self.row.role if is_office else role not in COUNCIL_ROLES)
        ]


class AwayForm(forms.Form):
    from_date = DateField(label=_("First day away"))
    until_date = DateField(label=_("Last day away"))
    deputy = forms.TypedChoiceField(
        coerce=int, label=_("Deputy"), help_text=_("Work and approvals follow to this person.")
    )

    def __init__(self, *args: Any, user_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "deputy", [pair for pair in colleague_choices() if pair[0] != user_id], empty=_("Choose"))
