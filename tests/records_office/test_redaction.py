"""What is under a bar is not in the copy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townline.records_office.legal.redaction import Mark, Piece, occurrences, pieces, proposed, whole

BLOCKS = (
    ("Summary", "Mr. Lee of 613-555-0147 says that  ann  lee\nhas seen it. Write to lee@mail.example."),
    ("Note", "Nothing of Ann Lee. L1G 4P2"),
)


def copy_of(value: str, marks: list[Mark]) -> str:
    return "".join(f"[{piece.code}]" if piece.is_bar else piece.text for piece in pieces(value=value, marks=marks))


def test_words_are_found_in_any_case_and_over_lines() -> None:
    marks = occurrences(blocks=BLOCKS, words="Ann Lee", code="14(1)")
    assert [BLOCKS[mark.block][1][mark.start : mark.end] for mark in marks] == ["ann  lee", "Ann Lee"]


def test_words_are_found_with_and_without_accents() -> None:
    blocks = (("Note", "Zoé Côté, ZOE COTE, zoe\u0301."),)
    found = occurrences(blocks=blocks, words="zoe", code="14(1)")
    assert [blocks[0][1][mark.start : mark.end] for mark in found] == ["Zoé", "ZOE", "zoe\u0301"]


@given(st.text(max_size=30))
def test_any_text_is_found_in_itself(value: str) -> None:
    marks = occurrences(blocks=(("", value),), words=value, code="X")
    kept = "".join(piece.text for piece in pieces(value=value, marks=marks))
    assert not kept.strip()


def test_a_bar_has_its_section_and_not_the_length_of_what_is_gone() -> None:
    assert pieces(value="By Ann Lee.", marks=[Mark(0, 3, 10, "14(1)")]) == (
        Piece("By "),
        Piece(code="14(1)"),
        Piece("."),
    )


def test_marks_that_overlap_are_one_bar_with_both_sections() -> None:
    marks = [Mark(0, 3, 7, "14(1)"), Mark(0, 5, 10, "8(1)"), Mark(0, 4, 6, "14(1)")]
    assert copy_of("By Ann Lee.", marks) == "By [14(1), 8(1)]."


@pytest.mark.parametrize("words", ["", "   "])
def test_no_words_take_nothing_out(words: str) -> None:
    assert occurrences(blocks=BLOCKS, words=words, code="14(1)") == ()


def test_whole_takes_one_value() -> None:
    assert whole(blocks=BLOCKS, block=1, code="12") == (Mark(1, 0, len(BLOCKS[1][1]), "12"),)
    assert whole(blocks=BLOCKS, block=9, code="12") == ()


def test_proposed_names_what_gives_others_away() -> None:
    assert proposed(blocks=BLOCKS) == ("lee@mail.example", "613-555-0147", "Mr. Lee", "L1G 4P2")


def test_proposed_leaves_the_person_s_own() -> None:
    assert proposed(blocks=BLOCKS, own=("Lee@Mail.example", "+1 613 555 0147", "L1G4P2")) == ("Mr. Lee",)


texts = st.text("abc é\n@.1-", max_size=40)


@given(texts, st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45)), max_size=5))
def test_nothing_under_a_mark_stays_and_nothing_else_goes(value: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(0, start, end, "X") for start, end in spans]
    kept = "".join(
        letter for place, letter in enumerate(value) if not any(mark.start <= place < mark.end for mark in marks)
    )
    assert "".join(piece.text for piece in pieces(value=value, marks=marks)) == kept
