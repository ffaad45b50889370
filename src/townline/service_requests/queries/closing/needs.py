"""What a closing needs: the first rule that fits, as the database knows it."""

from dataclasses import dataclass

from django.db import connection

from townline.service_requests.closing_values import Approval, Ending, Evidence, Size
from townline.service_requests.models import ServiceRequest

_RULE = "SELECT id, position, note, approval, percent, evidence FROM service_requests_closing_rule(%s, %s, %s)"
_WHO_WORKED = "SELECT service_requests_who_worked(%s)"
_ASKS_SIZE = "SELECT service_requests_closing_asks_size(%s)"


@dataclass(frozen=True, slots=True)
class Needs:
    """Without a rule (`rule_id` is None) a supervisor looks, and words, a photo or a measurement have to show the work."""

    approval: Approval = Approval.SUPERVISOR
    evidence: tuple[Evidence, ...] = ()
    rule_id: int | None = None
    position: int | None = None
    note: str = ""
    percent: int | None = None


def needs_of(*, request: ServiceRequest, ending: Ending, size: str = "") -> Needs:
    with connection.cursor() as cursor:
        cursor.execute(_RULE, [request.pk, ending.value, size])
        found = cursor.fetchone()
    if found is None:
        return Needs()
    rule_id, position, note, approval, percent, evidence = found
    asked = tuple(kind for kind in Evidence if kind in evidence)
    return Needs(Approval(approval), asked, rule_id, position, note, percent)


def who_worked(*, request: ServiceRequest) -> frozenset[int]:
    """Who has it in hand, or had, or did one of its tasks, since it was last brought to an end."""
    with connection.cursor() as cursor:
        cursor.execute(_WHO_WORKED, [request.pk])
        return frozenset(cursor.fetchone()[0])


def asks_size(*, request: ServiceRequest) -> bool:
    """Does the rule depend on how large the work was?"""
    with connection.cursor() as cursor:
        cursor.execute(_ASKS_SIZE, [request.pk])
        return bool(cursor.fetchone()[0])


def rules_of(*, request: ServiceRequest) -> dict[str, Needs]:
    """What a completion needs, by size; under "" where the size does not matter."""
    if not asks_size(request=request):
        return {"": needs_of(request=request, ending=Ending.DONE)}
    return {size.value: needs_of(request=request, ending=Ending.DONE, size=size.value) for size in Size}
