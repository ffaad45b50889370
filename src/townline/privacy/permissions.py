"""May this person do it? The roles are known one room further up, so whoever looks is asked: see `Keeper`."""

from typing import Any, Protocol

from townline.core.actor import Actor
from townline.core.errors import NotAllowed

KEEP_NOTICES = "keep_notices"
KEEP_CONSENTS = "keep_consents"
REVIEW_BREAK_GLASS = "review_break_glass"
RECORD_MONITORING_POLICY = "change_settings"


class Keeper(Protocol):
    """A `Viewer` of accounts, as this room sees one."""

    @property
    def actor(self) -> Actor: ...

    def can(self, capability: Any) -> bool: ...


def actor_who_may(*, by: Keeper | Actor, capability: str) -> Actor:
    """Commands act as the system, a person online for themselves; staff by their role. Raises NotAllowed."""
    if isinstance(by, Actor):
        if by.is_staff:
            raise NotAllowed
        return by
    if not by.can(capability):
        raise NotAllowed
    return by.actor
