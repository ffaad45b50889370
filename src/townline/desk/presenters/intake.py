"""What helps while somebody takes a request down: services that fit, the script, the hazard, who calls, what is near."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language

from townline.accounts.values import Viewer
from townline.assist import queries as assist
from townline.assist.queries import Candidate
from townline.catalog import answers as catalog_answers
from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import Kind, ServiceDefinition
from townline.core.reference import said
from townline.customers import queries as customers
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.contact_points import contact_words
from townline.service_requests import queries as service_requests
from townline.service_requests.queries.major_events import running_for
from townline.service_requests.workflow import STATE_NAMES, State
from townline.ui import times
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.queries import NearRequest

MOST_SERVICES = 7


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    code: str
    name: str
    about: str
    is_chosen: bool
    is_information: bool


@dataclass(frozen=True, slots=True)
class Script:
    """What to say about a service: for information services this is all there is."""

    name: str
    what_we_do: str
    when: str
    cost: str
    is_information: bool
    is_sealed: bool
    days: int
    photos_allowed: bool


@dataclass(frozen=True, slots=True)
class Caller:
    name: str
    email: str
    phone: str
    postal_address: str
    language: str


def services(*, text: str, chosen: str) -> list[ServiceChoice]:
    """The services that the words are about; the chosen one stays."""
    catalogue = catalog.catalogue()
    found = [
        suggestion.code
        for suggestion in assist.suggest(text=text, candidates=_candidates(catalogue.stamp), limit=MOST_SERVICES)
    ]
    if chosen and chosen not in found and chosen in catalogue.by_code:
        found.insert(0, chosen)
    return [_choice(catalogue.service(code), chosen) for code in found]


def _choice(entry: ServiceEntry, chosen: str) -> ServiceChoice:
    definition, language = entry.definition, get_language() or "en"
    is_information = definition.kind is Kind.INFORMATION
    return ServiceChoice(
        entry.code,
        definition.name.in_(language),
        definition.summary.in_(language),
        entry.code == chosen,
        is_information,
    )


@lru_cache(maxsize=2)
def _candidates(stamp: str) -> list[Candidate]:
    return [_candidate(entry.definition) for entry in catalog.catalogue().services]


def _candidate(definition: ServiceDefinition) -> Candidate:
    names = [(definition.name.en, 1.0), (definition.name.fr, 1.0)]
    words = [(phrase, 0.95) for phrase in (*definition.keywords.en, *definition.keywords.fr)]
    return Candidate(definition.code, (*names, *words, (definition.summary.en, 0.7), (definition.summary.fr, 0.7)))


def script(definition: ServiceDefinition) -> Script:
    language = get_language() or "en"
    return Script(
        definition.name.in_(language),
        definition.what_we_do.in_(language),
        definition.when.in_(language),
        definition.cost.in_(language),
        definition.kind is Kind.INFORMATION,
        definition.visibility.value == "enforcement",
        definition.resolution_days,
        definition.photos_allowed,
    )


def hazard(*, definition: ServiceDefinition, answers: dict[str, Any]) -> str:
    """What to tell the caller at once, if an answer is a hazard."""
    choice = catalog_answers.hazard_in(definition=definition, answers=answers)
    return localised(choice.stop) if choice else ""


def callers(*, phone: str, email: str, viewer: Viewer) -> list[Caller]:
    """People who were in touch before with this number or address."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    text = email if "@" in email else digits if len(digits) >= 7 else ""
    if not text:
        return []
    found = []
    for customer in service_requests.find_customers(text=text, viewer=viewer, limit=4):
        reach = customers.reach_of(customer=customer)
        number = contact_words("phone", reach.phone)
        found.append(
            Caller(customer.name or customer.organisation, reach.email, number, reach.postal_address, customer.language)
        )
    return found


def near(rows: "list[NearRequest]", *, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "url": record_url(row.reference),
            "reference": row.reference,
            "said": said(row.reference),
            "metres": row.metres,
            "block": row.block,
            "state": STATE_NAMES[State(row.state)],
            "when": times.ago(row.submitted_at, at=at),
        }
        for row in rows
    ]


def known(*, service_id: int) -> list[dict[str, str]]:
    """What goes on with this service, for the caller to hear first."""
    language = get_language() or "en"
    return [
        {
            "name": one.name.in_(language),
            "words": one.words.in_(language),
            "where": ", ".join(ward.in_(language) for ward in one.ward_names),
            "url": reverse("desk:major_event", args=[one.uuid]),
        }
        for one in running_for(service_id=service_id)
    ]
