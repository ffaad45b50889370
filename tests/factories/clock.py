"""Moments of tests: a Wednesday in a week without holidays."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 6, 3, 16, tzinfo=UTC)  # 12:00 in Toronto
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
