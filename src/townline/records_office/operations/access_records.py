"""One record of the file while it is reviewed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.records_office import event_types
from townline.records_office.legal.profiles import profile_of
from townline.records_office.legal.redaction import Mark
from townline.records_office.models import AccessRecord, AccessRequest
from townline.records_office.operations.access_file import NotInThisStep, may_handle, record
from townline.records_office.values import AccessState


class SectionMissing(OperationRefused):
    message = _("Choose the section of the law under which it is taken out: it stands on the bar.")


def blocks_of(row: AccessRecord) -> list[tuple[str, str]]:
    return [(label, value) for label, value in row.text]


def marks_of(row: AccessRecord, block: int) -> list[Mark]:
    return [Mark(*mark) for mark in row.marks if mark[0] == block]


@contextmanager
def reviewing(row: AccessRecord, by: Viewer, at: datetime, *, code: str | None = None) -> Iterator[AccessRecord]:
    """The record, locked, while its file is reviewed; a change takes an earlier decision back. `code` must be a section of the law."""
    may_handle(by)
    with transaction():
        access = AccessRequest.objects.select_for_update().get(pk=row.access_request_id)
        if access.state != AccessState.REVIEW:
            raise NotInThisStep
        _refuse_code(access, code)
        current = AccessRecord.objects.select_for_update().get(pk=row.pk)
        current.decision, current.code, current.reviewed_by_id = "", "", by.user_id
        yield current
        current.save()
        codes = sorted({mark[3] for mark in current.marks} | ({current.code} - {""}))
        record(access, event_types.AccessRecordReviewed(current.number, current.decision, codes), by, at)


def _refuse_code(access: AccessRequest, code: str | None) -> None:
    """A section of the profile; where the profile lists none, whatever the clerk writes."""
    if code is None:
        return
    listed = profile_of(access.profile).exemptions
    if (
        not code.strip()
        or len(code.strip()) > 40
        or (listed and profile_of(access.profile).exemption(code.strip()) is None)
    ):
        raise SectionMissing
