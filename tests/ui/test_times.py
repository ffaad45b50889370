import datetime as dt

import pytest
from django.utils import translation

from townline.ui import times

NOW = dt.datetime(2026, 6, 9, 14, 0, tzinfo=dt.UTC)  # a Tuesday, 10:00 in the city
TODAY = dt.date(2026, 6, 9)


def said(text: str) -> str:
    return text.replace(times.NO_BREAK, " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("before", "en", "fr"),
    [
        (dt.timedelta(seconds=20), "just now", "à l’instant"),
        (dt.timedelta(minutes=1), "1 minute ago", "il y a 1 minute"),
        (dt.timedelta(minutes=12), "12 minutes ago", "il y a 12 minutes"),
        (dt.timedelta(hours=3), "3 hours ago", "il y a 3 heures"),
        (dt.timedelta(hours=20), "yesterday", "hier"),
        (dt.timedelta(days=4), "4 days ago", "il y a 4 jours"),
        (dt.timedelta(days=40), "30 Apr", "30 avr"),
        (dt.timedelta(days=400), "5 May 2025", "5 mai 2025"),
    ],
)
def test_ago_counts_from_near_to_far(before: dt.timedelta, en: str, fr: str) -> None:
    assert times.ago(NOW - before, at=NOW) == en
    with translation.override("fr"):
        assert times.ago(NOW - before, at=NOW) == fr


@pytest.mark.parametrize(
    ("after", "en", "fr"),
    [
        (dt.timedelta(hours=4, minutes=30), "due 14:30", "d’ici 14 h 30"),
        (dt.timedelta(days=3), "due Fri", "d’ici ven"),
        (dt.timedelta(days=20), "due 29 Jun", "d’ici 29 juin"),
        (dt.timedelta(hours=-2), "2 hours late", "2 heures de retard"),
        (dt.timedelta(minutes=-5), "late", "en retard"),
        (dt.timedelta(days=-5), "5 days late", "5 jours de retard"),
    ],
)
def test_due_says_when_or_how_late(after: dt.timedelta, en: str, fr: str) -> None:
    assert times.due(NOW + after, at=NOW) == en
    with translation.override("fr"):
        assert said(times.due(NOW + after, at=NOW)) == said(fr)


def test_in_words_names_the_day_and_the_year_only_when_it_is_another() -> None:
    assert times.in_words(dt.date(2026, 6, 12), today=TODAY) == "Friday 12 June"
    assert times.in_words(dt.date(2027, 6, 12), today=TODAY) == "Saturday 12 June 2027"
    with translation.override("fr"):
        assert times.in_words(dt.date(2026, 6, 12), today=TODAY) == "vendredi 12 juin"


def test_day_of_is_the_city_s_day() -> None:
    assert times.day_of(dt.datetime(2026, 6, 10, 3, 0, tzinfo=dt.UTC)) == TODAY
