"""Addresses of access requests, corrections and breaches."""

from django.urls import URLPattern, path

from townline.desk.views import access_requests, breaches, corrections

urlpatterns: list[URLPattern] = [
    path("access-requests/", access_requests.access_requests, name="access_requests"),
    path("access-requests/new", access_requests.new, name="access_request_new"),
    path("access-requests/<uuid:uuid>", access_requests.access_request, name="access_request"),
    path("access-requests/<uuid:uuid>/do", access_requests.act, name="access_act"),
    path("access-requests/<uuid:uuid>/package.zip", access_requests.package_zip, name="access_package"),
    path("access-requests/<uuid:uuid>/records/<int:number>", access_requests.record, name="access_record"),
    path(
        "access-requests/<uuid:uuid>/records/<int:number>/do", access_requests.act_on_record, name="access_record_act"
    ),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/new", corrections.new, name="correction_new"),
    path("corrections/<uuid:uuid>", corrections.correction, name="correction"),
    path("corrections/<uuid:uuid>/statement", corrections.statement, name="correction_statement"),
    path("breaches/", breaches.breaches, name="breaches"),
    path("breaches/new", breaches.new, name="breach_new"),
    path("breaches/<uuid:uuid>", breaches.breach, name="breach"),
    path("breaches/<uuid:uuid>/do", breaches.act, name="breach_act"),
]
