"""Forms of what people ask again, of disputed closings, and of who is told."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.customers import contact_check
from townline.customers.values import Contact, Preferred
from townline.interactions.values import Channel
from townline.service_requests.values import Ground, PartyRole, Sees, Verdict
from townline.ui.photos import ManyFiles, PhotosField

LONGEST = 4_000
SOMEBODY_ELSE = "else"
CHANNELS = (Channel.PHONE, Channel.COUNTER, Channel.EMAIL, Channel.MAIL)
EMPTY = {"required": _("Write something first.")}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AnswerForm(forms.Form):
    words = forms.CharField(max_length=LONGEST, label=_("Answer"), widget=_area(2), error_messages=EMPTY)


class JudgeForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What you found"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found.")},
    )
    words = forms.CharField(
        max_length=LONGEST,
        label=_("What you found, in words"),
        help_text=_("Whoever disputed it reads them, where we can reach them."),
        widget=_area(3),
        error_messages={"required": _("Write what you found.")},
    )


class AskedAgainForm(forms.Form):
    who = forms.ChoiceField(
        label=_("Who asks"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who asks. Somebody else is told nothing about the person.")},
    )
    channel = forms.ChoiceField(
        label=_("How they reached us"), choices=[(one.value, one.label) for one in CHANNELS], initial=Channel.PHONE
    )
    words = forms.CharField(max_length=LONGEST, label=_("What they say"), widget=_area(4), error_messages=EMPTY)
    photos = PhotosField(
        required=False, label=_("Photos"), widget=ManyFiles(attrs={"accept": "image/*", "multiple": True})
    )
    answer = forms.CharField(
        max_length=LONGEST,
        required=False,
        label=_("What you told them"),
        help_text=_("If you could answer at once. Nothing more is promised then, and nothing is sent."),
        widget=_area(2),
    )
    kept = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [*people, (SOMEBODY_ELSE, _("Somebody else"))]  # type: ignore[attr-defined]


class ToldForm(forms.Form):
    """Whom to tell, how much, and why they may be told."""

    name = forms.CharField(max_length=160, required=False, label=_("Name"))
    email = forms.CharField(max_length=254, required=False, label=_("E-mail address"), widget=forms.EmailInput)
    phone = forms.CharField(max_length=40, required=False, label=_("Telephone number"))
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("fr", "Français")])
    role = forms.ChoiceField(label=_("Who they are to it"), choices=PartyRole.choices)
    sees = forms.ChoiceField(
        label=_("How much they are told"), choices=Sees.choices, widget=forms.RadioSelect, initial=Sees.PUBLIC
    )
    ground = forms.ChoiceField(
        label=_("Why they may be told"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why they may be told.")},
    )
    reason = forms.CharField(
        max_length=300,
        required=False,
        label=_("How you know"),
        help_text=_("Who agreed and when, or what work they do. Not needed where they asked themselves."),
    )

    def clean_email(self) -> str:
        return self._checked("email", contact_check.email_of)

    def clean_phone(self) -> str:
        return self._checked("phone", contact_check.phone_of)

    def _checked(self, name: str, stored: Callable[[str], str]) -> str:
        typed = str(self.cleaned_data[name]).strip()
        try:
            return stored(typed) if typed else ""
        except contact_check.ContactRejected as refusal:
            raise forms.ValidationError(refusal.errors[name]) from refusal

    def contact(self) -> Contact:
        told = self.cleaned_data
        email, phone = str(told.get("email") or ""), str(told.get("phone") or "")
        preferred = Preferred.EMAIL if email else Preferred.CALL
        return Contact(str(told.get("name") or ""), email, phone, "", str(told.get("language") or "en"), preferred)
