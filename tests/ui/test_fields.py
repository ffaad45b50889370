import datetime as dt

import pytest
from django import forms

from townline.ui.dates import DateField
from townline.ui.fields import ErrorLine, Words, error_lines, render_field


class Everything(forms.Form):
    where = forms.CharField(label="Where?", help_text="An address.", error_messages={"required": "Say where."})
    size = forms.ChoiceField(
        label="How large?", widget=forms.RadioSelect, choices=[("s", "Small"), ("l", Words("Large", hint="Over 30 cm"))]
    )
    lanes = forms.MultipleChoiceField(
        label="Lanes", widget=forms.CheckboxSelectMultiple, choices=[("b", "Bicycle"), ("d", "Driving")], required=False
    )
    since = DateField(label="Since when?", required=False)
    more = forms.CharField(label="More", widget=forms.Textarea, required=False)
    how = forms.ChoiceField(label="How?", choices=[("e", "E-mail")])
    photo = forms.FileField(label="Photo", required=False)
    agreed = forms.BooleanField(label="I agree", error_messages={"required": "Agree first."})
    key = forms.CharField(widget=forms.HiddenInput)


def html(name: str, data: dict[str, object] | None = None) -> str:
    return render_field(Everything(data)[name])


def test_field_wires_label_hint_and_error_to_the_input() -> None:
    page = html("where", {"where": ""})
    assert 'for="id_where"' in page
    assert 'aria-describedby="id_where-hint id_where-error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_where-error"' in page
    assert "Say where." in page


def test_field_keeps_what_was_typed_and_escapes_it() -> None:
    page = html("where", {"where": '<script>"'})
    assert "&lt;script&gt;&quot;" in page
    assert "<script>" not in page


def test_field_says_which_ones_are_optional() -> None:
    assert "(optional)" in html("more")
    assert "(optional)" not in html("where")


def test_radios_stand_in_a_fieldset_with_the_choice_and_its_hint() -> None:
    page = html("size", {"size": "l"})
    assert "<fieldset" in page
    assert 'value="l" checked' in page
    assert 'aria-describedby="id_size_1-hint"' in page
    assert "Over 30 cm" in page


def test_checkboxes_keep_several() -> None:
    assert html("lanes", {"lanes": ["b", "d"]}).count(" checked") == 2


@pytest.mark.parametrize("name", ["since", "more", "how", "photo", "agreed", "key"])
def test_every_kind_renders_its_name(name: str) -> None:
    assert f'name="{name}' in html(name)


def test_error_summary_links_to_the_first_input_of_each_field() -> None:
    form = Everything({"since_day": "31", "since_month": "2", "since_year": "2026", "how": "e", "key": "k"})
    assert error_lines(form, None) == [
        ErrorLine("Say where.", "#id_where"),
        ErrorLine("This field is required.", "#id_size_0"),
        ErrorLine("This date does not exist. Enter it as numbers, for example 27 3 2026.", "#id_since_day"),
        ErrorLine("Agree first.", "#id_agreed"),
    ]


def test_error_summary_is_empty_before_anything_is_sent() -> None:
    assert error_lines(Everything()) == []


class When(forms.Form):
    day = DateField(label="When?")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("", "", ""), "Enter the date."),
        (("3", "", "2026"), "The date needs a day, a month and a year."),
        (("31", "2", "2026"), "This date does not exist. Enter it as numbers, for example 27 3 2026."),
        (("a", "b", "c"), "This date does not exist. Enter it as numbers, for example 27 3 2026."),
    ],
)
def test_date_says_what_is_wrong_and_keeps_what_was_typed(typed: tuple[str, str, str], says: str) -> None:
    form = When(dict(zip(("day_day", "day_month", "day_year"), typed, strict=True)))
    assert form.errors["day"] == [says]
    assert all(f'value="{part}"' in render_field(form["day"]) for part in typed)


def test_date_is_read() -> None:
    form = When({"day_day": "7", "day_month": "3", "day_year": "2026"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == dt.date(2026, 3, 7)


def test_date_shows_what_was_known() -> None:
    assert 'value="2026"' in render_field(When(initial={"day": dt.date(2026, 3, 7)})["day"])
