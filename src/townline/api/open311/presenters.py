"""The catalogue in the words of GeoReport. Written once for each version of the catalogue, then kept as bytes."""

from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from townline.api.open311.documents import write
from townline.catalog import queries as catalog
from townline.catalog.catalogue import Catalogue, ServiceEntry
from townline.catalog.definitions import Datatype, Kind, Question
from townline.service_requests.queries.open311 import Suffix

CHANNEL = "open311"


def offered(*, code: str) -> ServiceEntry | None:
    """The service, if it may be reported over Open311: public, a request, and not closed for this channel."""
    entry = catalog.catalogue().by_code.get(code)
    return entry if entry and _is_offered(entry) else None


def service_list(*, suffix: Suffix, language: str) -> bytes:
    return _service_list(catalog.catalogue().stamp, suffix, language)


def service_definition(*, code: str, suffix: Suffix, language: str) -> bytes | None:
    return _definition(catalog.catalogue().stamp, code, suffix, language)


def _is_offered(entry: ServiceEntry) -> bool:
    definition = entry.definition
    return definition.is_public and definition.kind is Kind.REQUEST and CHANNEL in definition.channels


# The stamp is an argument so that a new catalogue is written anew; the language is the one that is active.


@lru_cache(maxsize=16)
def _service_list(_stamp: str, suffix: Suffix, language: str) -> bytes:
    entries = [entry for entry in catalog.catalogue().services if _is_offered(entry)]
    return write(name="services", value=[_service(entry, language) for entry in entries], suffix=suffix)


@lru_cache(maxsize=2_000)
def _definition(_stamp: str, code: str, suffix: Suffix, language: str) -> bytes | None:
    entry = offered(code=code)
    if entry is None:
        return None
    attributes = [_attribute(entry, order, language) for order in range(1, len(entry.definition.questions) + 1)]
    return write(name="service_definition", value={"service_code": code, "attributes": attributes}, suffix=suffix)


def _service(entry: ServiceEntry, language: str) -> dict[str, Any]:
    definition = entry.definition
    keywords = definition.keywords.fr if language == "fr" else definition.keywords.en
    return {
        "service_code": definition.code,
        "service_name": definition.name.in_(language),
        "description": definition.summary.in_(language),
        "metadata": bool(definition.questions),
        "type": "realtime",
        "keywords": ", ".join(word.replace(",", " ") for word in keywords),
        "group": entry.group.name.in_(language),
    }


def _attribute(entry: ServiceEntry, order: int, language: str) -> dict[str, Any]:
    question = entry.definition.questions[order - 1]
    is_shown_only = question.datatype is Datatype.STATEMENT
    return {
        "variable": not is_shown_only,
        "code": question.code,
        "datatype": Datatype.TEXT.value if is_shown_only else question.datatype.value,
        # The standard cannot say "only if": what depends on another answer is checked when the report comes in.
        "required": question.required and question.condition is None,
        "datatype_description": _help(entry, question, language) or None,
        "order": order,
        "description": question.label.in_(language),
        "values": [{"key": choice.key, "name": choice.name.in_(language)} for choice in question.choices],
    }


def _help(entry: ServiceEntry, question: Question, language: str) -> str:
    parts = [question.help.in_(language)]
    condition = question.condition
    asked = entry.definition.question(condition.question) if condition else None
    if condition and asked:
        names = [choice.name.in_(language) for key in condition.values if (choice := asked.choice(key))]
        facts = {"question": asked.label.in_(language), "answers": ", ".join(names or condition.values)}
        parts.append(_("Only if “%(question)s” is: %(answers)s.") % facts)
    return " ".join(part for part in parts if part)


def changeset(catalogue: Catalogue) -> str:
    """Sortable; changes when a service or a definition does."""
    moments = [entry.changed_at for entry in catalogue.services]
    return max(moments).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moments else "1970-01-01T00:00:00.000000Z"
