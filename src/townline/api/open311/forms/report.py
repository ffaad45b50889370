"""The form of POST requests, turned into a submission. Everything that is wrong is said at once."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from townline.api.open311 import presenters
from townline.api.open311.door import check_letters, language_of
from townline.api.open311.forms.fields import limited, text_of
from townline.api.open311.forms.jurisdiction import check_jurisdiction
from townline.api.open311.forms.place import location_of
from townline.api.open311.refusals import Fault, Refused, unknown_service
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import Datatype
from townline.customers.values import Contact, Preferred
from townline.gateways.errors import GatewayError
from townline.gateways.http.targets import target_of
from townline.service_requests.values import LONGEST_DESCRIPTION, Submission

if TYPE_CHECKING:
    from townline.accounts.models import ApiKey

_ATTRIBUTE = re.compile(r"attribute\[([^\]\[]{1,100})\](\[\d*\])?")
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
    code = text_of(form, "service_code")
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
        description=limited(form, "description", LONGEST_DESCRIPTION, faults),
        answers=answers,
        location=location_of(form, entry, faults),
        contact=_contact(form, faults),
        language=language_of(form),
        client_key=_client_key(form, key, faults),
        media_url=_media_url(form, faults),
    )
    if faults:
        raise Refused(faults)
    return Report(submission, entry, unasked)


def _contact(form: QueryDict, faults: list[Fault]) -> Contact:
    names = [limited(form, name, 100, faults) for name in ("first_name", "last_name")]
    email, phone = limited(form, "email", 254, faults), limited(form, "phone", 40, faults)
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
    given = limited(form, "client_request_id", LONGEST_CLIENT_ID, faults)
    return f"{key.pk}:{given}" if given and settings.OPEN311_EXTENSIONS else None


def _media_url(form: QueryDict, faults: list[Fault]) -> str:
    url = limited(form, "media_url", LONGEST_URL, faults)
    if not url:
        return ""
    try:
        target_of(url)
    except GatewayError:
        faults.append(Fault(400, _("media_url: write a full web address, like https://photos.example.org/1.jpg.")))
    return url
