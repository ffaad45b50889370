"""A file that is built anew while the server runs."""

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from townline.config.static_files import StaticFiles


def nothing_else(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


@pytest.fixture
def server(settings: Any, tmp_path: Path) -> StaticFiles:
    settings.STATIC_ROOT = str(tmp_path)
    settings.WHITENOISE_USE_FINDERS = False
    (tmp_path / "app.css").write_text("a {}")
    return StaticFiles(nothing_else)


def ask(server: StaticFiles) -> Any:
    return server(RequestFactory().get("/static/app.css"))


def read(server: StaticFiles) -> tuple[str, bytes]:
    answer = ask(server)
    body = b"".join(answer.streaming_content)
    for close in answer._resource_closers:
        close()
    return answer.headers["Content-Length"], body


def test_a_longer_file_is_served_whole(server: StaticFiles, tmp_path: Path) -> None:
    assert read(server) == ("4", b"a {}")
    new = tmp_path / "new"
    new.write_text("a { color: #123456 }")
    new.rename(tmp_path / "app.css")
    assert read(server) == ("20", b"a { color: #123456 }")


def test_a_file_that_is_gone_is_not_found_and_comes_back(server: StaticFiles, tmp_path: Path) -> None:
    (tmp_path / "app.css").unlink()
    assert ask(server).status_code == 404
    (tmp_path / "app.css").write_text("b {}")
    assert read(server) == ("4", b"b {}")
