"""Internationalization, encoding and format support: held by every answer of the run, so these rules come last."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from townline.commands.open311_check.answers import Answer
from townline.commands.open311_check.case import Case
from townline.commands.open311_check.documents import Unreadable, read
from townline.commands.open311_check.rule import Outcome, RuleBook, Skipped, verdict_on

book = RuleBook(section="Internationalization and Encoding; Format Support")
_DECLARATION = re.compile(rb"""<\?xml\s[^>]*encoding=["']utf-8["'][^>]*\?>""", re.IGNORECASE)
_STANDARD = frozenset({
    "services", "service", "service_code", "service_name", "description", "metadata", "type", "keywords", "group",
    "service_definition", "attributes", "attribute", "variable", "code", "datatype", "required",
    "datatype_description", "order", "values", "value", "key", "name", "service_requests", "request",
    "service_request_id", "token", "service_notice", "account_id", "status", "status_notes", "agency_responsible",
    "requested_datetime", "updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat",
    "long", "media_url", "errors", "error", "discovery", "changeset", "contact", "key_service", "endpoints",
    "endpoint", "specification", "url", "formats", "format",
})  # fmt: skip


def answers_in(case: Case, suffix: str) -> list[Answer]:
    found = [a for a in case.answers.values() if a is not None and a.suffix == suffix]
    if not found:
        raise Skipped(f"no answer in {suffix} is at hand")
    return found


def with_headers(case: Case, suffix: str) -> list[Answer]:
    found = [a for a in answers_in(case, suffix) if a.content_type is not None]
    if not found:
        raise Skipped("a recording has no headers")
    return found


def media_type_is(case: Case, suffix: str, media_type: str) -> Outcome:
    found = with_headers(case, suffix)
    bad = (
        f"{a.source} has {a.content_type!r}"
        for a in found
        if re.sub(r"\s", "", a.content_type or "").lower() != f"{media_type};charset=utf-8"
    )
    return verdict_on(bad, otherwise=f"{len(found)} answers")


@book.must("xml.offered", "XML is offered: it is the required format.")
def xml_offered(case: Case) -> Outcome:
    case.live()
    answer = case.fetch("services.xml")
    bad = [] if answer and answer.status == 200 else [f"services.xml answered {answer.status if answer else 'nothing'}"]
    return verdict_on(bad, otherwise="services.xml answers 200")


@book.must("xml.content-type", "XML is sent as text/xml; charset=utf-8.")
def xml_content_type(case: Case) -> Outcome:
    return media_type_is(case, "xml", "text/xml")


@book.must("json.content-type", "JSON is sent as application/json; charset=utf-8.")
def json_content_type(case: Case) -> Outcome:
    return media_type_is(case, "json", "application/json")


@book.must("xml.well-formed", "XML answers are well-formed.")
def xml_well_formed(case: Case) -> Outcome:
    found = answers_in(case, "xml")
    return verdict_on(_unreadable(found), otherwise=f"{len(found)} answers")


@book.must("json.well-formed", "JSON answers are JSON.")
def json_well_formed(case: Case) -> Outcome:
    # A server without JSON may answer what it likes at .json; only what it offers is held against it.
    if not case.probe.is_recorded and not case.offers_json:
        raise Skipped("JSON is not offered")
    found = answers_in(case, "json")
    return verdict_on(_unreadable(found), otherwise=f"{len(found)} answers")


def _unreadable(found: list[Answer]) -> Iterator[str]:
    for answer in found:
        try:
            read(answer)
        except Unreadable as error:
            yield str(error)


@book.must("encoding.utf-8", "Every answer is UTF-8.")
def utf_8(case: Case) -> Outcome:
    found = [answer for answer in case.answers.values() if answer is not None]
    return verdict_on((a.source for a in found if not _decodes(a.body)), otherwise=f"{len(found)} answers")


def _decodes(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@book.must("xml.declaration", 'XML begins with a declaration that says encoding="utf-8".')
def xml_declaration(case: Case) -> Outcome:
    found = answers_in(case, "xml")
    bad = (
        f"{a.source} begins with {a.body[:40]!r}"
        for a in found
        if not _DECLARATION.match(a.body.lstrip(b"\xef\xbb\xbf"))
    )
    return verdict_on(bad, otherwise=f"{len(found)} answers")


@book.should("xml.no-namespaces", "XML declares no namespaces and carries no foreign attributes.")
def xml_no_namespaces(case: Case) -> Outcome:
    found = answers_in(case, "xml")
    bad = (a.source for a in found if re.search(rb"<[^>?!]*\sxmlns[:=]", a.body) or b'xsi:nil="' in a.body)
    return verdict_on(bad, otherwise=f"{len(found)} answers")


@book.should("fields.no-foreign", "Only fields of the standard are sent unless an extension was asked for.")
def no_foreign_fields(case: Case) -> Outcome:
    found = [answer for answer in case.answers.values() if answer is not None]
    bad = (f"{a.source}: {', '.join(sorted(foreign)[:5])}" for a in found if (foreign := _foreign(a)))
    return verdict_on(bad, otherwise=f"{len(found)} answers")


def _foreign(answer: Answer) -> set[str]:
    try:
        root = read(answer).root
    except Unreadable:
        return set()
    names = {e.tag for e in root.iter()} if isinstance(root, ET.Element) else set(_keys(root))
    return names - _STANDARD


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
