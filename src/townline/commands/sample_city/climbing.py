"""Of what is late today: who was told, who looks after it, who is told next."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from townline.accounts import queries as accounts
from townline.core.errors import NotFound
from townline.core.transactions import transaction
from townline.service_levels import queries as service_levels
from townline.service_requests.operations import escalations
from townline.service_requests.operations.escalations import NoticeAnswered
from townline.service_requests.queries import escalations as told

if TYPE_CHECKING:
    from townline.service_requests.models import EscalationNotice

MAILED = timedelta(days=1)  # of more, the sent mail of the first morning would tell nothing
ANSWERED = 3  # one of so many
SOON = timedelta(hours=2)
SAID = {
    "en": ("On the list of tomorrow.", "The crew is on its way.", "Waits for asphalt; Thursday.", "With the next round."),
    "fr": ("Sur la liste de demain.", "L’équipe est en route.", "On attend l’asphalte; jeudi.", "À la prochaine tournée."),
}  # fmt: skip


def climb(*, at: datetime) -> None:
    with transaction():
        for clock in service_levels.told_clocks(subjects=told.late_or_at_risk()):
            escalations.plan_escalations(subject=clock.subject, kind=clock.kind, due_at=clock.due_at, because=uuid4())
    escalations.tell_as_history(before=at - MAILED, at=at)
    while escalations.tell_due(at=at):
        pass
    for number, notice in enumerate(told.unanswered()[::ANSWERED]):
        _answer(notice, number, at=min(at, notice.told_at + SOON))


def _answer(notice: "EscalationNotice", number: int, *, at: datetime) -> None:
    by = accounts.viewer_of(user=notice.user, at=at)
    words = SAID[notice.user.language]
    with suppress(NoticeAnswered, NotFound):  # somebody else has answered for both
        escalations.acknowledge(uuid=notice.uuid, words=words[number % len(words)], by=by, at=at)
