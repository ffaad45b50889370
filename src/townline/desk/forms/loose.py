"""A form that holds what was typed; somebody else says what is wrong with it."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict


class LooseForm(forms.Form):
    """Shows what was typed without a complaint, until it is told of a fault."""

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
