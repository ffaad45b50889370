"""Two records: one person or two? Named cases, and that the answer does not depend on the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townline.customers.matching import WEIGHTS, Facts, Reason, compare

HOME = "12 Rue Sainte-Anne, Maple Harbour"


def facts(name: str, *, email: str = "", phone: str = "", address: str = "", kind: str = "person") -> Facts:
    return Facts(name, kind, frozenset({email} - {""}), frozenset({phone} - {""}), address)


@pytest.mark.parametrize(
    ("first", "second", "likely"),
    [
        # one person, who wrote once and called once
        (facts("Zoé Tremblay", email="z@x.ca", phone="+16135550101"), facts("Zoe TREMBLAY", phone="+16135550101"), True),
        (facts("Tremblay, Zoé".replace(",", ""), email="z@x.ca"), facts("Zoé Tremblay", email="z@x.ca"), True),
        (facts("Mohamed Diallo", email="m@x.ca"), facts("Mohammed Diallo", email="m@x.ca"), True),
        (facts("J. Roy", phone="+16135550102", address=HOME), facts("Jeanne Roy", phone="+16135550102", address=HOME), True),
        (facts("", email="z@x.ca", phone="+16135550101"), facts("Zoé Tremblay", email="z@x.ca", phone="+16135550101"), True),
        # two people
        (facts("Luc Roy", phone="+16135550102", address=HOME), facts("Jeanne Roy", phone="+16135550102", address=HOME), False),
        (facts("Jeanne Roy", address="1 Elm Street"), facts("Jeanne Roy", address="9 Oak Street"), False),
        (facts("Ada Ng", email="office@x.ca"), facts("Ben Marsh", email="office@x.ca"), False),
        (facts("Roy Plumbing", email="r@x.ca", kind="business"), facts("Roy Plumbing", email="r@x.ca"), False),
    ],
)  # fmt: skip
def test_compare_asks_the_steward_only_for_what_may_be_one_person(first: Facts, second: Facts, likely: bool) -> None:
    assert compare(first, second).is_likely is likely


def test_compare_gives_its_reasons() -> None:
    match = compare(
        facts("Zoé Tremblay", email="z@x.ca", address=HOME), facts("Zoe Tremblay", email="z@x.ca", address=HOME.upper())
    )
    assert match.reasons == (Reason.SAME_EMAIL, Reason.SAME_NAME, Reason.SAME_ADDRESS)
    assert match.bits == sum(WEIGHTS[reason] for reason in match.reasons)


words = st.text("abceéñ -.ABC", max_size=12)
some = st.builds(
    Facts,
    st.builds(lambda *parts: " ".join(parts), words, words),
    st.sampled_from(["person", "business"]),
    st.frozensets(st.sampled_from(["a@x.ca", "b@x.ca"])),
    st.frozensets(st.sampled_from(["+16135550101", "+16135550102"])),
    words,
)


@given(some, some)
def test_compare_does_not_depend_on_the_order(first: Facts, second: Facts) -> None:
    assert compare(first, second).bits == compare(second, first).bits


@given(some)
def test_nothing_speaks_against_a_record_and_itself(one: Facts) -> None:
    assert all(WEIGHTS[reason] > 0 for reason in compare(one, one).reasons)
