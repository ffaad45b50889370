"""The one form for what somebody has to say about us, and the words that follow a complaint."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.catalog import queries as catalog
from townline.complaints.values import LONGEST, Kind
from townline.core import reference
from townline.core.reference import ReferenceMistyped
from townline.customers import contact_check
from townline.service_requests import queries as service_requests

LIST_HINT = _("Leave it as it is if you are not sure.")


class TellUsForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you want to send?"),
        widget=forms.RadioSelect,
        choices=Kind.choices,
        error_messages={"required": _("Choose what it is.")},
    )
    words = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write what happened.")},
    )
    wants = forms.CharField(
        label=_("What should we do?"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    request = forms.CharField(
        label=_("Number of your request, if it is about one"),
        help_text=_("Nine digits, like 418 307 265."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    service = forms.ChoiceField(label=_("Which service?"), help_text=LIST_HINT, required=False)
    department = forms.ChoiceField(label=_("Which department?"), help_text=LIST_HINT, required=False)
    person_words = forms.CharField(
        label=_("Who of our staff, if it is about a person"),
        help_text=_("A name, or what you know of them. Who you complain about never sees or decides your complaint."),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=160, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Without a way to reach you we look into it, and you hear nothing more unless you keep the link."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, empty = get_language() or "en", ("", _("Not sure"))
        public = [one for one in catalog.catalogue().services if one.definition.visibility != "private"]
        services = sorted((one.definition.name.in_(language), one.code) for one in public)
        departments = sorted((row.name.in_(language), str(row.pk)) for row in accounts.active_departments())
        self.fields["service"].choices = [empty, *((code, name) for name, code in services)]  # type: ignore[attr-defined]  # a choice field
        self.fields["department"].choices = [empty, *((code, name) for name, code in departments)]  # type: ignore[attr-defined]  # a choice field

    def clean_request(self) -> UUID | None:
        """Whether a number is of a request is told to nobody: one that is not ours is left out."""
        typed = str(self.cleaned_data["request"])
        if not typed.strip():
            return None
        try:
            return service_requests.uuid_of(reference=reference.parse(typed))
        except ReferenceMistyped as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_email(self) -> str:
        return self._checked("email", contact_check.email_of)

    def clean_phone(self) -> str:
        return self._checked("phone", contact_check.phone_of)

    def _checked(self, field: str, check: Any) -> str:
        typed = str(self.cleaned_data[field]).strip()
        try:
            if typed:
                check(typed)
        except contact_check.ContactRejected as refusal:
            raise forms.ValidationError(refusal.errors[field]) from refusal
        return typed


class GoOnForm(forms.Form):
    words = forms.CharField(
        label=_("Why are you not satisfied?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why you are not satisfied.")},
    )


class MoreForm(forms.Form):
    words = forms.CharField(
        label=_("What do you want to add?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
