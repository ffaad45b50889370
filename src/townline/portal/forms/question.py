"""One question of a service as a form."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms

from townline.catalog import answers as catalog_answers
from townline.catalog.definitions import Datatype, Question, ServiceDefinition
from townline.portal.presenters.flow import speaks
from townline.ui.dates import DateField

FEW = 12  # so many choices are shown one below the other; more become a list that folds


class QuestionForm(forms.Form):
    """The field is called `answer`. What may be answered is checked by the catalogue alone."""

    def __init__(self, *, definition: ServiceDefinition, question: Question, kept: Any, data: Any = None) -> None:
        super().__init__(data=data, initial={"answer": _shown(question, kept)})
        self.definition, self.question = definition, question
        self.fields["answer"] = _field(question)

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        value = self.cleaned_data.get("answer")
        alone = replace(self.definition, questions=(replace(self.question, condition=None),))
        code = self.question.code
        try:
            kept = catalog_answers.check(definition=alone, answers={code: _stored(value)})
        except catalog_answers.AnswersRejected as refusal:
            self.add_error("answer", refusal.errors[code])
            return self.cleaned_data
        return {"answer": kept.get(code, "")}


def _field(question: Question) -> forms.Field:
    words = {
        "label": question.label.in_(speaks()),
        "help_text": question.help.in_(speaks()),
        "required": question.required,
    }
    field = _of_kind(question, words)
    # "Answer this question." comes from the catalogue, in the same words on every channel.
    field.clean = _unchecked(field)  # type: ignore[method-assign]
    return field


def _of_kind(question: Question, words: dict[str, Any]) -> forms.Field:
    choices = [(choice.key, choice.name.in_(speaks())) for choice in question.choices]
    match question.datatype:
        case Datatype.SINGLE if len(choices) <= FEW:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)
        case Datatype.SINGLE:
            return forms.ChoiceField(choices=[("", ""), *choices], **words)
        case Datatype.MULTIPLE:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
        case Datatype.DATETIME:
            return DateField(**words)
        case Datatype.TEXT:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), **words)
        case Datatype.NUMBER:
            return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **words)
        case _:
            return forms.CharField(widget=forms.TextInput(attrs={"maxlength": 255}), **words)


def _unchecked(field: forms.Field) -> Any:
    """Dates are still read as dates; everything else is left as it was typed."""
    if not isinstance(field, DateField):
        return lambda value: value

    def clean(value: Any) -> Any:
        return field.to_python(value)

    return clean


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _shown(question: Question, kept: Any) -> Any:
    if question.datatype is Datatype.DATETIME and kept:
        return str(kept)[:10]
    return kept
