"""How many complaints, how they ended, how fast: for one period. What is published hides numbers of few people."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from townline.complaints.models import Complaint, Decision, Praise
from townline.complaints.values import LEAST_SHOWN, Finding


@dataclass(frozen=True, slots=True)
class Figures:
    """Received in the period by stage now reached, department id and kind of praise; decided in it by finding and remedy."""

    received: int
    by_stage: Mapping[str, int]
    by_department: Mapping[int, int]
    decided: int
    in_time: int
    by_finding: Mapping[str, int]
    by_remedy: Mapping[str, int]
    compliments: int
    suggestions: int
    missed_updates: int


def figures(*, since: datetime, until: datetime) -> Figures:
    """`until` is not in it. In time: decided by its due date; withdrawn ones are in no share."""
    received = list(
        Complaint.objects.filter(received_at__gte=since, received_at__lt=until).values_list(
            "stage", "department_id", "update_missed_at"
        )
    )
    decided = list(
        Decision.objects.filter(decided_at__gte=since, decided_at__lt=until).values_list(
            "finding", "remedies", "decided_at", "due_at"
        )
    )
    judged = [row for row in decided if row[0] != Finding.WITHDRAWN]
    praise = Counter(
        Praise.objects.filter(received_at__gte=since, received_at__lt=until).values_list("kind", flat=True)
    )
    return Figures(
        received=len(received),
        by_stage=Counter(stage for stage, _department, _missed in received),
        by_department=Counter(department or 0 for _stage, department, _missed in received),
        decided=len(judged),
        in_time=sum(1 for _finding, _remedies, at, due in judged if due is None or at <= due),
        by_finding=Counter(finding for finding, *_ in decided),
        by_remedy=Counter(remedy for _finding, remedies, *_ in judged for remedy in remedies),
        compliments=praise["compliment"],
        suggestions=praise["suggestion"],
        missed_updates=sum(1 for *_, missed in received if missed),
    )


def publishable(number: int) -> str:
    """A small number would point at somebody: `<5`. Zero points at nobody."""
    return str(number) if number == 0 or number >= LEAST_SHOWN else f"<{LEAST_SHOWN}"
