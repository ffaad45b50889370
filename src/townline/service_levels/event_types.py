"""Events about promises. The subject is the thing that was promised, for example a request."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Breached:
    """The due moment passed and the clock still ran."""

    TYPE: ClassVar[str] = "service_level.breached"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "service_request"
    kind: str
    due_at: str
