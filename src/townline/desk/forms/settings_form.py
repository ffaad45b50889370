"""What every settings form has in common."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import COUNCIL_ROLES


class SettingsForm(forms.Form):
    """`row` is what is changed, or None for a new one; a code is chosen once. `asked` is the query of the address."""

    only_new: tuple[str, ...] = ("code",)

    def __init__(self, *args: Any, row: Any = None, asked: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.asked = row, asked or {}
        if row is not None:
            for name in self.only_new:
                self.fields.pop(name, None)
        self.fill()

    def fill(self) -> None:
        """Choices that come from the database."""

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {name: str(field.label) for name, field in cls.base_fields.items() if field.label}


def choose(form: forms.Form, name: str, choices: list[tuple[object, object]], *, empty: object = None) -> None:
    first = [("", empty)] if empty is not None else []
    form.fields[name].choices = [*first, *choices]  # type: ignore[attr-defined]  # a choice field


def department_choices() -> list[tuple[object, object]]:
    language = get_language() or "en"
    return [(row.pk, row.name.in_(language)) for row in accounts.active_departments()]


def people_choices() -> list[tuple[object, object]]:
    return [(user.pk, user.name) for user in accounts.all_users() if user.is_active]


def colleague_choices() -> list[tuple[object, object]]:
    """Without council offices, which are in no team and stand in for nobody."""
    return [(user.pk, user.name) for user in accounts.all_users() if user.is_active and user.role not in COUNCIL_ROLES]


def position_field() -> forms.IntegerField:
    return forms.IntegerField(
        min_value=0,
        max_value=1_000_000,
        initial=100,
        label=_("Place in the order"),
        help_text=_("The first rule that fits wins. Lower numbers come first."),
    )


def code_field() -> forms.SlugField:
    return forms.SlugField(
        max_length=60,
        label=_("Code"),
        help_text=_("Small letters, digits and “-”. It never changes: reports and links use it."),
    )


def name_fields(longest: int = 120) -> tuple[forms.CharField, forms.CharField]:
    return (
        forms.CharField(max_length=longest, label=_("Name in English")),
        forms.CharField(max_length=longest, label=_("Name in French")),
    )
