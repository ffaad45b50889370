"""What a file holds, counted while it is read: for the dry run, and to compare with any other count."""

from collections import Counter
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from townline.commands.importing.record import RequestRecord

FIRST_PROBLEMS = 10


@dataclass(slots=True)
class Tally:
    zone: ZoneInfo
    taken: int = 0
    rejected: int = 0
    by_status: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_service: Counter[str] = field(default_factory=Counter)
    by_channel: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_month: Counter[str] = field(default_factory=Counter)
    without_place: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    first_problems: list[tuple[int, str]] = field(default_factory=list)
    departments: set[str] = field(default_factory=set)

    def add(self, record: RequestRecord) -> None:
        self.taken += 1
        self.by_status[record.status_word, record.state] += 1
        self.by_service[record.service] += 1
        self.by_channel[record.channel_word, record.channel] += 1
        local = record.submitted_at.astimezone(self.zone)
        self.by_month[f"{local.year}-{local.month:02}"] += 1
        self.without_place += record.lat is None and not record.address
        self.departments.add(record.department)

    def reject(self, line: int, reason: str) -> None:
        self.rejected += 1
        self.reasons[reason] += 1
        if len(self.first_problems) < FIRST_PROBLEMS:
            self.first_problems.append((line, reason))

    def states(self) -> Counter[str]:
        """The counts by our states, whatever the words of the source."""
        states: Counter[str] = Counter()
        for (_, state), count in self.by_status.items():
            states[state] += count
        return states
