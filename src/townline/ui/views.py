"""The two files of the city's look, which are settings and not static files."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control

from townline.ui.branding import LOGO_KINDS, brand_of, stylesheet

A_YEAR = 31_536_000


def brand_styles(_request: HttpRequest) -> HttpResponse:
    brand = brand_of(settings.TOWNLINE_BRAND_FILE)
    response = HttpResponse(stylesheet(brand), content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response


def brand_logo(_request: HttpRequest) -> HttpResponseBase:
    logo = brand_of(settings.TOWNLINE_BRAND_FILE).logo
    if logo is None:
        raise Http404
    response = FileResponse(logo.open("rb"), content_type=LOGO_KINDS[logo.suffix.lower()])
    # An SVG that is opened by itself must not run anything.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response
