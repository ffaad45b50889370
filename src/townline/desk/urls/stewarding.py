"""Addresses of the steward: duplicates, joined records, segments and personas."""

from django.urls import URLPattern, path

from townline.desk.views import duplicates

urlpatterns: list[URLPattern] = [
    path("duplicates", duplicates.duplicates, name="duplicates"),
    path("duplicates/<int:number>", duplicates.duplicate, name="duplicate"),
    path("duplicates/<int:number>/decide", duplicates.decide, name="duplicate_decide"),
    path("merges", duplicates.merges, name="merges"),
    path("merges/<uuid:uuid>/undo", duplicates.undo, name="merge_undo"),
]
