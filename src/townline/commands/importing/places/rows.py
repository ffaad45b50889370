"""Features of a file as rows of our tables. A feature that cannot be one is rejected with its reason."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from townline.commands.importing.places.features import Feature, repaired
from townline.commands.importing.places.guesses import (
    ASSET_CODES,
    ASSET_NAMES,
    CODES,
    NAMES,
    chosen,
    short_code,
    text_of,
)
from townline.places.operations import AddressRow, AreaRow, AssetRow

DECIMALS = 7  # a centimetre
KIND_NAMES = {"ward": ("Ward", "Quartier"), "zone": ("Zone", "Zone"), "city": ("City boundary", "Limites de la ville")}
NUMBERS = ("number", "civic number", "address number", "add number", "house number", "housenumber", "street number", "civic no", "no")  # fmt: skip
STREETS = ("street", "street name", "full street", "st name", "streetname", "road", "rue", "full street name")
UNITS = ("unit", "unit number", "suite", "apt")
POSTAL_CODES = ("postal code", "postalcode", "postcode", "zip", "zip code", "code postal")
WHOLE_ADDRESSES = ("full address", "address", "fulladdr", "civic address", "adresse", "add full")
ADDRESS_IDS = ("address id", "addressid", "civic id", "id", "objectid", "fid", "globalid")


@dataclass(slots=True)
class Read:
    """`problems` are (number of the feature, reason)."""

    areas: list[AreaRow] = field(default_factory=list)
    addresses: list[AddressRow] = field(default_factory=list)
    assets: list[AssetRow] = field(default_factory=list)
    repaired: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AreaWishes:
    kind: str
    code: str
    name: str
    first_day: date
    last_day: date | None
    source: str
    in_pieces: bool = False  # one area may come as several features


def read_areas(*, features: Sequence[Feature], wishes: AreaWishes) -> Read:
    code_of = chosen(features=features, given=wishes.code, wanted=CODES, what="areas", unique=not wishes.in_pieces)
    name_of = chosen(features=features, given=wishes.name, wanted=NAMES, what="names")
    read = Read()
    pieces: dict[str, list[BaseGeometry]] = {}
    names: dict[str, str] = {}
    for feature in features:
        code = short_code(text_of(feature.properties.get(code_of)))[:60]
        found, was_repaired = repaired(feature.shape) if feature.shape is not None else (None, False)
        if not code or found is None or found.is_empty:
            read.problems.append((feature.number, "no code" if not code else "no area in it"))
            continue
        read.repaired += was_repaired
        pieces.setdefault(code, []).append(found)
        names.setdefault(code, _area_name(text_of(feature.properties.get(name_of)), code))
    for code, shapes in sorted(pieces.items()):
        read.areas.append(_area(code, names[code], shapely.union_all(shapes), wishes))
    return read


def _area_name(name: str, code: str) -> str:
    return "" if short_code(name) == code or name.isdigit() else name


def _area(code: str, name: str, found: BaseGeometry, wishes: AreaWishes) -> AreaRow:
    english, french = KIND_NAMES.get(wishes.kind, (wishes.kind.capitalize(), wishes.kind.capitalize()))
    rounded = shapely.make_valid(shapely.set_precision(found, 10**-DECIMALS))
    return AreaRow(
        kind=wishes.kind,
        code=code,
        name_en=(name or f"{english} {code}")[:120],
        name_fr=(name or f"{french} {code}")[:120],
        geometry=json.loads(json.dumps(mapping(rounded))),
        effective_from=wishes.first_day,
        effective_until=wishes.last_day,
        source=wishes.source[:200],
    )


def read_assets(*, features: Sequence[Feature], kind: str, code: str, name: str, source: str) -> Read:
    code_of = chosen(features=features, given=code, wanted=ASSET_CODES, what="assets", unique=True)
    name_of = chosen(features=features, given=name, wanted=ASSET_NAMES, what="names")
    read = Read()
    for feature in features:
        point = (
            feature.shape.representative_point() if feature.shape is not None and not feature.shape.is_empty else None
        )
        properties = json.dumps(feature.properties, ensure_ascii=False, default=str).replace("\\u0000", "")
        read.assets.append(
            AssetRow(
                kind=kind[:40],
                code=text_of(feature.properties.get(code_of))[:60],
                name=text_of(feature.properties.get(name_of))[:160],
                lat=point.y if point else None,
                long=point.x if point else None,
                properties=properties,
                source=source[:60],
            )
        )
    return read


def read_addresses(*, features: Sequence[Feature], source: str) -> Read:
    number_of = chosen(features=features, given="", wanted=NUMBERS, what="numbers")
    street_of = chosen(features=features, given="", wanted=STREETS, what="streets")
    whole_of = (
        "" if number_of and street_of else chosen(features=features, given="", wanted=WHOLE_ADDRESSES, what="addresses")
    )
    unit_of = _sometimes(features, UNITS)
    postal_code_of = _sometimes(features, POSTAL_CODES)
    id_of = chosen(features=features, given="", wanted=ADDRESS_IDS, what="ids")
    read = Read()
    seen: set[str] = set()
    for feature in features:
        text = {name: text_of(value) for name, value in feature.properties.items()}
        number, street = (
            (text.get(number_of, ""), text.get(street_of, "")) if street_of else _split(text.get(whole_of, ""))
        )
        source_id = text.get(id_of, "") or f"{number} {street} {text.get(unit_of, '')}".strip()
        reason = _why_no_address(feature, street, source_id in seen)
        if reason or feature.shape is None:
            read.problems.append((feature.number, reason))
            continue
        seen.add(source_id)
        point = feature.shape.representative_point()
        postal_code, unit = text.get(postal_code_of, "")[:12], text.get(unit_of, "")[:20]
        read.addresses.append(
            AddressRow(number[:12], street[:120], postal_code, point.y, point.x, unit, source[:60], source_id[:60])
        )
    return read


def _why_no_address(feature: Feature, street: str, is_twin: bool) -> str:  # noqa: FBT001  private
    if feature.shape is None or feature.shape.is_empty:
        return "no position"
    if not street:
        return "no street"
    return "the same id stands on an earlier line" if is_twin else ""


def _split(whole: str) -> tuple[str, str]:
    first, _, rest = whole.partition(" ")
    return (first, rest) if first[:1].isdigit() and rest else ("", whole)


def _sometimes(features: Sequence[Feature], wanted: Iterable[str]) -> str:
    """A property that may be empty in places."""
    names = {name for feature in features for name in feature.properties}
    return next((name for word in wanted for name in sorted(names) if name.lower().replace("_", " ") == word), "")
