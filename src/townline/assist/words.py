"""How alike are two texts, forgiving of misspelling? Pure values.

Words are compared by their three-letter pieces (Jaccard similarity of trigrams, as PostgreSQL's pg_trgm does), so that
"nid de poul" finds "nid de poule" and "garbge" finds "garbage".
"""

from functools import lru_cache

from townline.core.words import plain

STOP_WORDS = frozenset(
    "a an and at by for from has have i in is it my not of on or our that the there this to was we with "
    "a au aux avec ce ces c d dans de des du elle en est et il j je l la le les ma mais mes mon n ne nous on ou par pas pour "
    "qu que qui s sa se ses son sur un une y street rue".split()
)


@lru_cache(maxsize=50_000)
def pieces(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


@lru_cache(maxsize=100_000)
def alike(one: str, other: str) -> float:
    """From 0 to 1."""
    if one == other:
        return 1.0
    left, right = pieces(one), pieces(other)
    return len(left & right) / len(left | right)


@lru_cache(maxsize=20_000)
def telling_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, plain, in order."""
    letters = "".join(letter if letter.isalnum() else " " for letter in plain(text))
    words = [word for word in letters.split() if word not in STOP_WORDS]
    return tuple(words) or tuple(letters.split())
