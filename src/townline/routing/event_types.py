"""Events about routing rules."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class RuleChanged:
    """A rule was added, changed or switched off."""

    TYPE: ClassVar[str] = "routing_rule.changed"
    VERSION: ClassVar[int] = 1
    SUBJECT_TYPE: ClassVar[str] = "routing_rule"
    rule_id: int
    changes: dict[str, Any] = field(default_factory=dict)
