"""Reaching somebody, handing a contact over, scanning mail: one small form each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.interactions.values import (
    LONGEST_NOTE,
    AttemptOutcome,
    Channel,
    CustodyStepKind,
    MailWay,
    Shown,
)
from townline.ui.photos import ManyFiles

OFF = {"autocomplete": "off"}
TRIED_BY = (Channel.PHONE, Channel.EMAIL, Channel.TEXT, Channel.COUNTER)
PAPER = (CustodyStepKind.MOVED, CustodyStepKind.RETURNED, CustodyStepKind.DESTROYED)


class ReachForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("What it is about"), max_length=LONGEST_NOTE, widget=forms.TextInput(attrs=OFF),
        error_messages={"required": _("Say in a few words what the call is about.")},
    )  # fmt: skip


class AttemptForm(forms.Form):
    use_required_attribute = False
    channel = forms.ChoiceField(label=_("Tried by"), choices=[(one.value, one.label) for one in TRIED_BY])
    outcome = forms.ChoiceField(
        label=_("How did it go?"), choices=AttemptOutcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Say how it went.")},
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, max_length=LONGEST_NOTE, widget=forms.TextInput(attrs=OFF))


class HandOverForm(forms.Form):
    use_required_attribute = False
    team = forms.TypedChoiceField(label=_("To a team here"), required=False, coerce=int, empty_value=None)
    body = forms.CharField(
        label=_("Or to another office"),
        help_text=_("For example the region, the province or a school board."),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs=OFF),
    )
    shows = forms.MultipleChoiceField(
        label=_("What may they see?"), choices=Shown.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, teams: list[tuple[object, object]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["team"].choices = [("", "—"), *teams]  # type: ignore[attr-defined]  # a choice field


class ScansField(forms.FileField):
    """A list of files; each is looked at by the operation, not here."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in (data if isinstance(data, list) else [data]) if file]
        if not files:
            raise forms.ValidationError(_("Choose the files that the scanner made."))
        return files


class ScanForm(forms.Form):
    use_required_attribute = False
    pages = ScansField(
        label=_("Scanned pages"),
        help_text=_(
            "PDF, JPEG, PNG or TIFF, up to 15 MB each. A file whose name holds the number of a cover sheet files itself."
        ),
        widget=ManyFiles(attrs={"multiple": True, "accept": ".pdf,.jpg,.jpeg,.png,.tif,.tiff"}),
    )
    way = forms.ChoiceField(label=_("Came by"), choices=MailWay.choices)
    received_on = forms.DateField(
        label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    paper_place = forms.CharField(
        label=_("Where the paper is now"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs=OFF),
    )


class WhoseForm(forms.Form):
    """Whose a scan or a cover sheet is: a cover number, a request's reference, or a customer who was found."""

    use_required_attribute = False
    number = forms.CharField(
        label=_("Number of a cover sheet or a request"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=OFF),
    )
    find = forms.CharField(
        label=_("Or find the customer"), required=False, max_length=120, widget=forms.TextInput(attrs=OFF)
    )
    about = forms.CharField(
        label=_("What it is"), required=False, max_length=LONGEST_NOTE, widget=forms.TextInput(attrs=OFF)
    )


class PaperForm(forms.Form):
    use_required_attribute = False
    what = forms.ChoiceField(label=_("What happens to the paper"), choices=[(one.value, one.label) for one in PAPER])
    place = forms.CharField(label=_("Where to"), required=False, max_length=160, widget=forms.TextInput(attrs=OFF))


class AttemptRuleForm(forms.Form):
    use_required_attribute = False
    most_tries = forms.IntegerField(label=_("Tries until somebody is given up"), min_value=1, max_value=20)
    hours_between = forms.IntegerField(label=_("Hours between two tries, at least"), min_value=0, max_value=240)
    other_half_of_day = forms.BooleanField(label=_("Try in the other half of the day next time"), required=False)
    from_time = forms.TimeField(label=_("Call from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    until_time = forms.TimeField(label=_("Call until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    working_days_only = forms.BooleanField(label=_("Only from Monday to Friday"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("from_time") and said.get("until_time") and said["from_time"] >= said["until_time"]:
            self.add_error("until_time", _("This has to be later than the time before it."))
        return said
