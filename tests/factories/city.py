"""A small believable city: a request in each state with words and a photo, a report half filled in, one person a role."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import POTHOLE, publish_service
from tests.factories.pictures import picture_file
from tests.factories.places import AddressFactory, AreaFactory, square
from tests.factories.service_requests import request_in, submission
from townline.accounts import operations as accounts
from townline.accounts.models import Role, User
from townline.catalog import models as catalog_models
from townline.catalog import operations as catalog
from townline.core.actor import RESIDENT, SYSTEM
from townline.customers import operations as customers
from townline.customers.values import Contact, Preferred
from townline.events import operations as events
from townline.places.values import Location
from townline.portal.views import drafts
from townline.routing import operations as routing
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

ELM = (43.45, -80.5)  # in the middle of the tiles of tests/ui/pages.py
WORDS = "The hole is as wide as a car door and has been growing since the thaw; a bus swerves around it every morning."
REPORT = {
    "answers": {"size": "large", "lanes": ["left"]},
    "description": WORDS,
    "place": {"lat": ELM[0], "long": ELM[1], "address": "12 Elm Street", "postal_code": "N2A 1A1", "description": ""},
    "contact": {"preferred": "email", "name": "Ada Resident", "email": "ada@mail.example", "phone": ""},
    "done": ["question:size", "question:lanes", "details", "place", "contact", "reach"],
}
LANES: dict[str, Any] = {
    "code": "lanes",
    "datatype": "multivaluelist",
    "label": {"en": "Which lanes?", "fr": "Quelles voies?"},
    "help": {"en": "Choose all that apply.", "fr": "Choisissez tout ce qui convient."},
    "condition": {"question": "size", "values": ["large"]},
    "choices": [
        {"key": "left", "name": {"en": "The left one", "fr": "Celle de gauche"}},
        {"key": "right", "name": {"en": "The right one", "fr": "Celle de droite"}},
    ],
}


@dataclass
class City:
    staff: dict[str, User]
    requests: dict[State, ServiceRequest]
    draft: uuid.UUID
    hazard: uuid.UUID

    def token(self, state: State) -> str:
        request = self.requests[state]
        return queries.track_token(uuid=request.uuid, customer_id=request.customer_id)

    def cookie(self) -> str:
        """The browser of somebody who has two reports half filled in."""
        kept = [("pothole", self.draft.hex), ("wires", self.hazard.hex)]
        return signing.dumps(kept, salt=drafts._SALT)


def build(*, language: str = "en") -> City:
    _services()
    for code in ("1", "2"):
        west = -80.6 if code == "1" else -80.5
        AreaFactory(
            code=code,
            name_en=f"Ward {code}",
            name_fr=f"Quartier {code}",
            geometry=square(west=west, south=43.4, size=0.1),
        )
    for number in (12, 14, 20, 120):
        AddressFactory(
            number=str(number), street="Elm Street", text=f"{number} Elm Street", search=f"{number} elm street",
            lat=ELM[0] + number / 100_000, long=ELM[1],
        )  # fmt: skip
    requests = {state: _request(state, number, language) for number, state in enumerate(State)}
    _more(requests)
    team = TeamFactory()
    staff = {}
    for role in Role.values:
        staff[role] = member_of(team, role=role) if role in {"worker", "supervisor"} else UserFactory(role=role)
        staff[role].language = language
        staff[role].save(update_fields=["language"])
    at = timezone.now()
    draft, hazard = uuid.uuid4(), uuid.uuid4()
    service_requests.save_draft(uuid=draft, service_code="pothole", data=REPORT, owner_id=None, at=at)
    service_requests.add_photo(draft=draft, file=picture_file(at=ELM), at=at)
    stopped = {"answers": {"size": "car"}, "done": ["question:size"]}
    service_requests.save_draft(uuid=hazard, service_code="wires", data=stopped, owner_id=None, at=at)
    _groups()
    while events.dispatch_pending(at=at):
        pass
    return City(staff=staff, requests=requests, draft=draft, hazard=hazard)


def _groups() -> None:
    """A segment, and somebody invented who stands for it."""
    at = timezone.now()
    words = {"code": "night", "name_en": "Works at night", "name_fr": "Travaille la nuit"}
    purpose = "A colleague calls back in the evening."
    segment = customers.save_segment(
        segment=None, values={**words, "purpose": purpose, "rule": {"language": ["fr"]}}, by=SYSTEM, at=at
    )
    story = {"story_en": "Sleeps until two.", "story_fr": "Dort jusqu’à deux heures.", "services": ["pothole"]}
    called = {"code": "rosa", "name_en": "Rosa", "name_fr": "Rosa la nuit"}
    values = {**called, **story, "segment_id": segment.pk, "checked_date": at.date()}
    customers.save_persona(persona=None, values=values, by=SYSTEM, at=at)


def _services() -> None:
    words = {
        "what_we_do": {"en": "A crew fills it with hot mix.", "fr": "Une équipe le remplit d’enrobé chaud."},
        "when": {"en": "Within five business days.", "fr": "En cinq jours ouvrables."},
        "cost": {"en": "Nothing.", "fr": "Rien."},
        "keywords": {"en": ["hole in the road"], "fr": ["nid de poule"]},
    }
    publish_service(**words, questions=[*POTHOLE["questions"], LANES])
    publish_service(code="wires", name={"en": "Wires that hang down", "fr": "Fils qui pendent"})
    publish_service(
        code="noise", name={"en": "Noise that keeps you awake", "fr": "Bruit qui vous tient éveillé"},
        visibility="enforcement", questions=[], place="optional", photos_allowed=False,
    )  # fmt: skip
    publish_service(
        code="taxes", name={"en": "Property taxes: due dates and how to pay", "fr": "Impôts fonciers : échéances et paiement"},
        kind="information", questions=[], place="none",
    )  # fmt: skip
    now = timezone.now()
    values = {
        "text_en": "The pool on Maple Street is closed today.", "text_fr": "La piscine de la rue Maple est fermée aujourd’hui.",
        "starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(days=1),
    }  # fmt: skip
    pothole = catalog_models.Service.objects.get(code="pothole")
    catalog.save_draft(service=pothole, document={**pothole.definition, "minutes": 3}, by=SYSTEM, at=now)
    rule = {"service_code": "pothole", "area_code": "1", "team_id": TeamFactory().pk, "note": "The northern yard"}
    routing.save_rule(rule=None, values=rule, by=SYSTEM, at=now)
    accounts.make_api_key(name="City application", contact="apps@mail.example", by=SYSTEM, at=now)
    alert = catalog.save_alert(alert=None, values=values, by=SYSTEM, at=now)
    catalog.approve_alert(alert=alert, by=SYSTEM, at=now)


def _request(state: State, number: int, language: str) -> ServiceRequest:
    contact = Contact(name=f"Resident {number}", email=f"resident{number}@mail.example", language=language)
    place = Location(ELM[0] + number / 2_000, ELM[1] + number / 2_000, f"{number + 1} Elm Street")
    answers = {"size": "large", "lanes": ["left", "right"]}
    return request_in(state, contact=contact, location=place, description=WORDS, answers=answers, language=language)


def _more(requests: dict[State, ServiceRequest]) -> None:
    """Photos, notes that everybody reads, a follower, a call-back, and a sealed case."""
    completed, at = requests[State.COMPLETED], timezone.now()
    draft = uuid.uuid4()
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=at)
    sender = Contact(name="Grace", phone="519 555 0123", preferred=Preferred.CALL)
    service_requests.submit(
        submission=submission(draft=draft, contact=sender, location=Location(ELM[0], ELM[1], "20 Elm Street")),
        by=RESIDENT, at=at,
    )  # fmt: skip
    service_requests.prepare_photo(photo_id=photo.pk)
    photo.refresh_from_db()
    assert completed.team is not None
    boss = viewer(member_of(completed.team, role=Role.SUPERVISOR))
    service_requests.release_photo(photo=photo, release=True, by=boss, at=at)
    service_requests.release_words(request=completed, release=True, by=boss, at=at)
    service_requests.add_note(request=completed, text="We came on Tuesday.", visibility="public", by=boss, at=at)
    service_requests.add_note(request=completed, text="Bring the plate.", visibility="internal", by=boss, at=at)
    service_requests.follow(
        request=requests[State.SUBMITTED],
        contact=Contact(name="Alan", email="alan@mail.example"),
        channel="web",
        by=RESIDENT,
        at=at,
    )
    service_requests.submit(
        submission=submission(service_code="noise", location=Location(address="14 Elm Street")), by=RESIDENT, at=at
    )
