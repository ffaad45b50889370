from townline.catalog.queries.alerts import alert_by_id, all_alerts, current_alert
from townline.catalog.queries.city_targets import city_targets
from townline.catalog.queries.current import catalogue, forget
from townline.catalog.queries.groups import all_groups, group_by_id
from townline.catalog.queries.versions import all_services, definition_of, service_record, version_numbered, versions_of

__all__ = [
    "alert_by_id",
    "all_alerts",
    "all_groups",
    "all_services",
    "catalogue",
    "city_targets",
    "current_alert",
    "definition_of",
    "forget",
    "group_by_id",
    "service_record",
    "version_numbered",
    "versions_of",
]
