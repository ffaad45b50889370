from datetime import time

import pytest

from townline.customers.survivorship import FIELDS, choices

BLANK = {
    "name": "",
    "organisation": "",
    "format_wish": "none",
    "needs_interpreter": False,
    "spoken_language": "",
    "quiet_from": None,
    "quiet_until": None,
    "language": "en",
    "preferred_channel": "",
    "postal_address": "",
    "address_id": None,
}


def taken(survivor: dict[str, object], other: dict[str, object], *, newer: bool = False) -> set[str]:
    made = choices(survivor={**BLANK, **survivor}, other={**BLANK, **other}, other_is_newer=newer)
    return {choice.field for choice in made if choice.takes_other}


def test_choices_name_every_field_once() -> None:
    assert tuple(choice.field for choice in choices(survivor=BLANK, other=BLANK, other_is_newer=True)) == FIELDS


@pytest.mark.parametrize(
    ("survivor", "other", "newer", "fields"),
    [
        ({"name": "J. Roy"}, {"name": "Jeanne Roy"}, False, {"name"}),
        ({"name": "Jeanne Roy"}, {"name": "J. Roy"}, True, set()),
        ({"name": "Zoe Tremblay"}, {"name": "Zoé Tremblay"}, False, {"name"}),
        ({"postal_address": ""}, {"postal_address": "1 Elm"}, False, {"postal_address"}),
        ({"postal_address": "9 Oak"}, {"postal_address": "1 Elm"}, True, {"postal_address"}),
        ({"postal_address": "9 Oak"}, {"postal_address": "1 Elm"}, False, set()),
        ({"format_wish": "none"}, {"format_wish": "large_print"}, False, {"format_wish"}),
        ({"format_wish": "large_print"}, {"format_wish": "none"}, True, set()),
        ({"needs_interpreter": True}, {"needs_interpreter": False}, True, set()),
        ({}, {"quiet_from": time(21), "quiet_until": time(8)}, False, {"quiet_from", "quiet_until"}),
        ({"language": "en"}, {"language": "fr"}, True, {"language"}),
        ({"language": "en"}, {"language": "fr"}, False, set()),
    ],
)
def test_choices(survivor: dict[str, object], other: dict[str, object], newer: bool, fields: set[str]) -> None:
    assert taken(survivor, other, newer=newer) == fields
