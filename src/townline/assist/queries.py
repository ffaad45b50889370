"""Suggestions from text: which service is meant, and which open reports look the same. Candidates come as values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townline.assist.words import alike, telling_words

GOOD_WORD = 0.42  # below this two words are different words


@dataclass(frozen=True, slots=True)
class Candidate:
    """`phrases` with their weight: the name counts most, then what residents call it, then the summary."""

    code: str
    phrases: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`score` from 0 to 1."""

    code: str
    score: float


def suggest(*, text: str, candidates: Iterable[Candidate], limit: int = 8, least: float = 0.25) -> list[Suggestion]:
    """The candidates that the text is most likely about, best first. Explained: the score is how well its words are met."""
    asked = telling_words(text)
    if not asked:
        return []
    scored = [Suggestion(candidate.code, _score(asked, candidate)) for candidate in candidates]
    good = [suggestion for suggestion in scored if suggestion.score >= least]
    return sorted(good, key=lambda suggestion: (-suggestion.score, suggestion.code))[:limit]


def _score(asked: Sequence[str], candidate: Candidate) -> float:
    return max((weight * _meets(asked, telling_words(phrase)) for phrase, weight in candidate.phrases), default=0.0)


def _meets(asked: Sequence[str], phrase: Sequence[str]) -> float:
    """How well the phrase is said by the words asked: every word of the shorter side should find its like."""
    if not phrase:
        return 0.0
    best = [max(alike(word, other) for other in asked) for word in phrase]
    said = [value if value >= GOOD_WORD else 0.0 for value in best]
    covered = [max(alike(word, other) for other in phrase) for word in asked]
    heard = [value if value >= GOOD_WORD else 0.0 for value in covered]
    return 0.7 * sum(said) / len(said) + 0.3 * sum(heard) / len(heard)
