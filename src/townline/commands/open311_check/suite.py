"""Run the rules over one case."""

from collections.abc import Iterator, Sequence

from townline.commands.open311_check.case import Case
from townline.commands.open311_check.documents import Unreadable
from townline.commands.open311_check.rule import Finding, Level, Outcome, Rule, Skipped, Verdict
from townline.commands.open311_check.rules import RULES


def findings(case: Case, *, rules: Sequence[Rule] = RULES) -> Iterator[Finding]:
    for rule in rules:
        yield Finding(rule, _outcome(rule, case))


def _outcome(rule: Rule, case: Case) -> Outcome:
    try:
        return rule.check(case)
    except Skipped as reason:
        return Outcome(Verdict.SKIP, str(reason))
    except (Unreadable, TypeError, ValueError, LookupError) as error:
        # A stranger's answer may have any shape; one that no rule foresees is a deviation, not a crash.
        return Outcome(Verdict.FAIL, f"the answer cannot be understood: {error}")


def deviations(found: Sequence[Finding]) -> list[str]:
    """The ids of the rules that failed."""
    return [finding.rule.id for finding in found if finding.outcome.verdict is Verdict.FAIL]


def conforms(found: Sequence[Finding], *, strictly: bool) -> bool:
    levels = {Level.MUST, Level.SHOULD} if strictly else {Level.MUST}
    return not any(f.outcome.verdict is Verdict.FAIL and f.rule.level in levels for f in found)
