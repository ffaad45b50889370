"""Who may change settings."""

from townline.accounts.permissions import Capability
from townline.desk.views.access import DeskRequest


def may_change(request: DeskRequest) -> bool:
    return request.viewer.can(Capability.CHANGE_SETTINGS)
