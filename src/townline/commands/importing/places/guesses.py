"""Which property is which, when the city does not say: the first that fits from what cities call them."""

import re
from collections.abc import Sequence
from typing import Any

from townline.commands.importing.drafting.shapes import plain
from townline.commands.importing.places.features import Feature
from townline.commands.importing.refusals import ImportRefused

CODES = ("ward num", "wardnumber", "ward number", "ward no", "ward id", "ward", "district", "zone", "area", "text", "label", "code", "name", "gis id", "id", "objectid", "fid")  # fmt: skip
NAMES = ("ward desc", "ward name", "name", "name en", "district name", "description")
ASSET_CODES = ("asset id", "assetid", "facilityid", "facility id", "pole id", "tree id", "hydrant id", "code", "number", "gis id", "id", "objectid", "fid", "globalid")  # fmt: skip
ASSET_NAMES = ("name", "description", "location", "type", "species", "model")


def chosen(*, features: Sequence[Feature], given: str, wanted: Sequence[str], what: str, unique: bool = False) -> str:
    """The name of the property; the empty text where none fits and none is needed. Raises ImportRefused."""
    names = list(dict.fromkeys(name for feature in features for name in feature.properties))
    if given:
        if given not in names:
            raise ImportRefused(f"There is no property {given!r} for the {what}. There are {', '.join(names)}.")
        return given
    by_plain = {plain(name): name for name in reversed(names)}
    fitting = [by_plain[word] for word in wanted if word in by_plain]
    for name in fitting:
        values = [text_of(feature.properties.get(name)) for feature in features]
        if all(values) and (not unique or len(set(values)) == len(values)):
            return name
    if unique:
        raise ImportRefused(f"No property tells the {what} apart. Name one of {', '.join(names)}.")
    return ""


def text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def short_code(text: str) -> str:
    """`Ward 03` and `WARD 3` are ward 3."""
    bare = re.sub(r"^(ward|quartier|district|zone)\s+", "", text, flags=re.IGNORECASE)
    return (bare.lstrip("0") or "0") if bare.isdigit() else bare
