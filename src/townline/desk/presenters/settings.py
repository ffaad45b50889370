"""What settings pages read: breadcrumbs, lists, forms in rows, values in words."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from townline.core.words import plain

MANY = 12  # a list longer than this has a search box
Words = str | Promise


def crumbs(*steps: tuple[str, Words]) -> list[tuple[str, str]]:
    return [(reverse("desk:settings"), _("Settings")), *((url, str(text)) for url, text in steps)]


def linked(cells: Sequence[object], *, url: str) -> list[object]:
    first, *others = cells
    return [{"text": first, "url": url}, *others]


def matching(rows: Iterable[list[Any]], words: str) -> list[list[Any]]:
    """Rows in which every word stands, without regard to accents."""
    wanted = plain(words).split()
    return [row for row in rows if all(word in _letters(row) for word in wanted)] if wanted else list(rows)


def _letters(row: list[Any]) -> str:
    return plain(" ".join(str(cell["text"] if isinstance(cell, dict) else cell) for cell in row))


def form_rows(form: forms.Form) -> list[list[BoundField]]:
    """The fields below each other; the two languages of one text side by side."""
    rows: list[list[BoundField]] = []
    for bound in form:
        twin = rows and bound.name.endswith("_fr") and rows[-1][0].name == f"{bound.name[:-3]}_en"
        if twin:
            rows[-1].append(bound)
        else:
            rows.append([bound])
    return rows


def summary(form: forms.Form) -> list[dict[str, object]]:
    """The same as words, for somebody who may only look."""
    return [
        {"name": bound.label, "value": said(bound)} for bound in form if not isinstance(bound.field, forms.FileField)
    ]


def said(bound: BoundField) -> object:
    value = bound.value()
    choices = getattr(bound.field, "choices", None)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if choices is None:
        return value
    names = {str(key): str(name) for key, name in _flat(choices)}
    if isinstance(value, list | tuple):
        return [names.get(str(item), str(item)) for item in value]
    return names.get(str(value), value)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[object, object]]:
    for key, name in choices:
        if isinstance(name, list | tuple):
            yield from name
        else:
            yield key, name
