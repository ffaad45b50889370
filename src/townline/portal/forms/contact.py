"""How the person wants to hear, and how they can be reached."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.customers import contact_check
from townline.customers.values import Preferred
from townline.portal.presenters.flow import REACH_FIELDS
from townline.ui.fields import Words

WAYS = {  # the words and the hint of each
    Preferred.EMAIL: (_("By e-mail"), _("At each step, with a private link to your request.")),
    Preferred.CALL: (_("By telephone"), _("We call you back when something happens.")),
    Preferred.LETTER: (_("By letter"), _("We write to your postal address.")),
    Preferred.NOTHING: (_("Not at all"), _("You can look it up with the number that you get at the end.")),
}
NEEDED = {Preferred.EMAIL: "email", Preferred.CALL: "phone", Preferred.LETTER: "postal_address"}
MISSING = {
    "email": _("Write your e-mail address."),
    "phone": _("Write your telephone number."),
    "postal_address": _("Write your postal address."),
}


def ways() -> list[tuple[str, Words]]:
    """In the language of the page, so at the last moment."""
    return [(way, Words(str(words), hint=str(hint))) for way, (words, hint) in WAYS.items()]


class ContactForm(forms.Form):
    preferred = forms.ChoiceField(
        label=_("How should we keep you informed?"),
        choices=ways,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you want to hear from us.")},
    )


class ReachForm(forms.Form):
    """Only what the chosen way needs is required."""

    name = forms.CharField(
        label=_("Your name"), max_length=160, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.CharField(
        label=_("E-mail address"),
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
    postal_address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )

    def __init__(self, *, preferred: Preferred | None, data: Any = None, initial: Any = None) -> None:
        super().__init__(data=data, initial=initial)
        self.preferred = preferred
        needed = NEEDED.get(preferred or Preferred.NOTHING)
        if needed:
            self.fields[needed].required = True
            self.fields[needed].error_messages["required"] = MISSING[needed]
        for name in set(self.fields) - set(REACH_FIELDS[preferred or Preferred.NOTHING]):
            del self.fields[name]
        self.order_fields(REACH_FIELDS[preferred or Preferred.NOTHING])
        if needed == "email":
            self.fields["phone"].help_text = _("In case we need to ask you something while we are there.")

    def clean_email(self) -> str:
        return self._checked("email", contact_check.email_of)

    def clean_phone(self) -> str:
        return self._checked("phone", contact_check.phone_of)

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        if (
            self.preferred is Preferred.NOTHING
            and not self.errors
            and not (cleaned.get("email") or cleaned.get("phone"))
        ):
            self.add_error(
                "email",
                _("For this service we need an e-mail address or a telephone number, in case we have a question."),
            )
        return cleaned

    def _checked(self, field: str, check: Any) -> str:
        typed = str(self.cleaned_data[field]).strip()
        if not typed:
            return ""
        try:
            check(typed)
        except contact_check.ContactRejected as refusal:
            raise forms.ValidationError(refusal.errors[field]) from refusal
        return typed
