from townline.catalog.operations.alerts import AlertRefused, approve_alert, end_alert, save_alert
from townline.catalog.operations.city_targets import save_city_targets
from townline.catalog.operations.drafts import discard_draft, save_draft, start_service
from townline.catalog.operations.groups import GroupRefused, save_group
from townline.catalog.operations.publish import NotPublished, publish, switch
from townline.catalog.operations.take_over import service_called

__all__ = [
    "AlertRefused",
    "GroupRefused",
    "NotPublished",
    "approve_alert",
    "discard_draft",
    "end_alert",
    "publish",
    "save_alert",
    "save_city_targets",
    "save_draft",
    "save_group",
    "service_called",
    "start_service",
    "switch",
]
