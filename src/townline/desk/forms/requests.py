"""One small form a verb. Each carries the version that the person saw."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.service_requests.values import NoteVisibility

LONGEST = 4_000
EMPTY = {"required": _("Write something first.")}


class VerbForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ReasonForm(VerbForm):
    reason = forms.CharField(
        max_length=LONGEST,
        error_messages=EMPTY,
        label=_("Why the City cannot do it"),
        help_text=_("The customer reads these words."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReopenForm(VerbForm):
    reason = forms.CharField(
        max_length=LONGEST,
        error_messages=EMPTY,
        label=_("Why it is opened again"),
        help_text=_("For staff. The customer is told that work goes on, with a new date."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MergeForm(VerbForm):
    target = forms.CharField(
        max_length=40,
        label=_("Reference of the earlier request"),
        help_text=_("Its customer and followers are kept informed about that one."),
    )


class AskForm(VerbForm):
    question = forms.CharField(
        max_length=LONGEST,
        error_messages=EMPTY,
        label=_("Your question to the customer"),
        help_text=_("The clock stands still until the answer is here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(VerbForm):
    answer = forms.CharField(
        max_length=LONGEST,
        error_messages=EMPTY,
        label=_("What the customer answered"),
        help_text=_("The clock goes on with what was left."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AssignForm(VerbForm):
    to = forms.ChoiceField(label=_("Give to"), error_messages={"required": _("Choose a team or a person.")})

    def __init__(self, *args: Any, targets: Sequence[tuple[object, object]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Choose")), *targets]  # type: ignore[attr-defined]  # a choice field


class NoteForm(forms.Form):
    text = forms.CharField(
        max_length=LONGEST,
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "n"}),
        error_messages=EMPTY,
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[
            (NoteVisibility.INTERNAL, _("Staff only")),
            (NoteVisibility.CUSTOMER, _("The customer too")),
            (NoteVisibility.PUBLIC, _("Everybody")),
        ],
        initial=NoteVisibility.INTERNAL,
    )
