"""A page of a long list, found by the last row seen and not by counting rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`after` is the cursor of the next page, empty on the last one."""

    rows: Sequence[T]
    after: str = ""

    @property
    def has_more(self) -> bool:
        return bool(self.after)
