from townline.catalog.queries.alerts import all_alerts, current_alert
from townline.catalog.queries.current import catalogue, forget
from townline.catalog.queries.versions import all_services, definition_of, service_record, versions_of

__all__ = [
    "all_alerts", "all_services", "catalogue", "current_alert", "definition_of", "forget", "service_record", "versions_of",
]
