"""Bars over words and lines of a record."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import savepoint, transaction
from townline.records_office.legal.redaction import Mark, occurrences, whole
from townline.records_office.models import AccessRecord, AccessRequest
from townline.records_office.operations.access_records import blocks_of, reviewing


class WordsNotFound(OperationRefused):
    message = _("These words do not stand in the record. Copy them from it.")


def take_out_words(*, row: AccessRecord, words: str, code: str, by: Viewer, at: datetime) -> int:
    """Every place of these words in this record. Returns how many. Raises SectionMissing, WordsNotFound."""
    with reviewing(row, by, at, code=code) as current:
        marks = occurrences(blocks=blocks_of(current), words=words, code=code.strip())
        if not marks:
            raise WordsNotFound
        current.marks += [list(_as_row(mark)) for mark in marks]
    return len(marks)


def take_out_words_everywhere(*, access: AccessRequest, words: str, code: str, by: Viewer, at: datetime) -> int:
    """The same words in every record of the file. Returns how many places. Raises SectionMissing, WordsNotFound."""
    places = 0
    with transaction():
        for row in access.records.all():
            try:
                with savepoint():
                    places += take_out_words(row=row, words=words, code=code, by=by, at=at)
            except WordsNotFound:
                continue
        if not places:
            raise WordsNotFound
    return places


def take_out_line(*, row: AccessRecord, block: int, code: str, by: Viewer, at: datetime) -> None:
    """One line of the record, from its first letter to its last."""
    with reviewing(row, by, at, code=code) as current:
        marks = whole(blocks=blocks_of(current), block=block, code=code.strip())
        if not marks:
            raise WordsNotFound
        current.marks += [list(_as_row(mark)) for mark in marks]


def put_line_back(*, row: AccessRecord, block: int, by: Viewer, at: datetime) -> None:
    """All bars of one line go."""
    with reviewing(row, by, at) as current:
        current.marks = [mark for mark in current.marks if mark[0] != block]


def _as_row(mark: Mark) -> tuple[int, int, int, str]:
    return mark.block, mark.start, mark.end, mark.code
