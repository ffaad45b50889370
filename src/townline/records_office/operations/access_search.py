"""Copy what every room holds about the person into the file."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext

from townline.accounts.values import Viewer
from townline.privacy.holdings import Held, Person, holders
from townline.records_office import event_types
from townline.records_office.models import AccessRecord, AccessRequest
from townline.records_office.operations.access_file import changing, record
from townline.records_office.queries.access_people import people_of
from townline.records_office.values import AccessState


def search(*, access: AccessRequest, by: Viewer, at: datetime) -> int:
    """Copies what every room holds about the person into the file; what is there already is not copied twice. Returns how many are new."""
    with changing(access, by, AccessState.COMPLETE, AccessState.REVIEW) as current:
        have = set(current.records.values_list("room", "kind", "subject", "recorded_at", "title"))
        last = current.records.aggregate(last=Max("number"))["last"] or 0
        with translation.override(current.language):  # the copy is the person's
            found = sorted(held_for(access=current), key=lambda held: held.at)
            new = [held for held in found if (held.room, held.kind, held.subject, held.at, held.title) not in have]
            rows = [_copied(current, held, number) for number, held in enumerate(new, start=last + 1)]
        AccessRecord.objects.bulk_create(rows)
        current.state, current.searched_at = AccessState.REVIEW, at
        record(current, event_types.AccessSearched(len(rows)), by, at)
    return len(rows)


def held_for(*, access: AccessRequest) -> Iterator[Held]:
    """Everything about the person, of every row that is this customer."""
    yield from (held for held in _held(people_of(access=access)) if held.subject != access.uuid)


def _held(people: Sequence[Person]) -> Iterator[Held]:
    for holder in holders():
        yield from holder.held_about(people=people)


def _copied(access: AccessRequest, held: Held, number: int) -> AccessRecord:
    files = [{"name": file.name, "media_type": file.media_type, "out": "", "areas": []} for file in held.files]
    return AccessRecord(
        access_request=access,
        number=number,
        room=held.room,
        kind=held.kind,
        subject=held.subject,
        title=held.title[:300],
        text=[[gettext("Record"), held.title[:300]], *(list(pair) for pair in held.text)],
        files=files,
        recorded_at=held.at,
        has_third_parties=held.third_parties,
    )
