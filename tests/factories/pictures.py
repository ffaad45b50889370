"""Small pictures as a phone would send them."""

import io

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

pillow_heif.register_heif_opener()
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}


def picture_bytes(
    kind: str = "jpeg",
    *,
    size: tuple[int, int] = (640, 480),
    at: tuple[float, float] | None = (43.7, -79.3),
    turn: int = 0,
) -> bytes:
    """With a position, the camera's name and a comment in it."""
    image = Image.new("RGB", size, (40, 90, 60))
    image.paste((200, 30, 30), (0, 0, size[0] // 2, size[1] // 2))  # a red corner at the upper left
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Telephone of Ada"
    if turn:
        exif[ExifTags.Base.Orientation] = turn
    if at:
        lat, long = at
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                ExifTags.GPS.GPSLatitudeRef: "N" if lat >= 0 else "S",
                ExifTags.GPS.GPSLatitude: _parts(abs(lat)),
                ExifTags.GPS.GPSLongitudeRef: "E" if long >= 0 else "W",
                ExifTags.GPS.GPSLongitude: _parts(abs(long)),
            }
        )
    buffer = io.BytesIO()
    image.save(buffer, FORMATS[kind], exif=exif.tobytes())
    return buffer.getvalue()


def picture_file(kind: str = "jpeg", **how: object) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"photo.{kind}", picture_bytes(kind, **how))  # type: ignore[arg-type]


def _parts(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = (degrees - whole) * 60
    return float(whole), float(int(minutes)), round((minutes - int(minutes)) * 60, 4)
