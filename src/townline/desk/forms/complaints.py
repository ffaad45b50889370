"""Forms of complaints, compliments and restrictions."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.catalog import queries as catalog
from townline.complaints.values import LONGEST, SHIPPED, Finding, Kind, Limit, Matter, Remedy
from townline.core import reference
from townline.core.reference import ReferenceMistyped
from townline.desk.forms.settings_form import choose, department_choices, people_choices
from townline.interactions.values import Channel
from townline.service_levels.values import Unit
from townline.service_requests import queries as service_requests

CHANNELS = (Channel.PHONE, Channel.COUNTER, Channel.EMAIL, Channel.MAIL)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MatterForm(forms.Form):
    """What it is about: as much as is known."""

    request = forms.CharField(max_length=20, required=False, label=_("Number of a request"))
    service_code = forms.ChoiceField(required=False, label=_("Service"))
    department_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Department"))
    team_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Team"))
    person_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Member of staff"))
    person_words = forms.CharField(
        max_length=160,
        required=False,
        label=_("Their name as it was said"),
        help_text=_("If you are not sure who is meant. Whoever has that name does not see the file until it is clear."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, empty = get_language() or "en", _("not said")
        services = [(one.code, one.definition.name.in_(language)) for one in catalog.catalogue().services]
        teams = [(team.pk, team.name.in_(language)) for team in accounts.active_teams()]
        choose(self, "service_code", [*services], empty=empty)
        choose(self, "department_id", department_choices(), empty=empty)
        choose(self, "team_id", [*teams], empty=empty)
        choose(self, "person_id", people_choices(), empty=empty)

    def clean_request(self) -> UUID | None:
        return request_numbered(str(self.cleaned_data["request"]))

    def matter(self) -> Matter:
        names = ("request", "service_code", "department_id", "team_id", "person_id", "person_words")
        return Matter(**{name: self.cleaned_data[name] for name in names})


def request_numbered(typed: str) -> UUID | None:
    """Its uuid; an empty field is none. Raises ValidationError for a number that has a mistake in it or is of no request."""
    if not typed.strip():
        return None
    try:
        found = service_requests.uuid_of(reference=reference.parse(typed))
    except ReferenceMistyped as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    if found is None:
        raise forms.ValidationError(_("There is no request with this number. Leave it empty if you do not have it."))
    return found


class IntakeForm(MatterForm):
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect, choices=Kind.choices)
    words = forms.CharField(
        max_length=LONGEST, label=_("What they say"), help_text=_("In their own words."), widget=_area(6)
    )
    wants = forms.CharField(max_length=LONGEST, required=False, label=_("What should happen"), widget=_area(2))
    channel = forms.ChoiceField(label=_("How they told us"), choices=[(one.value, one.label) for one in CHANNELS])
    language = forms.ChoiceField(label=_("Language of the answer"), choices=(("en", _("English")), ("fr", _("French"))))
    name = forms.CharField(max_length=160, required=False, label=_("Name"))
    email = forms.CharField(max_length=254, required=False, label=_("E-mail address"))
    phone = forms.CharField(max_length=40, required=False, label=_("Telephone number"))
    postal_address = forms.CharField(max_length=300, required=False, label=_("Postal address"), widget=_area(3))
    field_order = ("kind", "words", "wants", "channel", "language", "name", "email", "phone", "postal_address")


class DecideForm(forms.Form):
    finding = forms.ChoiceField(
        label=_("Finding"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Finding if one is not Finding.WITHDRAWN],
    )
    remedies = forms.MultipleChoiceField(
        label=_("Remedies"), widget=forms.CheckboxSelectMultiple, choices=Remedy.choices
    )
    reasons = forms.CharField(
        max_length=LONGEST,
        label=_("Reasons"),
        help_text=_("The customer reads them, in their language. Write nobody’s name."),
        widget=_area(6),
    )


class RestrictionForm(forms.Form):
    limits = forms.MultipleChoiceField(
        label=_("What is asked of the person"), widget=forms.CheckboxSelectMultiple, choices=Limit.choices
    )
    words = forms.CharField(
        max_length=1_000, label=_("What staff do"), help_text=_("Whoever meets the person reads it."), widget=_area(2)
    )
    reason = forms.CharField(
        max_length=LONGEST,
        label=_("Why"),
        help_text=_("What happened, when, and what was tried before."),
        widget=_area(5),
    )
    review_date = forms.DateField(
        label=_("Looked at again on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class StageForm(forms.Form):
    stage = forms.ChoiceField(widget=forms.HiddenInput, choices=[(stage, stage) for stage in SHIPPED])
    days = forms.IntegerField(min_value=1, max_value=365, label=_("Days until the decision"))
    unit = forms.ChoiceField(
        label=_("Counted in"), choices=[(one.value, one.label) for one in (Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS)]
    )
    inform_days = forms.IntegerField(min_value=1, max_value=365, label=_("Days until the customer hears again"))
    escalate_days = forms.IntegerField(min_value=1, max_value=365, label=_("Days to go on after a decision"))


class PeriodForm(forms.Form):
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MaxValueValidator(date(2999, 12, 31))],
    )
