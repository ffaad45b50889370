"""Hear about somebody else's report of the same problem."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.customers import contact_check


class FollowForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=160, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Write your e-mail address.")},
    )

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"])
        try:
            return contact_check.email_of(typed)
        except contact_check.ContactRejected as refusal:
            raise forms.ValidationError(refusal.errors["email"]) from refusal

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data
