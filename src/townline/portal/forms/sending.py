"""What keeps machines out of the last page without a puzzle for people."""

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

_SALT = "townline.portal.shown"
TRAP = "second_surname"
LEAST_SECONDS = 2  # nobody reads a page and presses its button faster
MOST_SECONDS = 7 * 24 * 3600


class SendingForm(forms.Form):
    """`shown` says, signed, when the page was made; the trap is a field that no person sees."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *, at: datetime, data: Any = None) -> None:
        super().__init__(data=data)
        self.at = at

    @property
    def stamp(self) -> str:
        """Made anew each time the page is shown, also after an error."""
        return signing.dumps(int(self.at.timestamp()), salt=_SALT)

    def clean(self) -> dict[str, Any]:
        if str(self.data.get(TRAP, "")).strip():
            raise forms.ValidationError(
                _("A field was filled in that should stay empty. Empty it and press the button again.")
            )
        try:
            shown = int(signing.loads(str(self.cleaned_data.get("shown", "")), salt=_SALT))
        except (signing.BadSignature, ValueError, TypeError):
            shown = 0
        age = self.at.timestamp() - shown
        if age < LEAST_SECONDS or age > MOST_SECONDS:
            raise forms.ValidationError(
                _(
                    "That was very fast, or this page was open for very long. Everything is kept: press the button again."
                )
            )
        return self.cleaned_data
