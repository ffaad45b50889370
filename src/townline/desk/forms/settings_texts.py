"""The words of one step in both languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.notifications.words import Words, check_words


class TextForm(forms.Form):
    title_en = forms.CharField(max_length=200, label=_("Title in English"))
    title_fr = forms.CharField(max_length=200, label=_("Title in French"))
    body_en = forms.CharField(label=_("Text in English"), widget=forms.Textarea(attrs={"rows": 12}))
    body_fr = forms.CharField(label=_("Text in French"), widget=forms.Textarea(attrs={"rows": 12}))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for language in ("en", "fr"):
            if f"title_{language}" in values and f"body_{language}" in values:
                self._check(values, language)
        return values

    def _check(self, values: dict[str, Any], language: str) -> None:
        """A fault is told beside the title or the text in which it stands."""
        title, body = values[f"title_{language}"], values[f"body_{language}"]
        for name, words in ((f"title_{language}", Words(title, "x")), (f"body_{language}", Words("x", body))):
            try:
                check_words(words)
            except OperationRefused as refusal:
                self.add_error(name, str(refusal))

    def words(self) -> dict[str, Words]:
        values = self.cleaned_data
        return {
            language: Words(values[f"title_{language}"].strip(), _lines(values[f"body_{language}"]))
            for language in ("en", "fr")
        }


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
