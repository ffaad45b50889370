"""The addresses of GeoReport v2."""

from django.urls import path, re_path

from townline.api.open311.views import discovery, media, openapi, requests, services, tokens, unknown

app_name = "open311"
SUFFIX = r"\.(?P<suffix>xml|json)$"

urlpatterns = [
    re_path(rf"^v2/requests{SUFFIX}", requests.collection, name="requests"),
    re_path(rf"^v2/requests/(?P<name>[^/]+){SUFFIX}", requests.single, name="request"),
    re_path(rf"^v2/services{SUFFIX}", services.collection, name="services"),
    re_path(rf"^v2/services/(?P<code>[^/]+){SUFFIX}", services.definition, name="definition"),
    re_path(rf"^v2/tokens/(?P<token>[^/]+){SUFFIX}", tokens.single, name="token"),
    re_path(rf"^(?:v2/)?discovery{SUFFIX}", discovery.show, name="discovery"),
    path("v2/openapi.json", openapi.show, name="openapi"),
    path("v2/media/<uuid:photo>.jpg", media.show, name="media"),
    re_path(r"^(?P<rest>[\s\S]*)$", unknown.show, name="unknown"),
]
