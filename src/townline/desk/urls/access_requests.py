"""Addresses of access requests, corrections and breaches."""

from django.urls import URLPattern, path

from townline.desk.views import breaches, corrections
from townline.desk.views.access_requests import file, listed, record, record_steps, steps

urlpatterns: list[URLPattern] = [
    path("access-requests/", listed.access_requests, name="access_requests"),
    path("access-requests/new", listed.new, name="access_request_new"),
    path("access-requests/<uuid:uuid>", file.access_request, name="access_request"),
    path("access-requests/<uuid:uuid>/do", steps.act, name="access_act"),
    path("access-requests/<uuid:uuid>/package.zip", file.package_zip, name="access_package"),
    path("access-requests/<uuid:uuid>/records/<int:number>", record.record, name="access_record"),
    path("access-requests/<uuid:uuid>/records/<int:number>/do", record_steps.act_on_record, name="access_record_act"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/new", corrections.new, name="correction_new"),
    path("corrections/<uuid:uuid>", corrections.correction, name="correction"),
    path("corrections/<uuid:uuid>/statement", corrections.statement, name="correction_statement"),
    path("breaches/", breaches.breaches, name="breaches"),
    path("breaches/new", breaches.new, name="breach_new"),
    path("breaches/<uuid:uuid>", breaches.breach, name="breach"),
    path("breaches/<uuid:uuid>/do", breaches.act, name="breach_act"),
]
