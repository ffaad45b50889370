"""Addresses of major events."""

from django.urls import URLPattern, path

from townline.desk.views.major_events import board, edit, listed, reports, steps

urlpatterns: list[URLPattern] = [
    path("major-events/", listed.major_events, name="major_events"),
    path("major-events/new", edit.new, name="major_event_new"),
    path("major-events/<uuid:uuid>", board.major_event, name="major_event"),
    path("major-events/<uuid:uuid>/change", edit.change, name="major_event_change"),
    path("major-events/<uuid:uuid>/requests", reports.its_requests, name="major_event_requests"),
    path("major-events/<uuid:uuid>/do", steps.act, name="major_event_act"),
]
