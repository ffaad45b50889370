"""An address of the list beside a call, as its choice is written into the form: with its point."""

import json

from townline.places.values import Location

LONGEST_SPOT = 600


def write_spot(*, lat: float, long: float, text: str, postal_code: str) -> str:
    return json.dumps([lat, long, text, postal_code])


def read_spot(text: str) -> Location | None:
    """A place from the list of addresses; nothing for what is not one."""
    if len(text) > LONGEST_SPOT:
        return None
    try:
        lat, long, address, postal_code = json.loads(text.replace("\\u0000", ""))
        f"{address}{postal_code}".encode()  # half a letter, as JSON may name one, cannot be stored
        return Location(float(lat), float(long), str(address)[:300], str(postal_code)[:12])
    except (ValueError, TypeError, OverflowError):
        return None
