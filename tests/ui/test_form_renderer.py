"""A list of choices is written as Django's templates write it, letter by letter, without its empty lines."""

from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from townline.ui.fields import Words
from townline.ui.form_renderer import FormRenderer

GROUPS = [
    ("", "Choose…"),
    ("<b>", [(1, "Ann & Bo"), ("team:2", "<i>Cy</i>"), (None, mark_safe("&amp; marked"))]),
    (gettext_lazy("Queue"), [(True, gettext_lazy("Language")), (1234567, 1234567.5)]),
    ("'\"", Words("with a hint", hint="below")),
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("value", [None, "", "1", "team:2", ["1", "<x>"], True])
@pytest.mark.parametrize(
    "attributes", [{}, {"id": 'a"b', "required": True, "disabled": False, "class": "x y", "size": 3}]
)
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple])
def test_a_list_is_the_same_letter_by_letter(
    widget: type[forms.Select], attributes: dict[str, Any], value: Any, language: str
) -> None:
    made = widget(choices=GROUPS)
    with override(language):
        ours, theirs = (
            made.render("a<b", value, attrs=dict(attributes), renderer=renderer)
            for renderer in (FormRenderer(), DjangoTemplates())
        )
    assert ours.split("\n") == [line for line in theirs.split("\n") if line]


def test_a_list_with_options_of_its_own_keeps_them() -> None:
    class Marked(forms.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    made = Marked(choices=[("1", "One")])
    assert 'type="' in made.render("a", "1", renderer=FormRenderer())


def test_the_pages_use_it() -> None:
    assert f"{FormRenderer.__module__}.{FormRenderer.__qualname__}" == settings.FORM_RENDERER
