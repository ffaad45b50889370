"""Forms of the records office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.core.reference import is_reference, parse
from townline.privacy.values import RetentionClass
from townline.records_office.operations import Held
from townline.records_office.values import HoldReason
from townline.service_requests import queries as service_requests

LONGEST_MONTHS = 1_200


class RuleForm(forms.Form):
    minimum = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_MONTHS,
        label=_("At least, in months after the last use"),
        help_text=_(
            "Nothing younger is ever destroyed. Reg. 823 s. 5 asks for twelve months unless a by-law shortens it."
        ),
    )
    maximum = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_MONTHS,
        required=False,
        label=_("At most, in months after the last use"),
        help_text=_("What is older is proposed at night. Leave it empty, and nothing is proposed."),
    )
    authority_en = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), label=_("By which law or by-law, in English")
    )
    authority_fr = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), label=_("By which law or by-law, in French")
    )


class HoldForm(forms.Form):
    """One of the four says what the hold is about."""

    person = forms.UUIDField(
        required=False,
        label=_("A person"),
        help_text=_("The number in the address of their customer page."),
    )
    reference = forms.CharField(required=False, max_length=20, label=_("Or a request"), help_text=_("Its reference."))
    address = forms.CharField(
        required=False,
        max_length=300,
        label=_("Or an address"),
        help_text=_("Number and street, for example 418 Maple Street."),
    )
    retention = forms.ChoiceField(
        required=False, label=_("Or a class of records"), choices=[("", "—"), *RetentionClass.choices]
    )
    reason = forms.ChoiceField(label=_("Why"), choices=HoldReason.choices)
    file_number = forms.CharField(max_length=120, label=_("Number of the claim, the case or the access request"))

    def clean_reference(self) -> str:
        typed: str = self.cleaned_data["reference"]
        if typed and not is_reference(typed):
            raise forms.ValidationError(_("That number has a mistake in it. A reference looks like 418 307 265."))
        return parse(typed) if typed else ""

    def held(self) -> Held:
        """Raises OperationRefused for a reference that there is not."""
        data = self.cleaned_data
        request = service_requests.uuid_of(reference=data["reference"]) if data["reference"] else None
        if data["reference"] and request is None:
            raise OperationRefused(_("There is no request with this reference."))
        return Held(data["person"], request, data["address"], data["retention"])
