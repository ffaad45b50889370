"""The findings as text for a person and as JSON for a machine."""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from townline.commands.open311_check.rule import Finding, Level, Verdict

_MARKS = {Verdict.PASS: "pass", Verdict.FAIL: "FAIL", Verdict.SKIP: "skip"}


def as_text(found: Sequence[Finding], *, target: str) -> str:
    lines = [f"GeoReport v2: {target}"]
    for section, group in groupby(found, key=lambda f: f.rule.section):
        lines += ["", section]
        for finding in group:
            softened = finding.outcome.verdict is Verdict.FAIL and finding.rule.level is Level.SHOULD
            mark = "warn" if softened else _MARKS[finding.outcome.verdict]
            lines += [
                f"  {mark}  {finding.rule.id}",
                f"        {finding.rule.says}",
                f"        > {finding.outcome.evidence}",
            ]
    return "\n".join([*lines, "", summary(found)])


def summary(found: Sequence[Finding]) -> str:
    count = Counter(f.outcome.verdict for f in found)
    softly = sum(f.outcome.verdict is Verdict.FAIL and f.rule.level is Level.SHOULD for f in found)
    failed = f"{count[Verdict.FAIL] - softly} failed, {softly} recommendations not followed"
    return f"{len(found)} rules: {count[Verdict.PASS]} passed, {failed}, {count[Verdict.SKIP]} skipped."


def as_json(found: Sequence[Finding], *, target: str) -> str:
    count = Counter(f.outcome.verdict for f in found)
    rules = [
        {
            "id": f.rule.id,
            "section": f.rule.section,
            "level": f.rule.level.value,
            "says": f.rule.says,
            "verdict": f.outcome.verdict.value,
            "evidence": f.outcome.evidence,
        }
        for f in found
    ]
    return json.dumps(
        {
            "standard": "GeoReport v2",
            "target": target,
            "summary": {verdict.value: count[verdict] for verdict in Verdict},
            "rules": rules,
        },
        indent=2,
        ensure_ascii=False,
    )
