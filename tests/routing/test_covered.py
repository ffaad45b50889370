"""Rules that can never match are found."""

import pytest

from townline.routing.models import Rule
from townline.routing.queries import covered_by


def rule(number: int, **fields: object) -> Rule:
    return Rule(pk=number, position=number, team_id=1, **fields)


WIDE = {"service_code": "pothole"}
ANSWER = {"service_code": "pothole", "question_code": "size", "answer": "large"}


@pytest.mark.parametrize(
    ("first", "second", "covered"),
    [
        ({}, WIDE, True),
        (WIDE, ANSWER, True),
        (WIDE, {**WIDE, "area_code": "w1"}, True),
        (ANSWER, {**ANSWER, "area_code": "w1"}, True),
        (ANSWER, WIDE, False),
        (ANSWER, {**ANSWER, "answer": "small"}, False),
        ({"area_code": "w1"}, WIDE, False),
        ({**WIDE, "is_active": False}, ANSWER, False),
    ],
)
def test_a_rule_is_covered_by_an_earlier_one_that_asks_no_more(first: dict, second: dict, covered: bool) -> None:
    rules = [rule(1, **first), rule(2, **second)]
    assert covered_by(rules=rules) == ({2: rules[0]} if covered else {})
