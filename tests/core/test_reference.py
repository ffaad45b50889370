import pytest
from hypothesis import given
from hypothesis import strategies as st

from townline.core import reference
from townline.core.reference import ReferenceMistyped

references = st.builds(lambda _: reference.issue(), st.integers())


@given(references)
def test_issue_gives_nine_digits_and_no_leading_zero(number: str) -> None:
    assert (len(number), number.isdigit(), number[0] == "0", reference.is_reference(number)) == (9, True, False, True)


@given(references, st.integers(0, 8), st.integers(1, 9))
def test_parse_finds_every_wrong_digit(number: str, position: int, change: int) -> None:
    wrong = str((int(number[position]) + change) % 10)
    with pytest.raises(ReferenceMistyped):
        reference.parse(number[:position] + wrong + number[position + 1 :])


@given(references, st.integers(0, 7))
def test_parse_finds_two_neighbours_swapped(number: str, position: int) -> None:
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    if swapped == number:
        assert reference.parse(swapped) == number
    else:
        with pytest.raises(ReferenceMistyped):
            reference.parse(swapped)


@given(references)
def test_parse_reads_what_said_says(number: str) -> None:
    assert reference.parse(reference.said(number)) == number


@pytest.mark.parametrize("pattern", ["{}-{}-{}", "{}.{}.{}", " {} {} {} ", "{}\u00a0{}\u202f{}"])
def test_parse_ignores_what_people_put_between_the_digits(pattern: str) -> None:
    number = reference.issue()
    assert reference.parse(pattern.format(number[:3], number[3:6], number[6:])) == number


@pytest.mark.parametrize("text", ["", "12345", "abcdefghi", "000 000 000", "41830726", "4183072650", "٤١٨٣٠٧٢٦٥"])
def test_parse_refuses_what_is_no_reference(text: str) -> None:
    with pytest.raises(ReferenceMistyped):
        reference.parse(text)


def test_said_speaks_in_threes() -> None:
    assert reference.said("418307265") == "418 307 265"
