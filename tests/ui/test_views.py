from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory, override_settings

from townline.ui import branding, views


def test_brand_styles_are_css_that_is_kept_for_long() -> None:
    response = views.brand_styles(RequestFactory().get("/brand/styles.css"))
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.content.decode() == branding.stylesheet(branding.DEFAULT)


@pytest.mark.django_db  # closing the file ends the request, which looks after the connections
def test_brand_logo_runs_nothing() -> None:
    response = views.brand_logo(RequestFactory().get("/brand/logo"))
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    response.close()


def test_brand_without_a_logo_has_none(tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text('[colours]\nmain = "#5b2a86"\nsecond = "#c2410c"\n')
    with override_settings(TOWNLINE_BRAND_FILE=str(file)), pytest.raises(Http404):
        views.brand_logo(RequestFactory().get("/brand/logo"))
