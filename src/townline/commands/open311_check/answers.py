"""What a server said, whether it was asked now or recorded years ago."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

FORMATS = ("xml", "json")


@dataclass(frozen=True)
class Answer:
    """A recorded answer has no status and no content type: rules about them are skipped."""

    body: bytes
    suffix: str
    source: str
    status: int | None = None
    content_type: str | None = None


class Probe(Protocol):
    """The one thing that rules may ask a server with. None means: nothing to be had."""

    @property
    def is_recorded(self) -> bool: ...

    def discovery(self, *, suffix: str) -> Answer | None: ...

    def get(self, *, path: str, query: Mapping[str, str]) -> Answer | None: ...

    def post(self, *, path: str, form: Sequence[tuple[str, str]]) -> Answer | None: ...
