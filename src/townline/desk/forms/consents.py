"""What a person agreed to, as staff write it down."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.privacy.operations import Given
from townline.privacy.shipped import REPRESENTATIVE
from townline.privacy.values import Method, Scope
from townline.ui.dates import DateField

BY_STAFF = (Method.SPOKEN, Method.WRITTEN, Method.COUNTER)


class ConsentForm(forms.Form):
    scope = forms.ChoiceField(
        label=_("What the person agrees to"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they agree to.")},
    )
    method = forms.ChoiceField(
        label=_("How"),
        choices=[(method.value, method.label) for method in BY_STAFF],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they said it.")},
    )
    language = forms.ChoiceField(
        label=_("In which language they read or heard it"), choices=[("en", "English"), ("fr", "Français")]
    )
    until = DateField(label=_("Last day, if sooner than usual"), required=False)
    note = forms.CharField(
        label=_("What shows it"),
        help_text=_("For example: signed form of 3 June, kept in the file. Write nothing that is not needed."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, scopes: tuple[Scope, ...], language: str) -> None:
        super().__init__(data, initial={"language": language, "method": Method.SPOKEN})
        here = get_language() or "en"
        self.fields["scope"].choices = [  # type: ignore[attr-defined]  # a choice field
            (scope.code, scope.name.in_(here)) for scope in scopes if may_be_given(scope)
        ]

    def given(self) -> Given:
        said, until = self.cleaned_data, self.cleaned_data["until"]
        end = (
            datetime.combine(until + timedelta(days=1), time(), tzinfo=timezone.get_current_timezone())
            if until and until < date.max
            else None
        )
        return Given(said["scope"], Method(said["method"]), language=said["language"], until=end, note=said["note"])


def may_be_given(scope: Scope) -> bool:
    """Who may speak for somebody is written down where the two people are joined."""
    return scope.notice is not None and scope.code != REPRESENTATIVE
