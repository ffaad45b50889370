"""Addresses of the privacy pages."""

from django.urls import URLPattern, path

from townline.desk.views import privacy_impact, privacy_inventory

urlpatterns: list[URLPattern] = [
    path("privacy/", privacy_inventory.start, name="privacy"),
    path("privacy/inventory", privacy_inventory.inventory, name="privacy_inventory"),
    path("privacy/inventory.csv", privacy_inventory.inventory_csv, name="privacy_inventory_csv"),
    path("privacy/impact", privacy_impact.impact, name="privacy_impact"),
    path("privacy/impact.pdf", privacy_impact.pdf, name="privacy_impact_pdf"),
    path("privacy/impact.json", privacy_impact.document, name="privacy_impact_json"),
]
