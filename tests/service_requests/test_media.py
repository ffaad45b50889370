"""Pictures by their address: fetched in a job, from the open internet only."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.gateways.http.fake import FakeHttpClient, Page
from townline.service_requests import operations
from townline.service_requests.models import Photo, PhotoState, ServiceRequest

URL = "https://photos.example.org/1.jpg"


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (60, 40), "red").save(buffer, "JPEG")
    return buffer.getvalue()


def web(page: Page, **addresses: str) -> FakeHttpClient:
    return FakeHttpClient(pages={URL: page}, addresses={"photos.example.org": "93.184.215.14", **addresses})


@pytest.fixture
def request_with_picture(db: None, settings: Any, tmp_path: Path) -> ServiceRequest:
    settings.MEDIA_ROOT = str(tmp_path)
    return submit(channel="open311", media_url=URL)


def test_fetch_media_adds_the_picture_unreleased(request_with_picture: ServiceRequest) -> None:
    assert operations.fetch_media(client=web(Page(body=picture())), at=NOON) == 1
    photo = Photo.objects.get(request=request_with_picture)
    assert (photo.state, photo.source_url, photo.width, photo.released_at) == (PhotoState.READY, URL, 60, None)


def test_fetch_media_fetches_once(request_with_picture: ServiceRequest) -> None:
    client = web(Page(body=picture()))
    operations.fetch_media(client=client, at=NOON)
    assert operations.fetch_media(client=client, at=NOON) == 0
    assert len(client.calls) == 1


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1"])
def test_fetch_media_never_calls_inside(request_with_picture: ServiceRequest, address: str) -> None:
    client = FakeHttpClient(pages={URL: Page(body=picture())}, addresses={"photos.example.org": address})
    assert operations.fetch_media(client=client, at=NOON) == 1
    assert client.calls == []
    assert Photo.objects.get(request=request_with_picture).state == PhotoState.REFUSED


def test_fetch_media_never_follows_a_redirect_inside(request_with_picture: ServiceRequest) -> None:
    client = web(
        Page(status=302, headers={"Location": "http://inside.example.org/"}), **{"inside.example.org": "192.168.0.1"}
    )
    operations.fetch_media(client=client, at=NOON)
    assert [call.url for call in client.calls] == [URL]
    assert Photo.objects.get().state == PhotoState.REFUSED


@pytest.mark.parametrize("page", [Page(body=b"<html>"), Page(status=404), Page(body=b"x" * 100_000)])
def test_fetch_media_gives_up_on_what_is_no_picture(
    request_with_picture: ServiceRequest, page: Page, settings: Any
) -> None:
    settings.TOWNLINE_PHOTO_BYTES = 50_000
    assert operations.fetch_media(client=web(page), at=NOON) == 1
    assert Photo.objects.get().state == PhotoState.REFUSED


@pytest.mark.parametrize("page", [Page(status=503), Page(seconds=60)])
def test_fetch_media_tries_again_for_some_hours(request_with_picture: ServiceRequest, page: Page) -> None:
    assert operations.fetch_media(client=web(page), at=NOON) == 0
    assert operations.fetch_media(client=web(page), at=NOON + timedelta(hours=7)) == 1
    assert Photo.objects.get().state == PhotoState.REFUSED


def test_fetch_media_leaves_other_channels_alone(db: None) -> None:
    submit(channel="web", media_url=URL)
    assert operations.fetch_media(client=web(Page(body=picture())), at=NOON) == 0
