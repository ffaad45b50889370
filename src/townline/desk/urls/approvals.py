"""Addresses of the approval queue, of what is looked at afterwards, and of their figures."""

from django.urls import URLPattern, path

from townline.desk.views import approvals, approvals_after

urlpatterns: list[URLPattern] = [
    path("approvals", approvals.approvals, name="approvals"),
    path("approvals/approve", approvals.approve, name="approvals_approve"),
    path("approvals/send-back", approvals.send_back, name="approvals_send_back"),
    path("approvals/afterwards", approvals_after.audit, name="approvals_audit"),
    path("approvals/afterwards/<uuid:uuid>", approvals_after.audit_one, name="approvals_audit_one"),
    path("approvals/figures", approvals_after.figures, name="approvals_figures"),
]
