from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed


def actor_who_may_change(by: Viewer | Actor) -> Actor:
    """Administrators on the desk; commands act as the system. Raises NotAllowed."""
    if isinstance(by, Actor):
        return by
    if not by.can(Capability.CHANGE_SETTINGS):
        raise NotAllowed
    return by.actor
