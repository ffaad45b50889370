"""Every address of the web application."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from townline.config import plumbing

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", plumbing.health, name="health"),
    path("tiles/city.pmtiles", plumbing.tiles, name="tiles"),
    path("", include("townline.ui.urls")),
    path("open311/", include("townline.api.open311.urls")),
    path("staff/", include("townline.desk.urls.sign_in")),
    path("staff/", include("allauth.urls")),
    path("desk/", include("townline.desk.urls")),
    *i18n_patterns(path("", include("townline.portal.urls")), prefix_default_language=False),
]
