"""Addresses of the board of what is open, and of the lists behind its figures."""

from django.urls import URLPattern, path

from townline.desk.views import ageing

urlpatterns: list[URLPattern] = [
    path("ageing/", ageing.start, name="ageing"),
    path("ageing/requests", ageing.requests, name="ageing_requests"),
    path("ageing/<slug:level>/<int:number>", ageing.board, name="ageing_board"),
]
