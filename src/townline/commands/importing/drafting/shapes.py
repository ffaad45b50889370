"""What the cells of a column look like."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from townline.commands.importing.refusals import RowRejected
from townline.commands.importing.values import ISO, POINT, moment_parser

DATE_FORMATS = (
    ISO, "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y",
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d", "%d.%m.%Y %H:%M", "%d.%m.%Y",
    "%d-%m-%Y", "%B %d, %Y", "%d %B %Y", "%b %d, %Y",
)  # fmt: skip
LOOKED_AT = 300
NEARLY_ALL = 0.9
TIME_OF_DAY = re.compile(r"\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?$")
ANY_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Sample:
    """A column with what stands in it."""

    name: str
    cells: list[str]

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]

    def words(self) -> Counter[str]:
        return Counter(self.cells)

    @property
    def is_unique(self) -> bool:
        return bool(self.cells) and all(self.cells) and len(set(self.cells)) == len(self.cells)

    @property
    def is_number(self) -> bool:
        return _most(self.filled, _is_float)

    @property
    def is_date(self) -> bool:
        return bool(date_formats(self.filled)) and not self.is_number

    @property
    def is_time_of_day(self) -> bool:
        return _most(self.filled, lambda cell: bool(TIME_OF_DAY.match(cell)))

    @property
    def is_point(self) -> bool:
        return _most(self.filled, lambda cell: bool(POINT.search(cell)) and "." in cell)


def date_formats(cells: list[str]) -> list[str]:
    """The first format that reads nearly every cell; a second one where it helps with the rest."""
    texts = list(dict.fromkeys(cells))[:LOOKED_AT]
    chosen: list[str] = []
    for form in sorted(DATE_FORMATS, key=lambda form: -sum(_reads(form, text) for text in texts)):
        unread = [text for text in texts if not any(_reads(other, text) for other in chosen)]
        if unread and any(_reads(form, text) for text in unread):
            chosen.append(form)
    read = sum(any(_reads(form, text) for form in chosen) for text in texts)
    return chosen if texts and read >= NEARLY_ALL * len(texts) else []


def plain(text: str) -> str:
    """`dateCreated` and `Date created` alike, without accents."""
    bare = unicodedata.normalize("NFKD", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare.encode("ascii", "ignore").decode().lower()).split())


def _reads(form: str, text: str) -> bool:
    try:
        found: datetime | None = moment_parser(formats=(form,), zone=ANY_ZONE)(text)
    except RowRejected:
        return False
    return found is not None


def _is_float(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _most(cells: list[str], is_so: Callable[[str], bool]) -> bool:
    looked_at = cells[:LOOKED_AT]
    return bool(looked_at) and sum(map(is_so, looked_at)) >= NEARLY_ALL * len(looked_at)
