"""Files of a record: kept back, covered in part, or let go out."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.records_office.models import AccessRecord
from townline.records_office.operations.access_file import AccessRefused
from townline.records_office.operations.access_records import reviewing


def take_out_file(*, row: AccessRecord, name: str, code: str, by: Viewer, at: datetime) -> None:
    """One file of the record stays with us."""
    with reviewing(row, by, at, code=code) as current:
        for file in _file(current, name):
            file["out"] = code.strip()


def cover_area(
    *, row: AccessRecord, name: str, area: tuple[int, int, int, int], code: str, by: Viewer, at: datetime
) -> None:
    """A rectangle of a photo goes black: left, top, right, bottom in hundredths of its width and height. Raises AccessRefused."""
    left, top, right, bottom = area
    if not (0 <= left < right <= 100 and 0 <= top < bottom <= 100):
        raise AccessRefused(_("The rectangle lies outside the photo: give four numbers from 0 to 100."))
    with reviewing(row, by, at, code=code) as current:
        for file in _file(current, name):
            file["areas"].append([left, top, right, bottom, code.strip()])


def put_file_back(*, row: AccessRecord, name: str, by: Viewer, at: datetime) -> None:
    """The whole file goes out, with nothing covered."""
    with reviewing(row, by, at) as current:
        for file in _file(current, name):
            file["out"], file["areas"] = "", []


def _file(row: AccessRecord, name: str) -> list[dict[str, Any]]:
    """Raises NotFound."""
    found = [file for file in row.files if file["name"] == name]
    if not found:
        raise NotFound
    return found
