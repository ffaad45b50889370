"""Addresses of the privacy pages."""

from django.urls import URLPattern, path

from townline.desk.views import consents, privacy_impact, privacy_inventory, privacy_notices, privacy_scopes

urlpatterns: list[URLPattern] = [
    path("privacy/", privacy_inventory.start, name="privacy"),
    path("privacy/inventory", privacy_inventory.inventory, name="privacy_inventory"),
    path("privacy/inventory.csv", privacy_inventory.inventory_csv, name="privacy_inventory_csv"),
    path("privacy/impact", privacy_impact.impact, name="privacy_impact"),
    path("privacy/impact.pdf", privacy_impact.pdf, name="privacy_impact_pdf"),
    path("privacy/impact.json", privacy_impact.document, name="privacy_impact_json"),
    path("privacy/notices", privacy_notices.notices, name="privacy_notices"),
    path("privacy/notices/new", privacy_notices.new, name="privacy_notice_new"),
    path("privacy/notices/versions/<int:number>", privacy_notices.version, name="privacy_notice_version"),
    path("privacy/notices/<slug:code>", privacy_notices.notice, name="privacy_notice"),
    path("privacy/consents", privacy_scopes.scopes, name="privacy_scopes"),
    path("privacy/consents/new", privacy_scopes.new, name="privacy_scope_new"),
    path("privacy/consents/<slug:code>", privacy_scopes.scope, name="privacy_scope"),
    path("customers/<uuid:uuid>/consents", consents.consents, name="consents"),
    path("customers/<uuid:uuid>/consents/<uuid:consent>/withdraw", consents.withdraw, name="consent_withdraw"),
]
