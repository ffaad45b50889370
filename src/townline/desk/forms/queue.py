"""The filters of a queue as they stand in the address, and what is done to many requests at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from townline.interactions.values import Channel
from townline.service_requests.queries import Order, QueueFilters, Tab
from townline.service_requests.values import NoteVisibility
from townline.service_requests.workflow import OPEN, STATE_NAMES

Choices = Sequence[tuple[object, object]]
NOBODY = "nobody"
WORDS = ("service", "ward", "state", "channel", "assignee", "late", "team", "q", "sort")


class FilterForm(forms.Form):
    q = forms.CharField(required=False, max_length=120, label=_("Words"))
    service = forms.TypedChoiceField(required=False, label=_("Service"), coerce=int, empty_value=None)
    ward = forms.TypedChoiceField(required=False, label=_("Ward"), coerce=int, empty_value=None)
    state = forms.ChoiceField(required=False, label=_("State"))
    team = forms.TypedChoiceField(required=False, label=_("Team"), coerce=int, empty_value=None)
    assignee = forms.ChoiceField(required=False, label=_("Person"))
    channel = forms.ChoiceField(required=False, label=_("Channel"))
    late = forms.BooleanField(required=False, label=_("Late only"))
    sort = forms.ChoiceField(required=False, choices=[(order, order) for order in Order], widget=forms.HiddenInput)

    def __init__(self, *, data: Any, services: Choices, wards: Choices, teams: Choices, people: Choices) -> None:
        super().__init__(data, auto_id="filter-%s")
        every = [("", _("All"))]
        self._offer("service", [*every, *services])
        self._offer("ward", [*every, *wards])
        self._offer("team", [*every, *teams])
        self._offer("assignee", [*every, (NOBODY, _("Nobody yet")), *people])
        self._offer("state", [*every, *((state.value, name) for state, name in STATE_NAMES.items() if state in OPEN)])
        self._offer("channel", [*every, *Channel.choices])
        for field in self.fields.values():
            field.widget.attrs["class"] = "govuk-select" if isinstance(field, forms.ChoiceField) else "govuk-input"

    @property
    def shown(self) -> list[BoundField]:
        return [bound for bound in self.visible_fields() if bound.name != "late"]

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def filters(self, *, tab: Tab) -> QueueFilters:
        """What is valid counts; a word that means nothing here is passed over."""
        self.is_valid()
        data = self.cleaned_data
        assignee = data.get("assignee") or ""
        return QueueFilters(
            tab=tab,
            service=data.get("service"),
            ward=data.get("ward"),
            state=data.get("state") or "",
            channel=data.get("channel") or "",
            assignee=int(assignee) if assignee.isdigit() else None,
            nobody=assignee == NOBODY,
            late=bool(data.get("late")),
            team=data.get("team"),
            text=data.get("q") or "",
            order=Order(data.get("sort") or Order.DUE),
        )


class BulkAssignForm(forms.Form):
    references = forms.MultipleChoiceField(required=True)
    to = forms.ChoiceField(required=True)

    def __init__(self, *, data: Any, targets: Choices) -> None:
        super().__init__(data)
        self.fields["to"].choices = targets  # type: ignore[attr-defined]  # a choice field, three lines up
        self.fields["references"].choices = [(reference, reference) for reference in data.getlist("references")]  # type: ignore[attr-defined]


class BulkNoteForm(forms.Form):
    text = forms.CharField(max_length=4_000, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    visibility = forms.ChoiceField(choices=NoteVisibility.choices, initial=NoteVisibility.INTERNAL)
