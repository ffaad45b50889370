"""The approval queue: what is shown, and what is done to the chosen closings."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from townline.desk.forms.requests import LONGEST
from townline.desk.presenters.choices import service_choices, team_choices
from townline.service_requests.queries.closing import ApprovalFilters, Scope

LENGTHS = (50, 200, 1000)


class ApprovalFilterForm(forms.Form):
    show = forms.ChoiceField(
        required=False,
        label=_("Show"),
        choices=[(Scope.MINE, _("What I am asked to decide")), (Scope.ALL, _("Everything that waits"))],
    )
    service = forms.TypedChoiceField(required=False, label=_("Service"), coerce=int, empty_value=None)
    team = forms.TypedChoiceField(required=False, label=_("Team"), coerce=int, empty_value=None)
    reference = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    rows = forms.ChoiceField(required=False, label=_("Rows"), choices=[(str(n), str(n)) for n in LENGTHS])

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter-%s")
        for name, choices in (("service", service_choices()), ("team", team_choices())):
            self.fields[name].choices = [("", _now("All")), *choices]  # type: ignore[attr-defined]  # a choice field

    def filters(self) -> ApprovalFilters:
        """What is valid counts; a word that means nothing here is passed over."""
        self.is_valid()
        data = self.cleaned_data
        return ApprovalFilters(
            Scope.ALL if data.get("show") == Scope.ALL else Scope.MINE,
            data.get("service"),
            data.get("team"),
            "".join(letter for letter in data.get("reference", "") if letter.isdecimal()),
        )

    @property
    def length(self) -> int:
        self.is_valid()
        return int(self.cleaned_data.get("rows") or LENGTHS[0])


class DecideForm(forms.Form):
    """`closings` are those that were chosen; the reason is asked when they go back."""

    reason = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.chosen = [uuid for text in data.getlist("closings")[: LENGTHS[-1]] if (uuid := _uuid(text)) is not None]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class PeriodForm(forms.Form):
    since = forms.DateField(required=False, label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first one."))
        return values

    def days(self, *, today: date) -> tuple[date, date]:
        """Ninety days without an answer."""
        if not self.is_valid():
            return today - timedelta(days=89), today
        until = self.cleaned_data["until"] or today
        return self.cleaned_data["since"] or until - timedelta(days=89), until
