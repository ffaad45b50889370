"""What staff write down about a customer."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.customers.operations import Details
from townline.customers.values import AlertKind, FormatWish, Kind, Preferred, Role, Verified
from townline.privacy.values import Method
from townline.ui.languages import LANGUAGES

OFF = {"autocomplete": "off"}
NOT_SAID = ("", _("Not said"))


class DetailsForm(forms.Form):
    """`version` is what the person saw; empty for a new customer."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    kind = forms.ChoiceField(
        label=_("This is a"), choices=[choice for choice in Kind.choices if choice[0] != Kind.STAFF]
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=160, widget=forms.TextInput(attrs=OFF))
    organisation = forms.CharField(
        label=_("Business or organisation"), required=False, max_length=160, widget=forms.TextInput(attrs=OFF)
    )
    postal_address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=300,
        help_text=_("The street first. It is matched with the city’s addresses when it is saved."),
        widget=forms.Textarea(attrs={"rows": 3, **OFF}),
    )
    language = forms.ChoiceField(label=_("We write in"), choices=[("en", "English"), ("fr", "Français")])
    spoken_language = forms.ChoiceField(
        label=_("Speaks"), required=False, choices=[("", _("The same language")), *LANGUAGES]
    )
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    preferred_channel = forms.ChoiceField(
        label=_("Wants to hear from us by"), required=False, choices=[NOT_SAID, *Preferred.choices]
    )
    format_wish = forms.ChoiceField(label=_("Letters and documents in"), choices=FormatWish.choices)
    quiet_from = forms.TimeField(
        label=_("Do not call from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    @property
    def details(self) -> Details:
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Details(**{**data, "kind": Kind(data["kind"]), "format_wish": FormatWish(data["format_wish"])})

    @staticmethod
    def start(customer: Any) -> dict[str, Any]:
        return {name: getattr(customer, name) for name in DetailsForm.base_fields}


class PointForm(forms.Form):
    use_required_attribute = False
    kind = forms.ChoiceField(label=_("Kind"), choices=[("phone", _("Telephone")), ("email", _("E-mail"))])
    typed = forms.CharField(label=_("Number or address"), max_length=254, widget=forms.TextInput(attrs=OFF))
    label = forms.CharField(
        label=_("Whose or where"), help_text=_("For example: work, daughter"), required=False, max_length=40,
        widget=forms.TextInput(attrs=OFF),
    )  # fmt: skip


class AskedForm(forms.Form):
    """How staff made sure whose number it is."""

    use_required_attribute = False
    how = forms.ChoiceField(
        label=_("How"),
        choices=[(how.value, how.label) for how in (Verified.ASKED_ON_PHONE, Verified.SEEN_AT_COUNTER)],
    )
    asked = forms.CharField(
        label=_("What you asked or saw"),
        help_text=_("The question, never the answer."),
        max_length=200,
        widget=forms.TextInput(attrs=OFF),
        error_messages={"required": _("Write what you asked to be sure, never the answer.")},
    )


class CodeForm(forms.Form):
    use_required_attribute = False
    code = forms.CharField(
        label=_("Code that the customer reads out"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **OFF}),
        error_messages={"required": _("Write the six digits.")},
    )


class RelationForm(forms.Form):
    """`find` looks for the other customer; `other` is the uuid of the one that was picked."""

    use_required_attribute = False
    other = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": _("Find the other customer first, and choose one.")}
    )
    turn = forms.ChoiceField(
        label=_("Who has the role"),
        choices=[("this", _("This customer, for the other")), ("other", _("The other, for this customer"))],
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    speaks = forms.BooleanField(label=_("May speak for the other, who has agreed to it"), required=False)
    method = forms.ChoiceField(label=_("How they agreed"), required=False, choices=Method.choices)
    until = forms.DateField(
        label=_("Until, the last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("What was shown or said"), required=False, max_length=300, widget=forms.TextInput(attrs=OFF)
    )


class AlertForm(forms.Form):
    use_required_attribute = False
    kind = forms.ChoiceField(label=_("What kind of danger"), choices=AlertKind.choices)
    text = forms.CharField(
        label=_("What a colleague must know"),
        help_text=_("What happened or may happen, in plain words. No opinion of the person."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what a colleague must know before they go there.")},
    )
    until = forms.DateField(
        label=_("Until, the last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a last day within a year: an old warning is unfair to people and not believed.")
        },
    )


def end_of(day: Any, zone: Any) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone)
