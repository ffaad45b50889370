"""Addresses of the staff pages: one file a part of the desk, each with its `urlpatterns`."""

from django.urls import URLPattern, URLResolver

from townline.desk.urls import (
    access_requests,
    ageing,
    approvals,
    clocks,
    complaints,
    contacts,
    council,
    customers,
    follow_ups,
    major_events,
    messages,
    privacy,
    promises,
    reads,
    records,
    settings,
    stewarding,
    tasks,
    work,
)

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *access_requests.urlpatterns,
    *ageing.urlpatterns,
    *approvals.urlpatterns,
    *clocks.urlpatterns,
    *complaints.urlpatterns,
    *reads.urlpatterns,
    *contacts.urlpatterns,
    *council.urlpatterns,
    *settings.urlpatterns,
    *promises.urlpatterns,
    *messages.urlpatterns,
    *records.urlpatterns,
    *customers.urlpatterns,
    *stewarding.urlpatterns,
    *privacy.urlpatterns,
    *major_events.urlpatterns,
    *tasks.urlpatterns,
    *follow_ups.urlpatterns,
    *work.urlpatterns,
]
