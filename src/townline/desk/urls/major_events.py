"""Addresses of major events."""

from django.urls import URLPattern, path

from townline.desk.views import major_events

urlpatterns: list[URLPattern] = [
    path("major-events/", major_events.major_events, name="major_events"),
    path("major-events/new", major_events.new, name="major_event_new"),
    path("major-events/<uuid:uuid>", major_events.major_event, name="major_event"),
    path("major-events/<uuid:uuid>/change", major_events.change, name="major_event_change"),
    path("major-events/<uuid:uuid>/requests", major_events.its_requests, name="major_event_requests"),
    path("major-events/<uuid:uuid>/do", major_events.act, name="major_event_act"),
]
