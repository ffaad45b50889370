import pytest

from townline.assist.queries import Candidate, suggest

CANDIDATES = [
    Candidate("pothole", (("Pothole", 1.0), ("Nid-de-poule", 1.0), ("hole in the road", 0.9))),
    Candidate("garbage", (("Missed garbage collection", 1.0), ("garbage not picked up", 0.9), ("ordures", 0.9))),
    Candidate("light", (("Street light out", 1.0), ("Lampadaire éteint", 1.0))),
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pothole", "pothole"),
        ("nid de poul", "pothole"),
        ("big hole in my road", "pothole"),
        ("garbage not picked up", "garbage"),
        ("garbge was not piked up", "garbage"),
        ("lampadaire eteint", "light"),
    ],
)
def test_suggest_finds_what_is_meant(text: str, code: str) -> None:
    assert suggest(text=text, candidates=CANDIDATES)[0].code == code


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "?!"])
def test_suggest_offers_nothing_for_nothing(text: str) -> None:
    assert suggest(text=text, candidates=CANDIDATES) == []


def test_scores_lie_between_nothing_and_one() -> None:
    found = suggest(text="street light out garbage pothole", candidates=CANDIDATES)
    assert [0 < item.score <= 1 for item in found] == [True] * len(found)
