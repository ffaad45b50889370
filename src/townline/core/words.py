"""Words as they are stored for search."""

import unicodedata


def plain(text: str) -> str:
    """Lower case without accents, doubled spaces, or the zero that no database holds."""
    text = text.replace("\x00", "")
    if text.isascii():
        return " ".join(text.lower().split())
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
