"""The addresses of machines alone: what the door in front of the pages (config/middleware.py) resolves."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("open311/", include("townline.api.open311.urls"))]
