import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townline.catalog import answers
from townline.catalog.answers import AnswersRejected
from townline.catalog.definitions import Choice, Condition, Datatype, Question, ServiceDefinition
from townline.core.language import Text

HAZARD = Choice("wire", Text("A wire is down", "Un fil est au sol"), Text("Call 911.", "Composez le 911."))
SIZES = (Choice("small", Text("Small", "Petit")), Choice("large", Text("Large", "Grand")), HAZARD)


def question(code: str, datatype: Datatype, **fields: object) -> Question:
    return Question(code=code, datatype=datatype, label=Text(code, code), **fields)  # type: ignore[arg-type]


def service(*questions: Question) -> ServiceDefinition:
    return ServiceDefinition(
        code="pothole",
        name=Text("Pothole", "Nid-de-poule"),
        summary=Text("x", "x"),
        group_code="streets",
        department_code="roads",
        team_code="potholes",
        questions=questions,
    )


EVERYTHING = service(
    question("words", Datatype.STRING),
    question("story", Datatype.TEXT),
    question("count", Datatype.NUMBER),
    question("moment", Datatype.DATETIME),
    question("size", Datatype.SINGLE, choices=SIZES),
    question("sizes", Datatype.MULTIPLE, choices=SIZES),
    question("note", Datatype.STATEMENT),
    question("depth", Datatype.NUMBER, condition=Condition("size", ("large",)), required=True),
)
CODES = [item.code for item in EVERYTHING.questions]
anything = st.text(max_size=40) | st.sampled_from(
    ["small", "large", "wire", "12", "1e-999999", "2026-06-03", "NaN", "\x00"]
)
given_answers = st.dictionaries(st.sampled_from([*CODES, "unknown"]), anything | st.lists(anything, max_size=3))


def checked(typed: dict[str, object]) -> tuple[dict[str, object], dict[str, str]]:
    """What was kept, what was refused: one of the two is empty."""
    try:
        return answers.check(definition=EVERYTHING, answers=typed), {}
    except AnswersRejected as refused:
        return {}, refused.errors


@given(given_answers)
def test_check_keeps_only_clean_short_answers_or_names_the_question(typed: dict[str, object]) -> None:
    kept, errors = checked(typed)
    assert (set(errors) <= set(CODES), set(kept) <= set(CODES) - {"note"}) == (True, True)
    assert (len(json.dumps(kept)) < 10_000, "\x00" in str(kept)) == (True, False)


@given(given_answers)
def test_check_of_what_check_kept_changes_nothing(typed: dict[str, object]) -> None:
    kept, errors = checked(typed)
    if not errors:
        assert checked(kept) == (kept, {})


def test_a_question_that_is_not_asked_is_dropped() -> None:
    assert answers.check(definition=EVERYTHING, answers={"size": "small", "depth": "3"}) == {"size": "small"}


def test_a_question_that_is_asked_must_be_answered() -> None:
    with pytest.raises(AnswersRejected) as refused:
        answers.check(definition=EVERYTHING, answers={"size": "large"})
    assert list(refused.value.errors) == ["depth"]


@pytest.mark.parametrize(("typed", "kept"), [("12", "12"), ("1 200,50", "1200.5"), ("-0.25", "-0.25"), ("1e3", "1000")])
def test_numbers_are_read_as_people_write_them(typed: str, kept: str) -> None:
    assert answers.check(definition=EVERYTHING, answers={"count": typed}) == {"count": kept}


@pytest.mark.parametrize("typed", ["twelve", "NaN", "Infinity", "1e16", "1e-999999"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(AnswersRejected):
        answers.check(definition=EVERYTHING, answers={"count": typed})


def test_hazard_in_finds_the_answer_that_stops_the_form() -> None:
    assert answers.hazard_in(definition=EVERYTHING, answers={"sizes": ["small", "wire"]}) == HAZARD
    assert answers.hazard_in(definition=EVERYTHING, answers={"size": "small"}) is None
