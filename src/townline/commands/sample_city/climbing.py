"""Of what is late today: who was told, who looks after it, who is told next."""

from datetime import datetime
from uuid import uuid4

from townline.accounts import queries as accounts
from townline.core.transactions import transaction
from townline.service_levels import queries as service_levels
from townline.service_requests.operations import escalations
from townline.service_requests.queries import escalations as told

LATE = 60  # of more, the sent mail of the first morning would tell nothing


def climb(*, at: datetime) -> None:
    late = told.lately_late(limit=LATE)
    with transaction():
        for clock in service_levels.told_clocks(subjects=late):
            escalations.plan_escalations(
                subject=clock.subject, kind=clock.kind, due_at=clock.due_at, because=uuid4(), at=at
            )
    while escalations.tell_due(at=at):
        pass
    for notice in list(told.unanswered()[::4]):
        by = accounts.viewer_of(user=notice.user, at=at)
        escalations.acknowledge(uuid=notice.uuid, words="On the list of tomorrow.", by=by, at=at)
