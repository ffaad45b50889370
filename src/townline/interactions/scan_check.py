"""What a scanner sends, looked at before it is kept. No database."""

import hashlib
import re
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from townline.core import reference
from townline.core.errors import OperationRefused
from townline.interactions.values import PageKind

TYPES = {
    PageKind.PDF: "application/pdf",
    PageKind.JPEG: "image/jpeg",
    PageKind.PNG: "image/png",
    PageKind.TIFF: "image/tiff",
}
_HEADS = (
    (b"%PDF-", PageKind.PDF),
    (b"\xff\xd8\xff", PageKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", PageKind.PNG),
    (b"II*\x00", PageKind.TIFF),
    (b"MM\x00*", PageKind.TIFF),
)
_DIGITS = re.compile(r"(?<!\d)\d{3}[ _.-]?\d{3}[ _.-]?\d{3}(?!\d)")


class ScanRefused(OperationRefused):
    message = _("This file is no PDF, JPEG, PNG or TIFF, or it is damaged. Scan the page again.")


@dataclass(frozen=True, slots=True)
class Scan:
    kind: PageKind
    bytes: int
    sha256: str


def look(*, file: BinaryIO) -> Scan:
    """Raises ScanRefused for what is not what it says, whatever its name."""
    file.seek(0)
    head = file.read(16)
    kind = next((kind for start, kind in _HEADS if head.startswith(start)), None)
    if kind is None:
        raise ScanRefused
    if kind is PageKind.PDF:
        _whole_pdf(file)
    else:
        _whole_picture(file, kind)
    file.seek(0)
    sum_of = hashlib.sha256()
    size = 0
    while block := file.read(1 << 20):
        sum_of.update(block)
        size += len(block)
    file.seek(0)
    return Scan(kind, size, sum_of.hexdigest())


def _whole_pdf(file: BinaryIO) -> None:
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 2048))
    if b"%%EOF" not in file.read():
        raise ScanRefused


def _whole_picture(file: BinaryIO, kind: PageKind) -> None:
    from PIL import Image  # slow import

    file.seek(0)
    try:
        with Image.open(file, formats=[kind.value.upper()]) as picture:
            picture.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ScanRefused from None


def code_in(name: str) -> str:
    """The number of a cover sheet in the name of a file, as scanners write it there; empty if there is none that holds."""
    for found in _DIGITS.findall(name):
        if reference.is_reference(found):
            return reference.parse(found)
    return ""
