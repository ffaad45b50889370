"""The questions of a service, and the choices of an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.catalog.definitions import Datatype
from townline.desk.forms.loose import LooseForm
from townline.desk.forms.services.fields import line, lines
from townline.desk.forms.settings_form import choose

DATATYPES = [
    (Datatype.SINGLE, _("One of a list")),
    (Datatype.MULTIPLE, _("Several of a list")),
    (Datatype.STRING, _("One line of words")),
    (Datatype.TEXT, _("Several lines of words")),
    (Datatype.NUMBER, _("A number")),
    (Datatype.DATETIME, _("A date")),
    (Datatype.STATEMENT, _("No question: words to read")),
]


class QuestionForm(LooseForm):
    label_en, label_fr = line(_("Question in English")), line(_("Question in French"))
    help_en = line(_("Help in English"), required=False)
    help_fr = line(_("Help in French"), required=False)
    datatype = forms.ChoiceField(label=_("Answer"), choices=DATATYPES)
    code = line(_("Code"), required=False, help_text=_("Left empty, it is made from the English words."))
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    after = forms.MultipleChoiceField(
        label=_("Asked only after one of these answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Answers of one earlier question. None: it is always asked."),
    )

    def __init__(self, *args: Any, earlier: list[tuple[object, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "after", earlier)


class ChoiceForm(LooseForm):
    name_en, name_fr = line(_("Choice in English")), line(_("Choice in French"))
    stop_en = lines(_("Stop: what to do at once, English"), 2, required=False)
    stop_fr = lines(_("Stop: what to do at once, French"), 2, required=False)
    key = line(_("Code"), required=False)
