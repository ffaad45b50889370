"""A rule: its id, its sentence, where the standard says so, and the function that looks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from townline.commands.open311_check.case import Case  # type only
    from townline.commands.open311_check.documents import Record  # type only


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105  not a password
    FAIL = "fail"
    SKIP = "skip"


class Level(StrEnum):
    """MUST is the standard's word or its table; SHOULD its recommendation, its schema, or what every client trips over."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True)
class Outcome:
    verdict: Verdict
    evidence: str


class Skipped(Exception):
    """There is nothing to look at; the message says why."""


Check = Callable[["Case"], Outcome]


@dataclass(frozen=True)
class Rule:
    id: str
    section: str
    says: str
    level: Level
    check: Check
    writes: bool = False


@dataclass(frozen=True)
class Finding:
    rule: Rule
    outcome: Outcome


class RuleBook:
    """The rules of one section of the standard, in the order in which they are written."""

    def __init__(self, *, section: str, writes: bool = False) -> None:
        self.rules: list[Rule] = []
        self._section = section
        self._writes = writes

    def must(self, rule_id: str, says: str) -> Callable[[Check], Check]:
        return self._add(rule_id, says, Level.MUST)

    def should(self, rule_id: str, says: str) -> Callable[[Check], Check]:
        return self._add(rule_id, says, Level.SHOULD)

    def _add(self, rule_id: str, says: str, level: Level) -> Callable[[Check], Check]:
        def keep(check: Check) -> Check:
            self.rules.append(Rule(rule_id, self._section, says, level, check, self._writes))
            return check

        return keep


def passed(evidence: str) -> Outcome:
    return Outcome(Verdict.PASS, evidence)


def failed(evidence: str) -> Outcome:
    return Outcome(Verdict.FAIL, evidence)


def judge(holds: object, evidence: str) -> Outcome:
    return passed(evidence) if holds else failed(evidence)


def verdict_on(problems: Iterable[str], *, otherwise: str) -> Outcome:
    """Fail with the first problems, or pass with what was looked at."""
    found = list(problems)
    if not found:
        return passed(otherwise)
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return failed("; ".join(found[:3]) + more)


def each(records: Iterable["Record"], holds: Callable[["Record"], object], *, show: str = "") -> Outcome:
    """Every record must hold; the evidence counts by format and shows the first that does not."""
    looked_at = list(records)
    if not looked_at:
        raise Skipped("the list is empty")
    bad = [record for record in looked_at if not holds(record)]
    if not bad:
        return passed(f"holds for {_counted(looked_at)}")
    first = bad[0]
    seen = f" has {show} {first.fields.get(show)!r}" if show else ""
    return failed(f"{_counted(bad)} of {_counted(looked_at)}: first {first.label}{seen}")


def _counted(records: list["Record"]) -> str:
    formats = sorted({record.suffix for record in records}, reverse=True)
    return " and ".join(f"{sum(record.suffix == name for record in records)} in {name}" for name in formats)
