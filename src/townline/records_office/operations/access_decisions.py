"""One record of the file goes out, or does not."""

from datetime import datetime

from townline.accounts.values import Viewer
from townline.core.transactions import transaction
from townline.records_office.models import AccessRecord, AccessRequest
from townline.records_office.operations.access_records import reviewing
from townline.records_office.values import Decision


def release(*, row: AccessRecord, by: Viewer, at: datetime) -> None:
    """What is not under a bar goes out."""
    with reviewing(row, by, at) as current:
        has_bars = current.marks or any(file["out"] or file["areas"] for file in current.files)
        current.code, current.decision = "", Decision.PARTLY if has_bars else Decision.RELEASED


def release_rest(*, access: AccessRequest, by: Viewer, at: datetime) -> int:
    """Those of no decision yet that nobody else is named in, as the rooms say. Returns how many."""
    with transaction():
        rows = list(
            AccessRecord.objects.filter(access_request=access, decision="", has_third_parties=False).order_by("number")
        )
        for row in rows:
            release(row=row, by=by, at=at)
    return len(rows)


def withhold(*, row: AccessRecord, code: str, by: Viewer, at: datetime) -> None:
    """Nothing of this record goes out. Raises SectionMissing."""
    with reviewing(row, by, at, code=code) as current:
        current.code, current.decision = code.strip(), Decision.WITHHELD
