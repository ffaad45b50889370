"""A segment: a rule over lawful fields. A persona: somebody invented, and the services that they need."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from townline.customers import queries as customers
from townline.customers.values import FormatWish, Kind, Preferred
from townline.desk.forms.settings_form import SettingsForm, choose
from townline.desk.forms.settings_rules import service_choices

LANGUAGES = (("en", _("English")), ("fr", _("French")))
LISTS = ("kind", "language", "format_wish", "preferred_channel")
TYPED = ("spoken_language", "district")


def _some(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class SegmentForm(SettingsForm):
    code = forms.SlugField(max_length=40, label=_("Code"))
    name_en = forms.CharField(max_length=120, label=_("Name in English"))
    name_fr = forms.CharField(max_length=120, label=_("Name in French"))
    purpose = forms.CharField(
        max_length=300,
        label=_("What the City does for them"),
        help_text=_("That it would not do without knowing of them. The privacy office reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = _some(_("Kind of customer"), Kind.choices)
    language = _some(_("Language of letters"), LANGUAGES)
    spoken_language = forms.CharField(
        max_length=300, required=False, label=_("Spoken language"), help_text=_("Several with commas between them.")
    )
    needs_interpreter = forms.BooleanField(required=False, label=_("Needs an interpreter"))
    format_wish = _some(_("Format"), [choice for choice in FormatWish.choices if choice[0] != FormatWish.NONE])
    preferred_channel = _some(_("Prefers"), Preferred.choices)
    district = forms.CharField(
        max_length=300,
        required=False,
        label=_("First half of the postal code"),
        help_text=_("Several with commas between them, such as L1G, L1H."),
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def clean(self) -> dict[str, Any]:
        """The conditions become the rule; which of them are lawful, the operation says."""
        values = super().clean() or {}
        rule = {name: values.pop(name, []) for name in LISTS}
        rule |= {name: _split(values.pop(name, "")) for name in TYPED}
        rule["needs_interpreter"] = ["yes"] if values.pop("needs_interpreter", False) else []
        return {**values, "rule": {name: chosen for name, chosen in rule.items() if chosen}}


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def initial_of(rule: dict[str, list[str]]) -> dict[str, Any]:
    """A rule as the form shows it."""
    typed = {name: ", ".join(rule.get(name, [])) for name in TYPED}
    return {**{name: rule.get(name, []) for name in LISTS}, **typed, "needs_interpreter": "needs_interpreter" in rule}


class PersonaForm(SettingsForm):
    code = forms.SlugField(max_length=40, label=_("Code"))
    name_en = forms.CharField(max_length=120, label=_("Name in English"))
    name_fr = forms.CharField(max_length=120, label=_("Name in French"))
    story_en = forms.CharField(
        max_length=4_000,
        label=_("Their story in English"),
        help_text=_("What they want to do, on which day, with what at hand. Never a real person."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    story_fr = forms.CharField(
        max_length=4_000, label=_("Their story in French"), widget=forms.Textarea(attrs={"rows": 5})
    )
    barriers_en = forms.CharField(
        max_length=2_000,
        required=False,
        label=_("What stands in their way, in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    barriers_fr = forms.CharField(
        max_length=2_000,
        required=False,
        label=_("What stands in their way, in French"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    services = forms.MultipleChoiceField(
        required=False, label=_("Services that they need"), widget=forms.SelectMultiple(attrs={"size": 12})
    )
    segment_id = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=_("Segment"), help_text=_("Whom they stand for.")
    )
    checked_date = forms.DateField(
        label=_("Last held against what real customers say"), widget=forms.DateInput(attrs={"type": "date"})
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def fill(self) -> None:
        choose(self, "services", service_choices())
        choose(self, "segment_id", [(row.pk, row.name_en) for row in customers.all_segments()], empty=_("None"))
