"""The same change to many requests; one that fails does not stop the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from townline.accounts.values import Viewer
from townline.core.errors import NotFound, OperationRefused
from townline.service_requests import permissions
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations.assign import assign
from townline.service_requests.operations.notes import add_note

if TYPE_CHECKING:
    from townline.accounts.models import Team, User


@dataclass(frozen=True, slots=True)
class BulkResult:
    """References that were changed, and those that were not with the reason."""

    done: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def assign_many(
    *, references: Sequence[str], team: "Team", assignee: "User | None", by: Viewer, at: datetime
) -> BulkResult:
    return _each(references, by, lambda request: assign(request=request, team=team, assignee=assignee, by=by, at=at))


def note_many(*, references: Sequence[str], text: str, visibility: str, by: Viewer, at: datetime) -> BulkResult:
    return _each(
        references, by, lambda request: add_note(request=request, text=text, visibility=visibility, by=by, at=at)
    )


def _each(references: Sequence[str], by: Viewer, change: Callable[[ServiceRequest], object]) -> BulkResult:
    numbers = [reference for reference in references if reference.isdecimal()]
    visible = ServiceRequest.objects.filter(permissions.may_see(by), reference__in=numbers)
    found = {request.reference: request for request in visible.select_related("team")}
    result = BulkResult()
    for reference in dict.fromkeys(references):
        try:
            if reference not in found:
                raise NotFound
            change(found[reference])
        except OperationRefused as refusal:
            result.failed[reference] = str(refusal)
        else:
            result.done.append(reference)
    return result
