"""Values as JSON for a function in the database."""

import json
from datetime import date, datetime
from uuid import UUID


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    message = f"{type(value).__name__} has no place in a document"
    raise TypeError(message)


as_json = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":")).encode
