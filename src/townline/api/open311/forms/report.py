"""The form of POST requests, turned into a submission. Everything that is wrong is said at once."""

import re
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from townline.api.open311 import presenters
from townline.api.open311.door import check_letters, language_of
from townline.api.open311.forms.jurisdiction import check_jurisdiction
from townline.api.open311.refusals import Fault, Refused, unknown_service
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import Datatype, PlaceRule
from townline.customers.values import Contact, Preferred
from townline.gateways.errors import GatewayError
from townline.gateways.http.targets import target_of
from townline.places import queries as places
from townline.places.values import Location
from townline.service_requests.values import LONGEST_DESCRIPTION, Submission

if TYPE_CHECKING:
    from townline.accounts.models import ApiKey

_ATTRIBUTE = re.compile(r"attribute\[([^\]\[]{1,100})\](\[\d*\])?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")
LONGEST_ADDRESS = 300
LONGEST_URL = 500
LONGEST_CLIENT_ID = 80


@dataclass(frozen=True, slots=True)
class Report:
    """`unasked` names attributes that the service does not have: they are left out and the caller is told."""

    submission: Submission
    entry: ServiceEntry
    unasked: tuple[str, ...]


def read_report(*, form: QueryDict, key: "ApiKey") -> Report:
    """Raises Refused."""
    check_letters(*(text for name, values in form.lists() for text in (name, *values)))
    check_jurisdiction(form)
    code = _text(form, "service_code")
    if not code:
        raise Refused([Fault(400, _("service_code: say which service. GET services lists those there are."))])
    entry = presenters.offered(code=code)
    if entry is None:
        raise unknown_service(code)
    faults: list[Fault] = []
    answers, unasked = _answers(form, entry)
    submission = Submission(
        service_code=code,
        channel=presenters.CHANNEL,
        description=_limited(form, "description", LONGEST_DESCRIPTION, faults),
        answers=answers,
        location=_location(form, entry, faults),
        contact=_contact(form, faults),
        language=language_of(form),
        client_key=_client_key(form, key, faults),
        media_url=_media_url(form, faults),
    )
    if faults:
        raise Refused(faults)
    return Report(submission, entry, unasked)


def _text(form: QueryDict, name: str) -> str:
    return form.get(name, "").strip()


def _limited(form: QueryDict, name: str, most: int, faults: list[Fault]) -> str:
    # A line break is sent as two characters and meant as one.
    text = _text(form, name).replace("\r\n", "\n")
    if len(text) > most:
        facts = {"name": name, "most": most, "length": len(text)}
        faults.append(Fault(400, _("%(name)s: write at most %(most)s characters; these are %(length)s.") % facts))
    return text


def _location(form: QueryDict, entry: ServiceEntry, faults: list[Fault]) -> Location:
    point = _point(form, faults)
    address = _limited(form, "address_string", LONGEST_ADDRESS, faults)
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
    return Location(lat=lat, long=long, address=address, postal_code=known.postal_code if known else "")


def _point(form: QueryDict, faults: list[Fault]) -> tuple[float | None, float | None] | None:
    typed = {name: _text(form, name) for name in ("lat", "long")}
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
    typed = _text(form, "address_id")
    if not typed:
        return None
    found = places.address_numbered(number=int(typed)) if re.fullmatch(r"[0-9]{1,15}", typed) else None
    if found is None:
        faults.append(Fault(400, _("address_id: the city has no address with this id.")))
    return found


def _contact(form: QueryDict, faults: list[Fault]) -> Contact:
    names = [_limited(form, name, 100, faults) for name in ("first_name", "last_name")]
    email, phone = _limited(form, "email", 254, faults), _limited(form, "phone", 40, faults)
    preferred = Preferred.EMAIL if email else Preferred.CALL if phone else Preferred.NOTHING
    return Contact(
        name=" ".join(filter(None, names)), email=email, phone=phone, language=language_of(form), preferred=preferred
    )


def _answers(form: QueryDict, entry: ServiceEntry) -> tuple[dict[str, Any], tuple[str, ...]]:
    answers: dict[str, Any] = {}
    unasked: list[str] = []
    for name, values in form.lists():
        match = _ATTRIBUTE.fullmatch(name)
        given = [value for value in values if value.strip()]
        if not match or not given:
            continue
        question = entry.definition.question(match[1])
        if question is None or question.datatype is Datatype.STATEMENT:
            unasked.append(match[1])
        else:
            answers[question.code] = [*answers.get(question.code, []), *given]
    return answers, tuple(dict.fromkeys(unasked))


def _client_key(form: QueryDict, key: "ApiKey", faults: list[Fault]) -> str | None:
    given = _limited(form, "client_request_id", LONGEST_CLIENT_ID, faults)
    return f"{key.pk}:{given}" if given and settings.OPEN311_EXTENSIONS else None


def _media_url(form: QueryDict, faults: list[Fault]) -> str:
    url = _limited(form, "media_url", LONGEST_URL, faults)
    if not url:
        return ""
    try:
        target_of(url)
    except GatewayError:
        faults.append(Fault(400, _("media_url: write a full web address, like https://photos.example.org/1.jpg.")))
    return url
