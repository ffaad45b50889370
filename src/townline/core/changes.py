"""What differs between a row and the new values: the history of a setting, and its way back."""

from collections.abc import Mapping
from typing import Any


def apply(row: object, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Puts the values on the row and returns {field: [before, after]} for those that differ."""
    changes: dict[str, list[Any]] = {}
    for name, after in values.items():
        before = getattr(row, name)
        if before != after:
            changes[name] = [before, after]
            setattr(row, name, after)
    return changes
