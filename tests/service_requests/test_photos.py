import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from tests.factories.clock import NOON
from tests.factories.pictures import FORMATS, picture_bytes, picture_file
from tests.factories.service_requests import submit
from townline.core.errors import NotFound
from townline.service_requests import operations as service_requests
from townline.service_requests import picture_files, pictures, queries
from townline.service_requests.models import Photo, PhotoState
from townline.service_requests.pictures import PictureRefused, PictureTooLarge


@pytest.mark.parametrize("kind", FORMATS)
def test_look_reads_where_the_picture_was_taken(kind: str) -> None:
    seen = pictures.look(file=io.BytesIO(picture_bytes(kind, at=(43.7, -79.3))))
    assert (seen.kind, seen.lat, seen.long) == (kind, pytest.approx(43.7), pytest.approx(-79.3))


@pytest.mark.parametrize("at", [None, (0.0, 0.0)])
def test_look_finds_no_position_in_a_picture_without_one(at: tuple[float, float] | None) -> None:
    seen = pictures.look(file=io.BytesIO(picture_bytes(at=at)))
    assert (seen.lat, seen.long) == (None, None)


@pytest.mark.parametrize(
    "body", [b"", b"GIF89a" + b"\0" * 40, b"%PDF-1.7", b"<svg onload=alert(1)>", b"\xff\xd8\xff broken"]
)
def test_look_refuses_what_is_no_picture_whatever_its_name_says(body: bytes) -> None:
    with pytest.raises(PictureRefused):
        pictures.look(file=io.BytesIO(body))


def test_look_refuses_a_picture_that_would_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_files, "MOST_PIXELS", 1_000)
    with pytest.raises(PictureTooLarge):
        pictures.look(file=io.BytesIO(picture_bytes("png")))


@pytest.mark.parametrize("kind", FORMATS)
def test_prepare_leaves_nothing_of_the_camera_in_the_copy(kind: str) -> None:
    prepared = pictures.prepare(file=io.BytesIO(picture_bytes(kind)))
    for body in (prepared.image, prepared.thumbnail):
        copy = Image.open(io.BytesIO(body))
        assert (copy.format, dict(copy.getexif()), b"Ada" in body) == ("JPEG", {}, False)


def test_prepare_turns_the_picture_upright_and_makes_it_smaller() -> None:
    prepared = pictures.prepare(
        file=io.BytesIO(picture_bytes(size=(3_000, 1_500), turn=6))
    )  # the camera was held sideways
    copy = Image.open(io.BytesIO(prepared.image))
    assert copy.size == (prepared.width, prepared.height) == (1_000, 2_000)
    red, green, _blue = copy.getpixel((900, 100))  # type: ignore[misc]
    assert red > 150 > green  # the red corner is at the upper right now


def test_prepare_puts_transparent_parts_on_white() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(buffer, "PNG")
    assert Image.open(io.BytesIO(pictures.prepare(file=buffer).image)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.django_db
def test_add_photo_keeps_it_unready_until_the_job_has_stripped_it() -> None:
    draft = uuid4()
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    assert (photo.state, photo.lat) == (PhotoState.PENDING, pytest.approx(43.7))
    with pytest.raises(NotFound):
        queries.draft_photo(uuid=photo.uuid, draft=draft)
    original = photo.file.name
    service_requests.prepare_photo(photo_id=photo.pk)
    ready = queries.draft_photo(uuid=photo.uuid, draft=draft)
    assert ready.state == PhotoState.READY
    assert not photo.file.storage.exists(original)
    with ready.file.open() as file:
        assert b"Ada" not in file.read()


@pytest.mark.django_db
def test_prepare_photo_twice_is_the_same_as_once() -> None:
    photo = service_requests.add_photo(draft=uuid4(), file=picture_file(), at=NOON)
    service_requests.prepare_photo(photo_id=photo.pk)
    names = Photo.objects.values_list("file", "thumbnail").get()
    service_requests.prepare_photo(photo_id=photo.pk)
    assert Photo.objects.values_list("file", "thumbnail").get() == names


@pytest.mark.django_db
def test_prepare_photo_refuses_a_picture_that_breaks_off_in_the_middle() -> None:
    half = picture_bytes(size=(800, 800))
    photo = service_requests.add_photo(
        draft=uuid4(), file=SimpleUploadedFile("half.jpg", half[: len(half) // 2]), at=NOON
    )
    original = photo.file.name
    service_requests.prepare_photo(photo_id=photo.pk)
    photo.refresh_from_db()
    assert (photo.state, photo.file.name) == (PhotoState.REFUSED, "")
    assert not photo.file.storage.exists(original)


@pytest.mark.django_db
def test_add_photo_names_the_file_that_it_refuses(settings: Any) -> None:
    with pytest.raises(PictureRefused, match=r"letter\.jpg"):
        service_requests.add_photo(draft=uuid4(), file=SimpleUploadedFile("letter.jpg", b"Dear City"), at=NOON)
    settings.TOWNLINE_PHOTO_BYTES = 1024 * 1024
    with pytest.raises(PictureRefused, match="larger than 1 MB"):
        service_requests.add_photo(draft=uuid4(), file=SimpleUploadedFile("big.jpg", b"\0" * 1_100_000), at=NOON)
    assert Photo.objects.count() == 0


@pytest.mark.django_db
def test_add_photo_takes_five_and_no_more() -> None:
    draft = uuid4()
    for _ in range(5):
        service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    with pytest.raises(PictureRefused, match="up to 5"):
        service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)


@pytest.mark.django_db
def test_photos_come_along_when_the_form_is_sent() -> None:
    draft = uuid4()
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    request = submit(draft=draft)
    service_requests.prepare_photo(photo_id=photo.pk)  # the job comes late: the photo stays with its request
    assert [shown.uuid for shown in queries.photos_for_reporter(request=request)] == [photo.uuid]
    assert queries.released_photos(request=request) == []
    with pytest.raises(NotFound):
        queries.public_photo(uuid=photo.uuid)


@pytest.mark.django_db
def test_private_photo_opens_by_the_reporters_link_only() -> None:
    draft = uuid4()
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    request = submit(draft=draft)
    service_requests.prepare_photo(photo_id=photo.pk)
    token = queries.track_token(uuid=request.uuid, customer_id=request.customer_id)
    assert queries.private_photo(uuid=photo.uuid, token=token).uuid == photo.uuid
    followers = queries.track_token(uuid=request.uuid, customer_id=999_999)
    with pytest.raises(NotFound):
        queries.private_photo(uuid=photo.uuid, token=followers)


@pytest.mark.django_db
def test_forget_unsent_photos_leaves_those_of_a_kept_form() -> None:
    kept, left = uuid4(), uuid4()
    service_requests.save_draft(uuid=kept, service_code="pothole", data={}, owner_id=None, at=NOON)
    for draft in (kept, left):
        service_requests.add_photo(draft=draft, file=picture_file(), at=NOON)
    assert service_requests.forget_unsent_photos(at=NOON + timedelta(days=8)) == 1
    assert Photo.objects.get().draft == kept


def test_a_picture_without_a_position_is_not_decoded_to_look_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file may hold eighty million pixels: that is for the job, not for the web process."""
    plain = io.BytesIO()
    Image.new("L", (64, 64)).save(plain, "PNG")
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", lambda _image: pytest.fail("decoded"))
    assert pictures.look(file=plain) == pictures.Seen("png")
