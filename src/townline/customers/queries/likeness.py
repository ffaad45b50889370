"""What a typed word of a name may have meant: how it sounds, and names that are spelled nearly so."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from townline.core.words import plain

MOST_ALIKE = 12
MOST_BEGIN_SO = 20
LONGEST_WORD = 60
_MARKS = str.maketrans({**dict.fromkeys('-,/;:()"&+#%_\\\t\n\r\u00a0', " "), **dict.fromkeys("'’.", None)})

# Levenshtein counts two swapped letters as two. A word that is known may still be another one misspelt: Smyth, Smith.
_ALIKE = f"""
SELECT typed.word, customers_sounds_like(typed.word), near.words, begun.words
FROM unnest(%s::text[]) AS typed(word)
LEFT JOIN LATERAL (
    SELECT array_agg(word) AS words FROM (
        SELECT known.word FROM customers_nameword AS known
        WHERE (known.word %% typed.word OR known.word LIKE left(typed.word, 2) || '%%')
          AND abs(length(known.word) - length(typed.word)) <= 2 AND length(known.word) <= {LONGEST_WORD}
          AND levenshtein_less_equal(known.word, typed.word, 2) <= CASE WHEN length(typed.word) < 5 THEN 1 ELSE 2 END
        ORDER BY levenshtein_less_equal(known.word, typed.word, 2), known.word LIMIT {MOST_ALIKE}) AS found
) AS near ON length(typed.word) > 2 AND typed.word !~ '[0-9]'
LEFT JOIN LATERAL (
    SELECT array_agg(word) AS words FROM (
        SELECT known.word FROM customers_nameword AS known WHERE known.word LIKE typed.word || '%%'
        ORDER BY length(known.word), known.word LIMIT {MOST_BEGIN_SO}) AS found
) AS begun ON length(typed.word) > 2 AND typed.word !~ '[0-9]'
"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """`heard`: the word and how it sounds; `every`: these, names spelled nearly so and names that begin so."""

    word: str
    heard: tuple[str, ...]
    every: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """As `customers_words` of migration 0004 takes a name apart."""
    return [word[:LONGEST_WORD] for word in plain(text).translate(_MARKS).split()]


def meanings_of(*, words: Sequence[str]) -> list[Meaning]:
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [list(words)])
        rows = {word: (sounds, near or [], begun or []) for word, sounds, near, begun in cursor.fetchall()}
    meanings = []
    for word in words:
        sounds, near, begun = rows[word]
        heard = (word, *sounds)
        meanings.append(Meaning(word, heard, tuple(dict.fromkeys((*heard, *near, *begun)))))
    return meanings
