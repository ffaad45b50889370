"""What a misspelt word may have meant: words of requests, and words of services."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from townline.assist.words import telling_words
from townline.catalog import queries as catalog
from townline.catalog.catalogue import Catalogue

SELDOM = 5  # a word in fewer requests than this may itself be a mistake

# Likes by shared trigrams, and words that begin alike: a short word with one wrong letter shares hardly a trigram.
_NEAR = """
SELECT typed.word, COALESCE(own.requests, 0), near.word, near.requests
FROM unnest(%s::text[]) AS typed(word)
LEFT JOIN service_requests_word AS own ON own.word = typed.word
LEFT JOIN LATERAL (
    SELECT word.word, word.requests FROM service_requests_word AS word
    WHERE (word.word %% typed.word OR (length(typed.word) < 7 AND word.word LIKE left(typed.word, 2) || '%%'))
      AND word.word <> typed.word AND abs(length(word.word) - length(typed.word)) < 3
      AND word.requests > 10 * COALESCE(own.requests, 0)
    ORDER BY similarity(word.word, typed.word) DESC, word.requests DESC
    LIMIT 12
) AS near ON length(typed.word) > 2 AND typed.word !~ '^[0-9]+$' AND COALESCE(own.requests, 0) < %s
"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A typed word, the words that it may stand for, and in how many requests they are."""

    typed: str
    words: tuple[str, ...]
    requests: int

    @property
    def query(self) -> str:
        """A number is meant whole, a word may go on."""
        return "(" + " | ".join(word if word.isdigit() else f"{word}:*" for word in self.words) + ")"


def meanings_of(*, words: Sequence[str]) -> tuple[list[Meaning], dict[str, str]]:
    """Each word with its likes where it is unknown or seldom; and {typed: what is looked for as well}."""
    if not words:
        return [], {}
    known = service_words(catalog.catalogue())
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [list(words), SELDOM])
        rows = cursor.fetchall()
    meanings, corrected = [], {}
    for word in words:
        own = next((row[1] for row in rows if row[0] == word), 0)
        near = [(row[2], row[3]) for row in rows if row[0] == word and row[2] and is_like(word, row[2])]
        near = [] if word in known else sorted(near, key=lambda pair: (distance(word, pair[0]), -pair[1]))[:3]
        if near and own == 0:
            corrected[word] = near[0][0]
        meanings.append(
            Meaning(word, (word, *(other for other, _count in near)), own + sum(count for _other, count in near))
        )
    return meanings, corrected


def services_named(*, words: Sequence[str]) -> tuple[frozenset[int], list[str]]:
    """The services that these words name together, and the words that name none."""
    known = service_words(catalog.catalogue())
    named: frozenset[int] | None = None
    rest = []
    for word in words:
        ids = _ids_of(word, known)
        if not ids:
            rest.append(word)
        else:
            named = ids if named is None else named & ids
    return named or frozenset(), rest


def _ids_of(word: str, known: Mapping[str, frozenset[int]]) -> frozenset[int]:
    if word in known:
        return known[word]
    if len(word) < 4:
        return frozenset()
    return frozenset().union(*(ids for other, ids in known.items() if other.startswith(word) or is_like(word, other)))


def service_words(catalogue: Catalogue) -> Mapping[str, frozenset[int]]:
    """{word: ids of the services that are called so}."""
    return _service_words(catalogue.stamp)


@lru_cache(maxsize=2)
def _service_words(stamp: str) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for entry in catalog.catalogue().services:
        definition = entry.definition
        for word in _words_in(
            (definition.name.en, definition.name.fr, *definition.keywords.en, *definition.keywords.fr)
        ):
            found.setdefault(word, set()).add(entry.id)
    return {word: frozenset(ids) for word, ids in found.items()}


def _words_in(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in telling_words(phrase) if len(word) > 2}


# -- how far apart two words are ------------------------------------------------------------------
def is_like(word: str, other: str) -> bool:
    """One slip in a short word, two in a long one."""
    most = 1 if len(word) < 6 else 2
    return word[:1] == other[:1] and abs(len(word) - len(other)) <= most and distance(word, other) <= most


@lru_cache(maxsize=50_000)
def distance(one: str, other: str) -> int:
    """Letters added, left out, changed or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, previous, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]
