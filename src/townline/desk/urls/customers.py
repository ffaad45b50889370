"""Addresses of customers and of places as the desk sees them."""

from django.urls import URLPattern, path

from townline.desk.views import properties
from townline.desk.views.customers import alerts, details, find, point_steps, points, record, relations

urlpatterns: list[URLPattern] = [
    path("customers", find.find, name="customers"),
    path("customers/new", details.new, name="customer_new"),
    path("customers/<uuid:uuid>", record.record, name="customer"),
    path("customers/<uuid:uuid>/edit", details.edit, name="customer_edit"),
    path("customers/<uuid:uuid>/contact-points", points.points, name="customer_points"),
    path("customers/<uuid:uuid>/contact-points/<int:number>/<slug:verb>", point_steps.point, name="customer_point"),
    path("customers/<uuid:uuid>/relations", relations.relations, name="customer_relations"),
    path(
        "customers/<uuid:uuid>/relations/<uuid:relation>/end",
        relations.end_relation,
        name="customer_relation_end",
    ),
    path("customers/<uuid:uuid>/alerts", alerts.alerts, name="customer_alerts"),
    path("customers/<uuid:uuid>/alerts/<uuid:alert>/end", alerts.end_alert, name="customer_alert_end"),
    path("properties/<int:number>", properties.record, name="property"),
    path("properties/<int:number>/alerts", properties.alerts, name="property_alerts"),
    path("properties/<int:number>/alerts/<uuid:uuid>/end", properties.end_alert, name="property_alert_end"),
]
