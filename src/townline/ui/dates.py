"""A date that a person knows by heart, asked for in three boxes: no picker, no calendar."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")


class DateParts(forms.Widget):
    """Three text inputs named `<name>_day`, `<name>_month`, `<name>_year`."""

    FIRST = PARTS[0]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # Django's own signature
        parts = [str(data.get(f"{name}_{part}", "")).strip() for part in PARTS]
        return "-".join(reversed(parts)) if any(parts) else ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # Django's own signature
        return all(f"{name}_{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{self.FIRST}"


class DateField(forms.Field):
    widget = DateParts
    default_error_messages = {
        "required": _("Enter the date."),
        "missing": _("The date needs a day, a month and a year."),
        "not_real": _("This date does not exist. Enter it as numbers, for example 27 3 2026."),
    }

    def to_python(self, value: object) -> dt.date | None:
        if isinstance(value, dt.date):
            return value
        if not value:
            return None
        year, month, day = split(str(value))
        if not (year and month and day):
            raise ValidationError(self.error_messages["missing"], code="missing")
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError as error:
            raise ValidationError(self.error_messages["not_real"], code="not_real") from error

    def prepare_value(self, value: object) -> object:
        return value.isoformat() if isinstance(value, dt.date) else value


def split(value: str) -> tuple[str, str, str]:
    """Year, month and day as they were typed."""
    year, month, day, *_rest = [*str(value).split("-"), "", "", ""]
    return year, month, day
