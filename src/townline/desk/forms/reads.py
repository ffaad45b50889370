"""Who looked, a reason, a verdict, a policy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.privacy.values import Verdict
from townline.ui.dates import DateField


class PeriodForm(forms.Form):
    """In the address, so that a search can be kept as a link."""

    since = forms.DateField(
        required=False,
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input govuk-input--width-10"}),
    )
    until = forms.DateField(
        required=False,
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input govuk-input--width-10"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=1000,
        label=_("Why do you need to know?"),
        help_text=_("A sentence, with the number of the call or case if there is one. Somebody else reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Was it right?"),
        choices=[
            (Verdict.JUSTIFIED.value, _("Justified: they needed to know")),
            (Verdict.NOT_JUSTIFIED.value, _("Not justified")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("What you found"),
        help_text=_("Whom you asked, and what follows from it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PolicyForm(forms.Form):
    text_en = forms.CharField(label=_("The policy in English"), widget=forms.Textarea(attrs={"rows": 10}))
    text_fr = forms.CharField(label=_("The policy in French"), widget=forms.Textarea(attrs={"rows": 10}))
    policy_date = DateField(label=_("It holds from"))
    approved_by = forms.CharField(
        max_length=160, label=_("Approved by"), help_text=_("The office or person, and the number of the decision.")
    )
