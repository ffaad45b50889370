"""Bring a request to its end: with the evidence that its rule asks for, or without work and with a reason."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from townline.desk.forms.requests import EMPTY, LONGEST, VerbForm
from townline.desk.presenters.closing_words import needs_words, rule_name
from townline.service_requests.closing_values import LONGEST_MEASUREMENT, AuditVerdict, Evidence, Proof, Size, Told
from townline.service_requests.values import Outcome
from townline.ui.photos import ManyFiles, PhotosField

if TYPE_CHECKING:
    from townline.service_requests.queries.closing import Needs


class CompleteForm(VerbForm):
    """`needs` is what the rule asks for, by size; under "" where the size does not matter."""

    kept = forms.UUIDField(required=False, widget=forms.HiddenInput)  # photos stay when something else is missing
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        widget=forms.RadioSelect,
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.NOT_RECORDED],
        error_messages={"required": _("Choose an outcome.")},
    )
    size = forms.ChoiceField(
        label=_("How large was the work?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a size: the rule for this request depends on it.")},
    )
    words = forms.CharField(
        max_length=LONGEST,
        required=False,
        label=_("What was done"),
        help_text=_("The customer reads these words."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    measured = forms.CharField(
        max_length=LONGEST_MEASUREMENT,
        required=False,
        label=_("What you measured"),
        help_text=_("A number with its unit, such as “depth 0 cm”."),
    )
    told = forms.ChoiceField(required=False, label=_("How was the customer told by a person?"))
    photos = PhotosField(
        required=False,
        label=_("Photos of the work"),
        widget=ManyFiles(attrs={"accept": "image/*", "capture": "environment", "multiple": True}),
    )

    def __init__(self, *args: Any, needs: "Mapping[str, Needs] | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = dict(needs or {})
        self.initial.setdefault("kept", uuid4())
        asked = {kind for one in self.needs.values() for kind in one.evidence}
        if set(self.needs) <= {""}:
            del self.fields["size"]
        else:
            self._choose(
                "size", [(size, f"{Size(size).label}: {needs_words(one)}") for size, one in self.needs.items()]
            )
        if Evidence.MEASUREMENT not in asked:
            del self.fields["measured"]
        if Evidence.CUSTOMER_TOLD in asked:
            self._choose("told", [("", _now("Not yet")), *Told.choices])
        else:
            del self.fields["told"]

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_kept(self) -> UUID:
        return self.cleaned_data["kept"] or uuid4()

    @property
    def why(self) -> str:
        """Which rule holds for this request, in words."""
        one = self.needs.get("")
        if one is None:
            return ""
        return f"{rule_name(one.position, one.note)} · {needs_words(one)}"

    @property
    def proof(self) -> Proof:
        return Proof(*(self.cleaned_data.get(name, "") for name in ("size", "measured", "told")))


class WithdrawForm(VerbForm):
    reason = forms.CharField(
        max_length=LONGEST,
        error_messages=EMPTY,
        label=_("How and when did the customer say so?"),
        help_text=_("For staff. The customer is told that it is withdrawn."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendBackForm(VerbForm):
    reason = forms.CharField(
        max_length=LONGEST,
        error_messages={"required": _("Write why it goes back, so that the next visit mends it.")},
        label=_("Why it goes back"),
        help_text=_("For the people who do the work. The promised day stays as it was."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AuditForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What did you find?"),
        widget=forms.RadioSelect,
        choices=AuditVerdict.choices,
        error_messages={"required": _("Say whether it was closed rightly; if it was not, write why.")},
    )
    words = forms.CharField(
        max_length=LONGEST, required=False, label=_("In words"), widget=forms.Textarea(attrs={"rows": 2})
    )
