"""Addresses of customers and of places as the desk sees them."""

from django.urls import URLPattern, path

from townline.desk.views import customer_changes, customer_relations, customers, properties

urlpatterns: list[URLPattern] = [
    path("customers", customers.find, name="customers"),
    path("customers/new", customer_changes.new, name="customer_new"),
    path("customers/<uuid:uuid>", customers.record, name="customer"),
    path("customers/<uuid:uuid>/edit", customer_changes.edit, name="customer_edit"),
    path("customers/<uuid:uuid>/contact-points", customer_changes.points, name="customer_points"),
    path(
        "customers/<uuid:uuid>/contact-points/<int:number>/<slug:verb>", customer_changes.point, name="customer_point"
    ),
    path("customers/<uuid:uuid>/relations", customer_relations.relations, name="customer_relations"),
    path(
        "customers/<uuid:uuid>/relations/<uuid:relation>/end",
        customer_relations.end_relation,
        name="customer_relation_end",
    ),
    path("customers/<uuid:uuid>/alerts", customer_relations.alerts, name="customer_alerts"),
    path("customers/<uuid:uuid>/alerts/<uuid:alert>/end", customer_relations.end_alert, name="customer_alert_end"),
    path("properties/<int:number>", properties.record, name="property"),
    path("properties/<int:number>/alerts", properties.alerts, name="property_alerts"),
    path("properties/<int:number>/alerts/<uuid:uuid>/end", properties.end_alert, name="property_alert_end"),
]
