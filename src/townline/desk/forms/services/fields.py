"""Input for a line and for several lines."""

from typing import Any

from django import forms


def line(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, **options)


def lines(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)
