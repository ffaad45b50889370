"""Look at a picture without trusting it, and make the copy that is kept. No database."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused


class PictureRefused(OperationRefused):
    message = _("This file could not be read as a picture. Choose a JPEG, PNG, WebP or HEIC file.")


class PictureTooLarge(PictureRefused):
    message = _("This picture has too many pixels. Take it again with a usual camera setting.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the head of the file says. `lat` and `long` are where it was taken, if the camera wrote that down."""

    kind: str
    lat: float | None = None
    long: float | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Upright, no larger than a screen needs, and without anything that the camera wrote into it."""

    image: bytes
    thumbnail: bytes
    width: int
    height: int


def fingerprint(content: bytes) -> str:
    """By which the same file is known again."""
    return hashlib.sha256(content).hexdigest()


def look(*, file: BinaryIO) -> Seen:
    """Raises PictureRefused for what is not a picture, whatever its name says."""
    from townline.service_requests import picture_files  # slow import

    return picture_files.look(file=file)


def prepare(*, file: BinaryIO) -> Prepared:
    """Decodes the whole picture: seconds for a large one, so in a job. Raises PictureRefused."""
    from townline.service_requests import picture_files  # slow import

    return picture_files.prepare(file=file)
