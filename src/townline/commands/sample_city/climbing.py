"""Of what is late today: who was told, who looks after it, who is told next."""

from datetime import datetime
from uuid import uuid4

from townline.accounts import queries as accounts
from townline.accounts.models import Membership, Role
from townline.core.transactions import transaction
from townline.service_levels import queries as service_levels
from townline.service_requests.models import EscalationNotice, ServiceRequest
from townline.service_requests.operations import escalations
from townline.service_requests.workflow import OPEN

LATE = 25  # of more, the sent mail of the first morning would tell nothing


def climb(*, at: datetime) -> None:
    _lead_teams()
    late = ServiceRequest.objects.filter(state__in=sorted(OPEN), due_at__lte=at).order_by("-due_at", "id")[:LATE]
    for request in late:
        for clock in service_levels.told_clocks(subjects=[request.uuid]):
            with transaction():
                escalations.plan_escalations(
                    subject=request.uuid, kind=clock.kind, due_at=clock.due_at, because=uuid4(), at=at
                )
    while escalations.tell_due(at=at):
        pass
    for notice in EscalationNotice.objects.filter(answered_at=None).select_related("user").order_by("id")[::4]:
        by = accounts.viewer_of(user=notice.user, at=at)
        escalations.acknowledge(uuid=notice.uuid, words="On the list of tomorrow.", by=by, at=at)


def _lead_teams() -> None:
    """Of each team without a lead, the first of its workers."""
    led = Membership.objects.filter(is_lead=True).values("team")
    first = (
        Membership.objects.exclude(team__in=led)
        .filter(user__role=Role.WORKER)
        .order_by("team", "id")
        .distinct("team")
        .values_list("pk", flat=True)
    )
    Membership.objects.filter(pk__in=list(first)).update(is_lead=True)
