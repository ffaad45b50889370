"""A contact: who is in touch, what was said, how it ended."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from townline.interactions.values import (
    LONGEST_INTERPRETING,
    LONGEST_PROMISE,
    LONGEST_SUMMARY,
    LONGEST_TOPIC,
    Caller,
    Channel,
    ContactOutcome,
    FirstContact,
    Notes,
    Purpose,
    WrapUp,
)
from townline.ui.languages import LANGUAGES

NEW, NOBODY = "new", "nobody"
BY = (
    Channel.PHONE,
    Channel.COUNTER,
    Channel.EMAIL,
    Channel.MAIL,
    Channel.CHAT,
    Channel.TEXT,
    Channel.SOCIAL,
    Channel.STAFF,
)
OFF = {"autocomplete": "off"}


def moment_of(typed: str) -> datetime | None:
    """When a page was opened, as the page says it; nothing for what is no moment."""
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    return found if found is not None and is_aware(found) else None


class WhoForm(forms.Form):
    """`who` is the uuid of somebody known, or `new`, or `nobody`. The page draws the choices itself."""

    use_required_attribute = False
    channel = forms.ChoiceField(label=_("Came by"), choices=[(channel.value, channel.label) for channel in BY])
    phone = forms.CharField(
        label=_("Telephone number"), required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel", **OFF})
    )
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", **OFF}),
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=160, widget=forms.TextInput(attrs=OFF))
    language = forms.ChoiceField(label=_("The person speaks"), choices=[("en", "English"), ("fr", "Français")])

    @property
    def caller(self) -> Caller:
        said = self.cleaned_data
        return Caller(phone=said["phone"], email=said["email"], name=said["name"], language=said["language"])


class NotesForm(forms.Form):
    use_required_attribute = False
    summary = forms.CharField(
        label=_("What was said"), required=False, max_length=LONGEST_SUMMARY, widget=forms.Textarea(attrs={"rows": 4})
    )
    topic_service_code = forms.ChoiceField(label=_("About which service"), required=False)
    topic_article = forms.CharField(
        label=_("Or about what else"), required=False, max_length=LONGEST_TOPIC, widget=forms.TextInput(attrs=OFF)
    )
    postal_code = forms.CharField(
        label=_("Postal code"), required=False, max_length=12, widget=forms.TextInput(attrs=OFF)
    )
    language = forms.ChoiceField(label=_("Spoken language"), choices=LANGUAGES)
    interpreter_minutes = forms.IntegerField(
        label=_("Minutes with an interpreter"), required=False, min_value=0, max_value=LONGEST_INTERPRETING
    )
    promised = forms.CharField(
        label=_("What was promised"), required=False, max_length=LONGEST_PROMISE, widget=forms.TextInput(attrs=OFF)
    )
    promised_by = forms.DateField(
        label=_("By which day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    needs_follow_up = forms.BooleanField(label=_("Needs follow-up"), required=False)

    def __init__(self, *arguments: Any, services: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["topic_service_code"]
        field.choices = [("", _("No service")), *services]  # type: ignore[attr-defined]  # a choice field

    @property
    def notes(self) -> Notes:
        said = self.cleaned_data
        minutes = said["interpreter_minutes"]
        return Notes(
            summary=said["summary"],
            language=said["language"],
            topic_service_code=said["topic_service_code"],
            topic_article=said["topic_article"],
            postal_code=said["postal_code"].upper(),
            interpreter_language=said["language"] if minutes else "",
            interpreter_minutes=minutes,
            needs_follow_up=said["needs_follow_up"],
            promised=said["promised"],
            promised_by=said["promised_by"],
        )


class WrapUpForm(forms.Form):
    """Three answers. That all three are there is the operation's to say."""

    use_required_attribute = False
    purpose = forms.ChoiceField(label=_("What was it for?"), choices=Purpose.choices, required=False)
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=ContactOutcome.choices, required=False)
    resolved_first_contact = forms.ChoiceField(
        label=_("Resolved at first contact?"), choices=FirstContact.choices, required=False
    )

    @property
    def said(self) -> WrapUp:
        said = self.cleaned_data
        return WrapUp(said["purpose"], said["outcome"], said["resolved_first_contact"])
