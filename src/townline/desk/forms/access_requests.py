"""Forms of access requests, corrections and breaches."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.core.errors import NotFound
from townline.customers import queries as customers
from townline.desk.forms.settings_alerts import Moment
from townline.desk.forms.settings_form import choose
from townline.records_office.legal.profiles import PROFILES
from townline.records_office.values import Harm

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
WORDS: dict[str, Any] = {"max_length": 4_000, "widget": forms.Textarea(attrs={"rows": 4})}


class PersonField(forms.CharField):
    """The address of a customer's page, or the number in it; gives the customer's uuid."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=300,
            label=_("Address of the customer’s page"),
            help_text=_("Open the customer’s page and copy its address, or the number in it."),
            **kwargs,
        )

    def clean(self, value: Any) -> UUID | None:
        found = _UUID.search(super().clean(value))
        try:
            return customers.customer_of(uuid=UUID(found.group())).uuid if found else self._nobody()
        except NotFound:
            return self._nobody()

    def _nobody(self) -> UUID | None:
        if self.required:
            raise forms.ValidationError(_("There is no customer at this address. Copy it from the customer’s page."))
        return None


class AccessForm(forms.Form):
    person = PersonField()
    name = forms.CharField(max_length=160, label=_("Name of the person"))
    by_whom = forms.CharField(
        max_length=160,
        required=False,
        label=_("Asked in their name by"),
        help_text=_("An agent, a parent, an executor."),
    )
    what = forms.CharField(label=_("What they ask for"), help_text=_("In their own words."), **WORDS)
    send_to = forms.CharField(
        max_length=300, label=_("Where the answer goes"), widget=forms.Textarea(attrs={"rows": 3})
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=(("en", _("English")), ("fr", _("French"))))
    profile = forms.ChoiceField(label=_("Which law applies"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choose(self, "profile", [(code, profile.name.in_(language)) for code, profile in PROFILES.items()])


class CorrectionForm(forms.Form):
    person = PersonField()
    name = forms.CharField(max_length=160, label=_("Name of the person"))
    wrong = forms.CharField(label=_("What is wrong, and where it stands"), **WORDS)
    right = forms.CharField(label=_("What it should say"), **WORDS)


class AnswerForm(forms.Form):
    corrected = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=(("yes", _("Corrected")), ("no", _("Not corrected"))),
    )
    reason = forms.CharField(
        max_length=1_000,
        required=False,
        label=_("Why"),
        help_text=_("Needed when it is not corrected: the person is told."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    statement = forms.CharField(
        required=False,
        label=_("Statement of disagreement"),
        help_text=_("In the person’s own words. It stands beside the record from now on."),
        **WORDS,
    )
    told = forms.CharField(
        max_length=1_000,
        required=False,
        label=_("Who was told"),
        help_text=_("Everybody who got the information in the last year."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class BreachForm(forms.Form):
    title = forms.CharField(max_length=160, label=_("In a few words"))
    words = forms.CharField(label=_("What happened"), **WORDS)
    discovered_at = forms.DateTimeField(label=_("Found out on"), widget=Moment())
    from_at = forms.DateTimeField(label=_("The data was open from"), widget=Moment())
    until_at = forms.DateTimeField(label=_("until"), widget=Moment())
    reader_id = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Whose account"),
        help_text=_(
            "Everybody whom this account saw in that time is put on the list. Leave it empty for a lost letter."
        ),
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        choose(self, "reader_id", [(user.pk, user.name) for user in accounts.all_users()], empty=_("Nobody’s"))

    def clean_discovered_at(self) -> datetime:
        found: datetime = self.cleaned_data["discovered_at"]
        if found > self.at + timedelta(minutes=1):
            raise forms.ValidationError(_("This moment is still to come."))
        return found


class WeighForm(forms.Form):
    harm = forms.ChoiceField(label=_("Risk"), widget=forms.RadioSelect, choices=Harm.choices)
    why = forms.CharField(
        max_length=1_000,
        required=False,
        label=_("Why"),
        help_text=_("How sensitive the data is, how likely it is misused, who has it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contained = forms.CharField(required=False, label=_("What was done at once"), **WORDS)
    learned = forms.CharField(required=False, label=_("What is changed so that it does not happen again"), **WORDS)
    reported = forms.BooleanField(required=False, label=_("The commissioner was told"))
