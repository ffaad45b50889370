"""Areas, addresses and assets that a file brings again: what is known stays, what is new is added, what differs is changed."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from townline.core.actor import Actor
from townline.core.transactions import transaction
from townline.core.words import plain
from townline.places.models import Address, Area, Asset
from townline.places.operations.load import (
    AddressRow,
    AreaRow,
    AssetRow,
    load_addresses,
    load_areas,
    load_assets,
)

BATCH = 5_000


def _nobody_looks(done: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(slots=True)
class Brought:
    """`refused` says what was left, and why."""

    new: int = 0
    unchanged: int = 0
    changed: int = 0
    ended: int = 0
    refused: list[str] = field(default_factory=list)


def bring_areas(*, rows: Sequence[AreaRow], by: Actor, at: datetime, source: str) -> Brought:
    """An area with a later first day takes the place of the one before it; areas of this source that are no more end then."""
    brought = Brought()
    with transaction():
        added = [row for row in rows if _is_news(row, brought)]
        for row in added:
            brought.ended += _end(row.kind, {row.code}, row.effective_from - timedelta(days=1))
        if added:
            gone = _gone(rows, source)
            brought.ended += _end(rows[0].kind, gone, rows[0].effective_from - timedelta(days=1))
            load_areas(rows=added, by=by, at=at, source=source)
    brought.new = len(added)
    return brought


def _is_news(row: AreaRow, brought: Brought) -> bool:
    known = Area.objects.filter(kind=row.kind, code=row.code, effective_from__gte=row.effective_from).order_by(
        "effective_from"
    )
    first = known.first()
    if first is None:
        same = Area.objects.filter(kind=row.kind, code=row.code, effective_until__isnull=True).first()
        if same and same.geometry == row.geometry and (same.name_en, same.name_fr) == (row.name_en, row.name_fr):
            brought.unchanged += 1
            return False
        return True
    if first.effective_from == row.effective_from and first.geometry == row.geometry:
        brought.unchanged += 1
    else:
        day = first.effective_from
        brought.refused.append(f"{row.kind} {row.code} is known with another shape from {day}: give a later first day")
    return False


def _gone(rows: Sequence[AreaRow], source: str) -> set[str]:
    current = Area.objects.filter(kind=rows[0].kind, source=source, effective_until__isnull=True)
    earlier = current.filter(effective_from__lt=rows[0].effective_from)
    return set(earlier.values_list("code", flat=True)) - {row.code for row in rows}


def _end(kind: str, codes: Collection[str], day: object) -> int:
    running = Area.objects.filter(kind=kind, code__in=codes, effective_until__isnull=True, effective_from__lte=day)
    return running.update(effective_until=day)


def bring_addresses(
    *, rows: Sequence[AddressRow], by: Actor, at: datetime, source: str, step: Callable[[int], None] = _nobody_looks
) -> Brought:
    """`source_id` tells which address is the same as before. `step` hears how many are done."""
    brought = Brought()
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        with transaction():
            stored = Address.objects.filter(source=source, source_id__in=[row.source_id for row in batch])
            known = {address.source_id: address for address in stored}
            added = [row for row in batch if row.source_id not in known]
            if added:
                load_addresses(rows=added, by=by, at=at, source=source)
            changed = [row for row in batch if row.source_id in known and _correct_address(known[row.source_id], row)]
        brought.new += len(added)
        brought.changed += len(changed)
        brought.unchanged += len(batch) - len(added) - len(changed)
        step(start + len(batch))
    return brought


def _correct_address(address: Address, row: AddressRow) -> bool:
    names = ("number", "street", "unit", "postal_code", "lat", "long")
    if all(getattr(address, name) == getattr(row, name) for name in names):
        return False
    for name in names:
        setattr(address, name, getattr(row, name))
    address.text = f"{row.number} {row.street}" + (f", {row.unit}" if row.unit else "")
    address.search = plain(f"{address.text} {row.postal_code}")
    address.save()
    return True


def bring_assets(
    *, rows: Sequence[AssetRow], by: Actor, at: datetime, source: str, step: Callable[[int], None] = _nobody_looks
) -> Brought:
    """Kind and code tell which asset is the same as before. `step` hears how many are done."""
    brought = Brought()
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        with transaction():
            stored = Asset.objects.filter(kind=batch[0].kind, code__in=[row.code for row in batch])
            known = {asset.code: asset for asset in stored}
            added = [row for row in batch if row.code not in known]
            if added:
                load_assets(rows=added, by=by, at=at, source=source)
            changed = [row for row in batch if row.code in known and _correct_asset(known[row.code], row)]
        brought.new += len(added)
        brought.changed += len(changed)
        brought.unchanged += len(batch) - len(added) - len(changed)
        step(start + len(batch))
    return brought


def _correct_asset(asset: Asset, row: AssetRow) -> bool:
    said = (row.name, row.lat, row.long, json.loads(row.properties))
    if (asset.name, asset.lat, asset.long, asset.properties) == said:
        return False
    asset.name, asset.lat, asset.long, asset.properties = said
    asset.source = row.source
    asset.save()
    return True
