"""A new service."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.catalog import queries as catalog
from townline.desk.forms.services.fields import line
from townline.desk.forms.settings_form import choose
from townline.desk.forms.settings_rules import team_choices_by_code


class NewServiceForm(forms.Form):
    code = forms.SlugField(
        max_length=80,
        label=_("Code"),
        help_text=_("Small letters, digits and “-”. It never changes: reports and links use it."),
    )
    name_en = line(_("Name in English"), max_length=160)
    name_fr = line(_("Name in French"), max_length=160)
    like = forms.ChoiceField(label=_("Start from a copy of"), required=False)
    group_code = forms.ChoiceField(
        label=_("Group"), required=False, help_text=_("Of an empty service. A copy keeps its own.")
    )
    team_code = forms.ChoiceField(
        label=_("Team"), required=False, help_text=_("Of an empty service. A copy keeps its own.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        rows = catalog.all_services()
        services: list[tuple[object, object]] = [(row.code, row.name.in_(language)) for row in rows]
        choose(self, "like", services, empty=_("Nothing: an empty service"))
        groups: list[tuple[object, object]] = [(row.code, row.name.in_(language)) for row in catalog.all_groups()]
        choose(self, "group_code", groups, empty=_("Choose"))
        teams = team_choices_by_code()
        choose(self, "team_code", teams, empty=_("Choose"))
        self.comes_too_early = not (groups and teams)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("like"):
            for name in ("group_code", "team_code"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose one, or a service to copy."))
        return given
