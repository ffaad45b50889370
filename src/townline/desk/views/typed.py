"""What an address or a form carries as text, and ought to be a number, an id or a moment."""

from datetime import datetime
from uuid import UUID

from townline.core.errors import NotFound

DIGITS = 9  # of any number that a column holds


def uuid_in(text: str) -> UUID:
    """Raises NotFound where the text is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def number_in(text: str, *, digits: int = DIGITS) -> int:
    """Nought where the text is no number, or a longer one."""
    return int(text) if text.isdecimal() and len(text) <= digits else 0


def moment_in(text: str) -> datetime | None:
    """Raises NotFound for what is not a moment."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise NotFound from None
    if moment is not None and moment.tzinfo is None:
        raise NotFound
    return moment
