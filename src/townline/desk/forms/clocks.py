"""What will be done and by when; another day; another service or priority."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.desk.forms.requests import EMPTY, LONGEST, VerbForm
from townline.desk.forms.settings_form import choose
from townline.desk.presenters.targets import PRIORITIES
from townline.ui.dates import DateField

MESSAGE = "message"


class TellForm(VerbForm):
    what = forms.CharField(
        max_length=LONGEST,
        error_messages=EMPTY,
        label=_("What will be done"),
        help_text=_("The customer reads these words."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    by_when = DateField(label=_("By when"), help_text=_("Not later than the day that the City has promised."))
    told = forms.ChoiceField(
        label=_("How the customer hears it"),
        widget=forms.RadioSelect,
        choices=[
            (MESSAGE, _("Send a message now")),
            ("call", _("I have told them by telephone")),
            ("visit", _("I have told them in person")),
        ],
    )


class AgainForm(VerbForm):
    by_when = DateField(label=_("The day that the City promises now"))
    reason = forms.CharField(
        max_length=LONGEST,
        error_messages=EMPTY,
        label=_("Why it is another day"),
        help_text=_("The customer reads these words."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ServiceCorrectionForm(VerbForm):
    service = forms.ChoiceField(label=_("Service"), error_messages={"required": _("Choose a service.")})

    def __init__(self, *args: Any, services: list[tuple[object, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "service", services)


class PriorityForm(VerbForm):
    priority = forms.TypedChoiceField(label=_("Priority"), choices=PRIORITIES, coerce=int, widget=forms.RadioSelect)
