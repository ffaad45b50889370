"""May this record be destroyed now? Asked when a list is proposed, when it is signed and again just before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from townline.customers import holdings as customers
from townline.privacy.holdings import Due, LastUse, holders
from townline.privacy.values import RetentionClass
from townline.records_office.queries import holds_now, rules
from townline.records_office.queries.holds import Holds
from townline.records_office.schedule import months_before
from townline.records_office.values import OutReason


@dataclass(frozen=True, slots=True)
class Judged:
    """A record, when anything of it was last used, and why it stays; `out` is empty if it may go."""

    due: Due
    last_used_at: datetime
    out: OutReason | None = None


class Judge:
    """Holds and rules as they are at one moment."""

    def __init__(self, *, at: datetime) -> None:
        self.at = at
        self.holds: Holds = holds_now()
        self.rules = {rule.retention.value: rule for rule in rules()}

    def judged(self, *, retention: RetentionClass, dues: Sequence[Due]) -> list[Judged]:
        if retention == RetentionClass.CUSTOMER:
            return self._customers(dues)
        return [
            self._judge(due, retention, [LastUse(due.subject, retention, due.last_used_at, due.is_open)])
            for due in dues
        ]

    def _customers(self, dues: Sequence[Due]) -> list[Judged]:
        """A customer is used by whatever hangs on any of the rows that are this person."""
        uses = uses_of(people=[due.subject for due in dues])
        return [self._judge(due, RetentionClass.CUSTOMER, uses.get(due.subject, ())) for due in dues]

    def _judge(self, due: Due, retention: RetentionClass, uses: Sequence[LastUse]) -> Judged:
        last = max((use.at for use in uses), default=due.last_used_at)
        last = max(last, due.last_used_at)
        parts = [due, *(Due(use.subject, use.at, about=(use.person,), place=use.place) for use in uses if use.subject)]
        if any(self.holds.cover(due=part, retention=retention) for part in parts) or any(
            use.retention.value in self.holds.classes for use in uses
        ):
            return Judged(due, last, OutReason.HOLD)
        if due.is_open or any(use.is_open for use in uses):
            return Judged(due, last, OutReason.OPEN)
        if self._too_young(due.last_used_at, retention) or any(self._too_young(use.at, use.retention) for use in uses):
            return Judged(due, last, OutReason.TOO_YOUNG)
        return Judged(due, last)

    def _too_young(self, used_at: datetime, retention: RetentionClass) -> bool:
        return used_at > months_before(self.at, self.rules[retention.value].minimum)

    def is_over(self, judged: Judged, *, retention: RetentionClass) -> bool:
        """Is the maximum over, so that the night proposes it?"""
        months = self.rules[retention.value].maximum
        return months is not None and judged.last_used_at < months_before(self.at, months)


def uses_of(*, people: Iterable[UUID]) -> Mapping[UUID, list[LastUse]]:
    """Every use of these people by any room, under the uuid that was asked for, with all rows that are the same person."""
    asked = list(people)
    groups = customers.groups_of(uuids=asked)
    everybody = {person.uuid: person for group in groups.values() for person in group}
    found: dict[UUID, list[LastUse]] = {}
    for holder in holders():
        for use in holder.last_used(people=list(everybody.values())):
            found.setdefault(use.person, []).append(use)
    return {uuid: [use for person in groups.get(uuid, ()) for use in found.get(person.uuid, ())] for uuid in asked}
