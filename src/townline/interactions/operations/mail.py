"""Paper that came by mail or into the drop box: a cover sheet first, then the scan, and where the paper is all the while."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.utils.translation import gettext as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core import reference
from townline.core.errors import NotAllowed
from townline.core.transactions import savepoint, transaction, transaction_required
from townline.events import operations as events
from townline.interactions import event_types
from townline.interactions.models import CoverSheet, CustodyStep, Interaction, MailItem, MailPage
from townline.interactions.scan_check import Scan, ScanRefused, code_in, look
from townline.interactions.values import Channel, CustodyStepKind, Direction, MailState, MailWay, Purpose

if TYPE_CHECKING:
    from townline.customers.models import Customer

    File = UploadedFile[Any]

_TRIES = 5
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was fetched from the mail or the drop box at once."""

    way: str
    received_on: date
    paper_place: str


@dataclass(slots=True)
class Scanned:
    """`refused` are names of files with the reason; nothing of the others is lost by them."""

    batch: UUID
    filed: list[MailItem] = field(default_factory=list)
    to_sort: list[MailItem] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def print_cover(*, customer: "Customer | None", subject: UUID | None, by: Viewer, at: datetime) -> CoverSheet:
    """A new number for paper that belongs to this customer or this request."""
    _demand(by=by)
    with transaction():
        cover = _new_cover(customer, subject, by, at)
        events.record(event_types.CoverPrinted(cover.customer_id), subject=cover.uuid, by=by.actor, at=at)
    return cover


def _demand(*, by: Viewer) -> None:
    if not by.can(Capability.RECORD_CONTACTS):
        raise NotAllowed


@transaction_required
def _new_cover(customer: "Customer | None", subject: UUID | None, by: Viewer, at: datetime) -> CoverSheet:
    for attempt in range(_TRIES):
        try:
            with savepoint():
                return CoverSheet.objects.create(
                    code=reference.issue(), customer=customer, subject=subject, printed_at=at, printed_by_id=by.user_id
                )
        except IntegrityError:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError


def scan_in(*, files: "Sequence[File]", delivery: Delivery, by: Viewer, at: datetime) -> Scanned:
    """Keeps each file. Files whose names carry the same cover number are the pages of one item; the rest is to be sorted."""
    _demand(by=by)
    scanned = Scanned(uuid4())
    right = _looked_at(files, scanned)
    by_code: defaultdict[str, list[tuple[File, Scan]]] = defaultdict(list)
    for file, scan in right:
        by_code[code_in(file.name or "") or f"{file.name}/{len(by_code)}"].append((file, scan))
    with transaction():
        covers = {cover.code: cover for cover in CoverSheet.objects.select_for_update().filter(code__in=by_code)}
        for code, pages in by_code.items():
            item = _item(scanned.batch, covers.get(code), pages, delivery, by, at)
            (scanned.filed if item.state == MailState.FILED else scanned.to_sort).append(item)
    return scanned


def _looked_at(files: "Sequence[File]", scanned: Scanned) -> "list[tuple[File, Scan]]":
    right: list[tuple[File, Scan]] = []
    for number, file in enumerate(files):
        name = (file.name or "")[-60:]
        if number >= MOST_FILES:
            scanned.refused.append((name, _("At most %(most)s files at once.") % {"most": MOST_FILES}))
        elif (file.size or 0) > settings.TOWNLINE_PHOTO_BYTES:
            most = settings.TOWNLINE_PHOTO_BYTES // (1024 * 1024)
            scanned.refused.append((name, _("Larger than %(most)s MB.") % {"most": most}))
        else:
            try:
                right.append((file, look(file=file)))  # type: ignore[arg-type]  # Django's file wraps a binary one
            except ScanRefused as refusal:
                scanned.refused.append((name, str(refusal)))
    return right


@transaction_required
def _item(
    batch: UUID,
    cover: CoverSheet | None,
    pages: "Sequence[tuple[File, Scan]]",
    delivery: Delivery,
    by: Viewer,
    at: datetime,
) -> MailItem:
    item = MailItem.objects.create(
        batch=batch,
        cover=cover,
        way=MailWay(delivery.way).value,
        received_on=delivery.received_on,
        paper_place=delivery.paper_place.strip(),
        scanned_at=at,
    )
    for number, (file, scan) in enumerate(pages, 1):
        page = MailPage(item=item, number=number, kind=scan.kind.value, bytes=scan.bytes, sha256=scan.sha256)
        page.file.save(f"{item.uuid}-{number}.{scan.kind.value}", file, save=True)
    for what in (CustodyStepKind.RECEIVED, CustodyStepKind.SCANNED):
        _hand(item, what, by, at)
    if cover is not None and (cover.customer_id or cover.subject):
        _file(item, cover.customer, cover.subject, by, at)
        cover.used_at = cover.used_at or at
        cover.save(update_fields=["used_at"])
    is_filed = item.state == MailState.FILED
    fact = event_types.MailScanned(item.way, len(pages), is_filed)
    events.record(fact, subject=item.uuid, by=by.actor, at=at)
    return item


def file_item(
    *, item: MailItem, customer: "Customer | None", subject: UUID | None, about: str, by: Viewer, at: datetime
) -> MailItem:
    """Says whose a scan is; from then on it stands in their history. Filing it again corrects it."""
    _demand(by=by)
    with transaction():
        item = MailItem.objects.select_for_update(of=("self",)).select_related("interaction").get(pk=item.pk)
        item.about = about.strip()
        item.save(update_fields=["about"])
        _file(item, customer, subject, by, at)
    return item


@transaction_required
def _file(item: MailItem, customer: "Customer | None", subject: UUID | None, by: Viewer, at: datetime) -> None:
    contact = item.interaction or Interaction(
        channel=Channel.MAIL.value,
        direction=Direction.IN.value,
        purpose=Purpose.INFORMATION.value,
        occurred_at=at,
        recorded_by_id=by.user_id,
    )
    contact.customer, contact.subject = customer, subject
    contact.language = customer.language if customer else by.language
    contact.save()
    item.customer, item.subject, item.interaction, item.state = customer, subject, contact, MailState.FILED.value
    item.save(update_fields=["customer", "subject", "interaction", "state"])
    _hand(item, CustodyStepKind.SORTED, by, at)
    events.record(event_types.MailFiled(item.customer_id), subject=item.uuid, by=by.actor, at=at)


def move_paper(*, item: MailItem, what: str, place: str, by: Viewer, at: datetime) -> MailItem:
    """The paper goes to another place, back to its sender, or is destroyed."""
    _demand(by=by)
    with transaction():
        item = MailItem.objects.select_for_update().get(pk=item.pk)
        item.paper_place = place.strip()
        item.save(update_fields=["paper_place"])
        step = _hand(item, CustodyStepKind(what), by, at)
        events.record(event_types.PaperMoved(step.what), subject=item.uuid, by=by.actor, at=at)
    return item


@transaction_required
def _hand(item: MailItem, what: CustodyStepKind, by: Viewer, at: datetime) -> CustodyStep:
    return CustodyStep.objects.create(item=item, what=what.value, at=at, by_id=by.user_id, place=item.paper_place)
