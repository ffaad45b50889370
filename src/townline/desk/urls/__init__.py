"""Addresses of the staff pages: one file a part of the desk, each with its `urlpatterns`."""

from django.urls import URLPattern, URLResolver

from townline.desk.urls import customers, messages, settings, work

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *settings.urlpatterns,
    *messages.urlpatterns,
    *customers.urlpatterns,
    *work.urlpatterns,
]
