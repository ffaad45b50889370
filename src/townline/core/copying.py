"""Values as the text form of PostgreSQL's COPY."""

from datetime import datetime
from uuid import UUID

NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def field(value: str | int | float | datetime | UUID | None) -> str:
    """One value of a line. Texts that hold none of the four marks, which is nearly all, go as they are."""
    if value is None:
        return NULL
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)
    return str(value)


def line(values: tuple[str | int | float | datetime | UUID | None, ...]) -> str:
    return "\t".join([field(value) for value in values]) + "\n"
