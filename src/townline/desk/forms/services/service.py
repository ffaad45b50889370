"""A whole service on one page: what holds for all of it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.catalog import queries as catalog
from townline.catalog.definitions import CHANNELS
from townline.desk.forms.loose import LooseForm
from townline.desk.forms.services.fields import line, lines
from townline.desk.forms.settings_form import choose
from townline.desk.forms.settings_rules import team_choices_by_code
from townline.interactions.values import Channel


class ServiceForm(LooseForm):
    name_en, name_fr = line(_("Name in English")), line(_("Name in French"))
    summary_en, summary_fr = lines(_("In one sentence, English"), 2), lines(_("In one sentence, French"), 2)
    what_we_do_en = lines(_("What we do, English"), required=False)
    what_we_do_fr = lines(_("What we do, French"), required=False)
    when_en, when_fr = lines(_("When, English"), 2, required=False), lines(_("When, French"), 2, required=False)
    cost_en, cost_fr = (
        lines(_("What it costs, English"), 2, required=False),
        lines(_("What it costs, French"), 2, required=False),
    )
    keywords_en = lines(
        _("What residents call it, English"),
        4,
        required=False,
        help_text=_("One name a line: it is found by these words too."),
    )
    keywords_fr = lines(
        _("What residents call it, French"),
        4,
        required=False,
        help_text=_("One name a line: it is found by these words too."),
    )

    group_code = forms.ChoiceField(label=_("Group"))
    department_code = forms.ChoiceField(label=_("Department"))
    team_code = forms.ChoiceField(label=_("Team"), help_text=_("Routing rules may send a request elsewhere."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("request", _("A request that we work on")), ("information", _("Information only: nothing to send"))],
    )
    visibility = forms.ChoiceField(
        label=_("Who may see requests"),
        choices=[
            ("public", _("Everybody: on the map and the list, without names")),
            ("private", _("The customer and staff")),
            ("enforcement", _("Staff who work on it: the complainant stays sealed")),
        ],
    )
    place = forms.ChoiceField(
        label=_("Place"),
        choices=[
            ("required", _("Must be given")),
            ("optional", _("May be given")),
            ("none", _("Is not asked")),
        ],
    )
    photos_allowed = forms.BooleanField(label=_("Photos may be added"), required=False)
    anonymous_allowed = forms.BooleanField(label=_("May be sent without a name"), required=False)
    resolution_days = forms.IntegerField(label=_("Business days until it is done"))
    priority = forms.ChoiceField(label=_("Priority"), choices=[("1", _("Urgent")), ("2", _("Usual")), ("3", _("Low"))])
    minutes = forms.IntegerField(label=_("Minutes that the form takes"))
    channels = forms.MultipleChoiceField(
        label=_("Offered"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, dict(Channel.choices).get(name, name)) for name in CHANNELS],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choose(self, "group_code", [(row.code, row.name.in_(language)) for row in catalog.all_groups()])
        choose(self, "department_code", [(row.code, row.name.in_(language)) for row in accounts.all_departments()])
        choose(self, "team_code", team_choices_by_code())
