"""A real city's promises recomputed: each day that differs from Boston's own has a reason, and each verdict is its own again."""

from collections import Counter

import pytest

from tests.commands.import_files import real
from tests.service_levels import boston
from townline.service_levels.values import Unit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
EXPLAINED = {
    "": 46_696,
    "the same day, counted from some minutes before the request was written down": 263,
    "a day named by a person: no seconds": 135,
    "another whole number of days than most of its kind: a priority, or a changed promise": 128,
    "counted by another rule: in the evening as in the day, or the other way round": 24,
    "a day that stands for none: 31 December 2059": 18,
    "a kind that was never given a whole number of days": 6,
}


@pytest.fixture(scope="module")
def rows() -> list[boston.Row]:
    return boston.rows_of(real("boston_311_2011.csv.gz"))


def test_boston_s_due_days_are_recomputed_and_each_other_one_is_explained(rows: list[boston.Row]) -> None:
    promised = boston.promises_in(rows)
    assert promised["Request for Pothole Repair"] == boston.Promised(2, Unit.BUSINESS_DAYS)
    assert promised["Rodent Activity"] == boston.Promised(30, Unit.CALENDAR_DAYS)
    why, flipped = Counter[str](), Counter[bool]()
    for row in rows:
        if row.target_at is None:
            continue
        known = promised.get(row.kind)
        ours = boston.due(row, known) if known else None
        reason = boston.why_not(row, known, ours)
        why[reason] += 1
        if row.verdict and ours and boston.verdict_of(row, ours) != row.verdict:
            flipped[bool(reason)] += 1
    assert dict(why) == EXPLAINED
    assert flipped == {True: 123, False: 1}  # the one was closed in the minute by which the two days may differ


def test_boston_s_verdicts_are_those_of_its_own_days(rows: list[boston.Row]) -> None:
    verdicts = Counter((row.verdict, boston.verdict_of(row, row.target_at)) for row in rows)
    assert verdicts == {
        ("ONTIME", "ONTIME"): 46_572,
        ("OVERDUE", "OVERDUE"): 11_521,
        ("", "OVERDUE"): 158,  # the city wrote no verdict: all of them were late
    }
