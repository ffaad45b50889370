"""Search every room, decide record by record what goes out, and send it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotFound, OperationRefused
from townline.core.transactions import savepoint, transaction
from townline.customers import holdings as customers
from townline.customers import queries as known
from townline.privacy.holdings import Held, Person, holders
from townline.records_office import event_types
from townline.records_office.legal.profiles import profile_of
from townline.records_office.legal.redaction import Mark, occurrences, whole
from townline.records_office.models import AccessRecord, AccessRequest
from townline.records_office.operations.access import AccessRefused, NotInThisStep, changing, may_handle, record
from townline.records_office.values import AccessState, Decision


class SectionMissing(OperationRefused):
    message = _("Choose the section of the law under which it is taken out: it stands on the bar.")


class WordsNotFound(OperationRefused):
    message = _("These words do not stand in the record. Copy them from it.")


class NotAllReviewed(OperationRefused):
    message = _("Some records are not reviewed yet. Decide on each of them first.")


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


def people_of(*, access: AccessRequest) -> list[Person]:
    """The person with all records that stewards found to be the same."""
    try:
        survivor = known.customer_of(uuid=access.person)
    except NotFound:
        return []
    return customers.people(uuids=known.uuids_of(customers=known.same_person(customer=survivor.pk)))


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


def take_out_words(*, row: AccessRecord, words: str, code: str, by: Viewer, at: datetime) -> int:
    """Every place of these words in this record. Returns how many. Raises SectionMissing, WordsNotFound."""
    with _reviewing(row, by, at, code=code) as current:
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
    with _reviewing(row, by, at, code=code) as current:
        marks = whole(blocks=blocks_of(current), block=block, code=code.strip())
        if not marks:
            raise WordsNotFound
        current.marks += [list(_as_row(mark)) for mark in marks]


def put_line_back(*, row: AccessRecord, block: int, by: Viewer, at: datetime) -> None:
    """All bars of one line go."""
    with _reviewing(row, by, at) as current:
        current.marks = [mark for mark in current.marks if mark[0] != block]


def take_out_file(*, row: AccessRecord, name: str, code: str, by: Viewer, at: datetime) -> None:
    """One file of the record stays with us."""
    with _reviewing(row, by, at, code=code) as current:
        for file in _file(current, name):
            file["out"] = code.strip()


def cover_area(
    *, row: AccessRecord, name: str, area: tuple[int, int, int, int], code: str, by: Viewer, at: datetime
) -> None:
    """A rectangle of a photo goes black: left, top, right, bottom in hundredths of its width and height. Raises AccessRefused."""
    left, top, right, bottom = area
    if not (0 <= left < right <= 100 and 0 <= top < bottom <= 100):
        raise AccessRefused(_("The rectangle lies outside the photo: give four numbers from 0 to 100."))
    with _reviewing(row, by, at, code=code) as current:
        for file in _file(current, name):
            file["areas"].append([left, top, right, bottom, code.strip()])


def put_file_back(*, row: AccessRecord, name: str, by: Viewer, at: datetime) -> None:
    """The whole file goes out, with nothing covered."""
    with _reviewing(row, by, at) as current:
        for file in _file(current, name):
            file["out"], file["areas"] = "", []


def withhold(*, row: AccessRecord, code: str, by: Viewer, at: datetime) -> None:
    """Nothing of this record goes out. Raises SectionMissing."""
    with _reviewing(row, by, at, code=code) as current:
        current.code, current.decision = code.strip(), Decision.WITHHELD


def release(*, row: AccessRecord, by: Viewer, at: datetime) -> None:
    """What is not under a bar goes out."""
    with _reviewing(row, by, at) as current:
        has_bars = current.marks or any(file["out"] or file["areas"] for file in current.files)
        current.code, current.decision = "", Decision.PARTLY if has_bars else Decision.RELEASED


def decide(*, access: AccessRequest, by: Viewer, at: datetime) -> AccessRequest:
    """The decision follows from the records. Raises NotAllReviewed."""
    with changing(access, by, AccessState.REVIEW) as current:
        made = set(current.records.values_list("decision", flat=True))
        if "" in made:
            raise NotAllReviewed
        current.decision = _sum_of(made)
        current.state, current.decided_at = AccessState.DECIDED, at
        current.decided_by_id, current.decided_by = by.user_id, by.actor.label
        record(current, event_types.AccessDecided(current.decision), by, at)
    return current


def _sum_of(made: set[str]) -> Decision:
    if not made:
        return Decision.NOTHING
    if made == {Decision.RELEASED}:
        return Decision.RELEASED
    return Decision.WITHHELD if made == {Decision.WITHHELD} else Decision.PARTLY


def send(*, access: AccessRequest, how: str, by: Viewer, at: datetime) -> AccessRequest:
    """The package was handed over or posted. The hold stays for the clerk to lift when the time of appeal is over."""
    if not how.strip():
        raise AccessRefused(_("Say how it was sent: handed over, registered mail …"))
    with changing(access, by, AccessState.DECIDED) as current:
        current.state, current.sent_at, current.sent_how = AccessState.SENT, at, how.strip()[:120]
        count = current.records.exclude(decision=Decision.WITHHELD).count()
        record(current, event_types.AccessSent(count), by, at)
    return current


def blocks_of(row: AccessRecord) -> list[tuple[str, str]]:
    return [(label, value) for label, value in row.text]


def marks_of(row: AccessRecord, block: int) -> list[Mark]:
    return [Mark(*mark) for mark in row.marks if mark[0] == block]


def _as_row(mark: Mark) -> tuple[int, int, int, str]:
    return mark.block, mark.start, mark.end, mark.code


def _file(row: AccessRecord, name: str) -> list[dict[str, Any]]:
    """Raises NotFound."""
    found = [file for file in row.files if file["name"] == name]
    if not found:
        raise NotFound
    return found


@contextmanager
def _reviewing(row: AccessRecord, by: Viewer, at: datetime, *, code: str | None = None) -> Iterator[AccessRecord]:
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
