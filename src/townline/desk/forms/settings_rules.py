"""A rule: for which service, where, after which answer, to which team."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.catalog import queries as catalog
from townline.core.errors import NotFound
from townline.desk.forms.settings_form import SettingsForm, choose, position_field
from townline.places import queries as places


def service_choices() -> list[tuple[object, object]]:
    language = get_language() or "en"
    pairs = [(entry.code, entry.definition.name.in_(language)) for entry in catalog.catalogue().services]
    return sorted(pairs, key=lambda pair: str(pair[1]).casefold())


def area_choices() -> list[tuple[object, object]]:
    language = get_language() or "en"
    codes = {area.code: area.name.in_(language) for area in places.all_areas()}
    return sorted(codes.items(), key=lambda pair: str(pair[1]))


def team_choices() -> list[tuple[object, object]]:
    language = get_language() or "en"
    return [(team.pk, team.name.in_(language)) for team in accounts.active_teams()]


def answer_choices(service_code: str) -> list[tuple[object, object]]:
    """Every answer of the service's lists, as `question=choice`, under its question."""
    try:
        questions = catalog.catalogue().service(service_code).definition.questions
    except NotFound:
        return []
    language = get_language() or "en"
    return [
        (
            question.label.in_(language),
            [(f"{question.code}={choice.key}", choice.name.in_(language)) for choice in question.choices],
        )
        for question in questions
        if question.choices
    ]


class RuleForm(SettingsForm):
    """The service is chosen first, because the answers depend on it."""

    position = position_field()
    service_code = forms.ChoiceField(required=False, label=_("Service"))
    area_code = forms.ChoiceField(required=False, label=_("Ward or zone"))
    given = forms.ChoiceField(
        required=False, label=_("Answer"), help_text=_("Only where the service asks questions with a list.")
    )
    team_id = forms.TypedChoiceField(coerce=int, label=_("Goes to"), error_messages={"required": _("Choose a team.")})
    note = forms.CharField(
        max_length=200, required=False, label=_("Note"), help_text=_("Why this rule is there, for your colleagues.")
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def fill(self) -> None:
        choose(self, "service_code", service_choices(), empty=_("Every service"))
        choose(self, "area_code", area_choices(), empty=_("Everywhere"))
        choose(self, "team_id", team_choices(), empty=_("Choose"))
        service = self.data.get("service_code") or self.asked.get("service") or getattr(self.row, "service_code", "")
        if self.row is None and not self.is_bound:
            self.initial["service_code"] = service
        answers = answer_choices(str(service or ""))
        known = getattr(self.row, "question_code", "")
        if known and not answers:
            answers = [(f"{known}={self.row.answer}", f"{known}: {self.row.answer}")]
        choose(self, "given", answers, empty=_("Any answer"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        question, _equals, answer = str(values.pop("given", "")).partition("=")
        return {**values, "question_code": question, "answer": answer}


class TryForm(forms.Form):
    """What a resident would say; the answers depend on the service."""

    service = forms.ChoiceField(label=_("Service"))
    area = forms.MultipleChoiceField(required=False, label=_("Ward or zone"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "service", service_choices(), empty=_("Choose"))
        choose(self, "area", area_choices())
        language = get_language() or "en"
        for question in _questions(self.data.get("service", "")):
            pairs = [(choice.key, choice.name.in_(language)) for choice in question.choices]
            self.fields[f"a_{question.code}"] = forms.ChoiceField(
                required=False,
                label=question.label.in_(language),
                choices=[("", _("No answer")), *pairs],
            )

    @property
    def answers(self) -> dict[str, str]:
        return {name[2:]: value for name, value in self.cleaned_data.items() if name.startswith("a_") and value}


def _questions(service_code: str) -> list[Any]:
    try:
        definition = catalog.catalogue().service(service_code).definition
    except NotFound:
        return []
    return [question for question in definition.questions if question.choices]


def team_choices_by_code() -> list[tuple[object, object]]:
    """Under their departments."""
    language = get_language() or "en"
    groups: dict[str, list[tuple[str, str]]] = {}
    for team in accounts.all_teams():
        groups.setdefault(team.department.name.in_(language), []).append((team.code, team.name.in_(language)))
    return list(groups.items())
