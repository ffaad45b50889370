"""A Django form field as the pages show it: label, hint, error beside it, and what a screen reader is told."""

from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from townline.ui.dates import DateParts

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (DateParts, "date"),
    (forms.FileInput, "file"),
)
CLASSES = {"input": "govuk-input", "textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}
INPUT_MODES = {"number": "numeric", "tel": "tel", "email": "email"}


class Words(str):
    """The words of a choice, with a hint below them."""

    __slots__ = ("hint",)
    hint: str

    def __new__(cls, words: str, *, hint: str = "") -> Self:
        made = super().__new__(cls, words)
        made.hint = hint
        return made


@dataclass(frozen=True, slots=True)
class FieldView:
    """What `components/fields/*.html` read."""

    bound: BoundField
    kind: str
    size: str
    heading: bool
    width: str
    says_optional: bool

    @property
    def id(self) -> str:
        return self.bound.auto_id

    @property
    def name(self) -> str:
        return self.bound.html_name

    @property
    def errors(self) -> list[str]:
        return [str(error) for error in self.bound.errors]

    @property
    def hint(self) -> str:
        return str(self.bound.help_text)

    @property
    def described_by(self) -> str:
        ids = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.id}-error"] if self.errors else ids)

    @property
    def control(self) -> SafeString:
        """The input itself, for kinds that are one element."""
        css = CLASSES[self.kind]
        added = [
            css,
            *([f"{css}--error"] if self.errors else []),
            *([f"{css}--width-{self.width}"] if self.width else []),
        ]
        attrs: dict[str, Any] = {"class": " ".join([*added, self.bound.field.widget.attrs.get("class", "")]).strip()}
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        widget_type = getattr(self.bound.field.widget, "input_type", "")
        if widget_type in INPUT_MODES:
            attrs.setdefault("inputmode", INPUT_MODES[widget_type])
        return mark_safe(self.bound.as_widget(attrs=attrs))  # noqa: S308  # Django's own widget escapes its values

    @property
    def choices(self) -> list["ChoiceView"]:
        return [ChoiceView.of(widget) for widget in self.bound.subwidgets]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    id: str
    name: str
    value: str
    words: str
    hint: str
    is_checked: bool
    is_disabled: bool

    @classmethod
    def of(cls, widget: BoundWidget) -> "ChoiceView":
        data = widget.data
        words = data["label"]
        return cls(
            id=data["attrs"].get("id", ""),
            name=data["name"],
            value=str(data["value"]),
            words=str(words),
            hint=getattr(words, "hint", ""),
            is_checked=data["selected"],
            is_disabled=bool(data["attrs"].get("disabled")),
        )


def kind_of(bound: BoundField) -> str:
    widget = bound.field.widget
    return next((kind for type_, kind in KINDS if isinstance(widget, type_)), "input")


def render_field(bound: BoundField, *, size: str = "", heading: bool = False, width: str = "") -> SafeString:
    kind = kind_of(bound)
    view = FieldView(
        bound=bound,
        kind=kind,
        size=size or ("l" if heading else ""),
        heading=heading,
        width=width,
        says_optional=not bound.field.required and kind != "checkbox",
    )
    return render_to_string(f"components/fields/{kind}.html", {"field": view})


@dataclass(frozen=True, slots=True)
class ErrorLine:
    text: str
    href: str


def error_lines(*forms_with_errors: forms.BaseForm | None) -> list[ErrorLine]:
    """Every error of the forms, in the order of their fields, each with the address of its input."""
    lines: list[ErrorLine] = []
    for form in forms_with_errors:
        if form is None or not form.is_bound:
            continue
        lines.extend(ErrorLine(str(error), "") for error in form.non_field_errors())
        lines.extend(ErrorLine(str(error), f"#{first_input(bound)}") for bound in form for error in bound.errors)
    return lines


def first_input(bound: BoundField) -> str:
    kind = kind_of(bound)
    if kind in {"radios", "checkboxes"}:
        return f"{bound.auto_id}_0"
    return f"{bound.auto_id}_{DateParts.FIRST}" if kind == "date" else bound.auto_id
