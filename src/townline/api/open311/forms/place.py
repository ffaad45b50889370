"""Where it is: a point, an address of the city, or what somebody wrote."""

import re
from math import isfinite

from django.http import QueryDict
from django.utils.translation import gettext as _

from townline.api.open311.forms.fields import limited, text_of
from townline.api.open311.refusals import Fault
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import PlaceRule
from townline.places import queries as places
from townline.places.values import Location, street_in

LONGEST_ADDRESS = 300
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")


def location_of(form: QueryDict, entry: ServiceEntry, faults: list[Fault]) -> Location:
    point = _point(form, faults)
    address = limited(form, "address_string", LONGEST_ADDRESS, faults)
    known = _known_address(form, faults)
    if known and not address:
        address = known.address
    if known and point is None:
        point = (known.lat, known.long)
    if point is None and not address and not faults:
        faults.append(Fault(400, _("Say where it is: lat and long, address_string, or address_id.")))
    if entry.definition.place is PlaceRule.NONE:
        return Location()
    lat, long = point or (None, None)
    street, words = street_in(address)
    postal_code = known.postal_code if known else ""
    return Location(lat=lat, long=long, address=street, postal_code=postal_code, description=words)


def _point(form: QueryDict, faults: list[Fault]) -> tuple[float | None, float | None] | None:
    typed = {name: text_of(form, name) for name in ("lat", "long")}
    if not any(typed.values()):
        return None
    if not all(typed.values()):
        faults.append(Fault(400, _("lat and long: send both or neither.")))
        return None
    found: list[float] = []
    for name, most in (("lat", 90.0), ("long", 180.0)):
        number = float(typed[name]) if _NUMBER.fullmatch(typed[name]) else None
        if number is None or not isfinite(number) or abs(number) > most:
            facts = {"name": name, "most": int(most)}
            faults.append(
                Fault(400, _("%(name)s: write degrees (WGS 84) from -%(most)s to %(most)s, like 43.86.") % facts)
            )
        else:
            found.append(number)
    return (found[0], found[1]) if len(found) == 2 else None


def _known_address(form: QueryDict, faults: list[Fault]) -> Location | None:
    typed = text_of(form, "address_id")
    if not typed:
        return None
    found = places.address_numbered(number=int(typed)) if re.fullmatch(r"[0-9]{1,15}", typed) else None
    if found is None:
        faults.append(Fault(400, _("address_id: the city has no address with this id.")))
    return found
