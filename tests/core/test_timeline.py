from datetime import timedelta

from tests.factories.clock import NOON
from townline.core.timeline import TimelineEntry, merged


def entry(minutes: int, kind: str = "request") -> TimelineEntry:
    return TimelineEntry(NOON + timedelta(minutes=minutes), kind, "submitted")


def test_merged_puts_the_newest_first() -> None:
    page = merged([entry(5), entry(1)], [entry(3, "contact")], limit=3)
    assert [line.at for line in page.rows] == [NOON + timedelta(minutes=minutes) for minutes in (5, 3, 1)]
    assert not page.has_more


def test_merged_says_where_the_next_page_begins() -> None:
    page = merged([entry(5), entry(1)], [entry(3, "contact")], limit=2)
    assert [line.kind for line in page.rows] == ["request", "contact"]
    assert page.after == (NOON + timedelta(minutes=3)).isoformat()


def test_merged_does_not_part_what_happened_at_one_moment() -> None:
    page = merged([entry(5), entry(3), entry(1)], [entry(3, "contact")], limit=2)
    assert [line.kind for line in page.rows] == ["request", "request", "contact"]
    assert page.after == (NOON + timedelta(minutes=3)).isoformat()
