"""How pictures are read and copied: only who has one loads the libraries."""

import io
import warnings
from typing import Any, BinaryIO

import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageOps

from townline.service_requests.pictures import PictureRefused, PictureTooLarge, Prepared, Seen

pillow_heif.register_heif_opener()
MOST_PIXELS = 80_000_000  # a phone's largest; more is a file made to fill our memory
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
LONGEST_SIDE = 2_000
THUMBNAIL_SIDE = 480
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"}


def look(*, file: BinaryIO) -> Seen:
    file.seek(0)
    kind = _kind(file.read(16))
    if kind is None:
        raise PictureRefused
    image = _open(file, kind)
    lat, long = _position(image)
    return Seen(kind, lat, long)


def prepare(*, file: BinaryIO) -> Prepared:
    file.seek(0)
    image = _open(file, _kind(file.read(16)) or "")
    try:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = _in_usual_colours(ImageOps.exif_transpose(image))
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        thumbnail = ImageOps.fit(upright, (THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    except Exception as error:  # a decoder may raise anything over a broken file
        raise PictureRefused from error
    return Prepared(_jpeg(upright), _jpeg(thumbnail), upright.width, upright.height)


def _kind(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return "heic" if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS else None


def _open(file: BinaryIO, kind: str) -> Image.Image:
    """The picture with its head read and nothing decoded."""
    if kind not in FORMATS:
        raise PictureRefused
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(file, formats=[FORMATS[kind]])
    except Image.DecompressionBombError as error:
        raise PictureTooLarge from error
    except Exception as error:  # a reader may raise anything over a broken file
        raise PictureRefused from error
    if image.width * image.height > MOST_PIXELS:
        raise PictureTooLarge
    return image


def _in_usual_colours(image: Image.Image) -> Image.Image:
    """RGB as every screen shows it: a phone's wide colours are converted, transparency becomes white."""
    profile = image.info.get("icc_profile")
    if image.mode in {"RGBA", "LA", "PA", "P"}:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
    elif image.mode != "RGB":
        image, profile = image.convert("RGB"), None
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
            image = converted or image
        except ImageCms.PyCMSError:
            pass  # a broken profile: the numbers are shown as they are
    image.info = {}
    return image


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.info = {}  # no comment, no EXIF, no profile comes along
    image.save(buffer, "JPEG", quality=82, optimize=True, progressive=True)
    return buffer.getvalue()


def _position(image: Image.Image) -> tuple[float | None, float | None]:
    if image.format == "PNG" and not {"exif", "Raw profile type exif"} & set(image.info):
        return None, None  # Pillow would decode the whole picture to look for a position behind it
    try:
        gps = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude], negative=gps.get(ExifTags.GPS.GPSLatitudeRef) in {"S", b"S"})
        long = _degrees(gps[ExifTags.GPS.GPSLongitude], negative=gps.get(ExifTags.GPS.GPSLongitudeRef) in {"W", b"W"})
    except Exception:  # noqa: BLE001 - what a camera wrote is a help and never a reason to refuse the picture
        return None, None
    if not (-90 <= lat <= 90 and -180 <= long <= 180) or (lat == 0 and long == 0):
        return None, None
    return round(lat, 6), round(long, 6)


def _degrees(parts: Any, *, negative: bool) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3_600
    return -value if negative else value
