"""Errors: an array of code and description, and an HTTP status that fits. Used by the rules of every method."""

from townline.commands.open311_check.answers import Answer
from townline.commands.open311_check.case import Case, Query
from townline.commands.open311_check.documents import Unreadable, read
from townline.commands.open311_check.rule import Outcome, Skipped, verdict_on


def refusal(case: Case, stem: str, *, status: int, query: Query | None = None) -> Outcome:
    """The question must be answered with `status` and errors, in every format."""
    case.live()
    answers = [answer for suffix in case.formats if (answer := case.fetch(f"{stem}.{suffix}", query))]
    if not answers:
        raise Skipped("no answer")
    return verdict_on(
        [problem for answer in answers for problem in problems_of(answer, status)],
        otherwise="; ".join(f"{answer.source}: {answer.status}, {_first(answer)}" for answer in answers),
    )


def problems_of(answer: Answer, status: int) -> list[str]:
    found = [] if answer.status == status else [f"{answer.source} answered {answer.status} instead of {status}"]
    try:
        document = read(answer)
    except Unreadable:
        return [*found, f"{answer.source} is not {answer.suffix}"]
    errors = document.records("errors", "error")
    if not document.is_list_of("errors", "error") or not errors:
        return [*found, f"{answer.source} has no list of errors"]
    if not all(error.text("code") and error.text("description") for error in errors):
        found.append(f"{answer.source}: an error lacks code or description")
    return found


def _first(answer: Answer) -> str:
    try:
        return next((e.text("description") or "" for e in read(answer).records("errors", "error")), "")
    except Unreadable:
        return ""
