"""Words as they are stored for search."""

import unicodedata


def plain(text: str) -> str:
    """Lower case without accents or doubled spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
