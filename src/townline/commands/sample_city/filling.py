"""Two years of requests, batch by batch, through the bulk load of the owning rooms."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from townline.catalog import queries as catalog
from townline.commands.sample_city import agreeing, answering, hangers_on
from townline.commands.sample_city.cases import Case, cases
from townline.commands.sample_city.geometry.addresses import Place, places
from townline.commands.sample_city.history import tell
from townline.commands.sample_city.organising import Organised
from townline.commands.sample_city.residents import SHARE, Resident, residents
from townline.commands.sample_city.story import Setting, Story
from townline.core import reference
from townline.core.actor import SYSTEM
from townline.customers import operations as customers
from townline.customers import queries as known_customers
from townline.interactions import operations as interactions
from townline.interactions.operations import PastContact
from townline.places import queries as areas
from townline.routing import queries as routing
from townline.routing.queries import Route
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests
from townline.service_requests.operations import Batch

BATCH = 5_000
SEED = 41
SOURCE = "sample city"
ANONYMOUS = 0.18


def fill(*, organised: Organised, count: int, at: datetime, progress: Callable[[int], None]) -> None:
    """`progress` is told how many requests each batch has added."""
    people = _residents(max(20, int(count * SHARE)), at)
    entries = catalog.catalogue().by_code
    definitions = {code: entry.definition for code, entry in entries.items()}
    told = cases(definitions=definitions, count=count, at=at, zone=ZoneInfo(settings.TIME_ZONE))
    filler = _Filler(organised, people, at)
    while some := list(islice(told, BATCH)):
        filler.add(some)
        progress(len(some))
    service_requests.count_words()


def _residents(count: int, at: datetime) -> dict[str, list[Resident]]:
    """By language."""
    rows = list(residents(count=count, homes=places()))
    for start in range(0, len(rows), BATCH):
        customers.bring_customers(source=SOURCE, rows=rows[start : start + BATCH], by=SYSTEM, at=at)
    ids = known_customers.imported_ids(source=SOURCE, source_ids=[row.source_id for row in rows])
    found: dict[str, list[Resident]] = {"en": [], "fr": []}
    for row in rows:
        found[row.language].append(Resident.of(row, ids[row.source_id]))
    return found


@dataclass(frozen=True, slots=True)
class Earlier:
    """A request that a later report of the same problem may be merged into."""

    uuid: UUID
    submitted_at: datetime
    closed_at: datetime | None
    place: Place

    def is_going_on(self, *, at: datetime) -> bool:
        return self.submitted_at < at and (self.closed_at is None or self.closed_at > at)


def _note_ids() -> Iterator[int]:
    while True:
        yield from service_requests.note_ids(count=500)


class _Filler:
    def __init__(self, organised: Organised, people: dict[str, list[Resident]], at: datetime) -> None:
        self.organised, self.people, self.at = organised, people, at
        self.shown = agreeing.publish_notices(at=at)
        self.chance = random.Random(SEED)
        self.homes = places()
        self.entries = catalog.catalogue().by_code
        self.wards = {area.code: area.pk for area in areas.current_areas(on=at.date())}
        self.asked_by_rules = {rule.question_code for rule in routing.all_rules() if rule.question_code}
        self.routes: dict[tuple[str, ...], Route] = {}
        self.earlier: dict[str, list[Earlier]] = {}
        self.references: set[str] = set()
        self.note_ids = _note_ids()

    def add(self, some: list[Case]) -> None:
        batch = Batch()
        stories = [self._story(case, batch) for case in some]
        rows = [tell(story=story, reference=self._reference()) for story in stories]
        batch.requests = rows
        service_requests.load(batch=batch, at=self.at)
        interactions.load_contacts(
            contacts=[
                PastContact(
                    one.setting.customer_id,
                    one.case.channel,
                    one.uuid,
                    one.case.language,
                    one.case.submitted_at,
                    self.shown.number(
                        channel=one.case.channel, customer_id=one.setting.customer_id, at=one.case.submitted_at
                    ),
                )
                for one in stories
            ]
        )
        hangers_on.attach(stories=stories, rows=rows, people=self.people, chance=self.chance, at=self.at)
        self._remember(stories)

    def _remember(self, stories: list[Story]) -> None:
        for story in stories:
            if story.case.ending in {"confirmed", "assigned"}:
                case = story.case
                known = Earlier(story.uuid, case.submitted_at, case.closed_at, story.setting.place)
                self.earlier.setdefault(story.case.service, []).append(known)

    def _reference(self) -> str:
        """The same numbers each time, so that a page can name one."""
        while True:
            digits = str(self.chance.randrange(10_000_000, 100_000_000))
            found = next(digits + last for last in "0123456789" if reference.is_reference(digits + last))
            if found not in self.references:
                self.references.add(found)
                return found

    def _target(self, case: Case) -> Earlier | None:
        """The last earlier report of the same kind, on which somebody still works."""
        known = [one for one in self.earlier.get(case.service, ()) if one.is_going_on(at=case.submitted_at)]
        return max(known, key=lambda one: one.submitted_at) if case.ending == "merged" and known else None

    def _story(self, case: Case, batch: Batch) -> Story:
        entry, target = self.entries[case.service], self._target(case)
        place = target.place if target else self._place()
        answers = answering.answers(
            questions=entry.definition.questions, chance=self.chance, service=case.service, language=case.language,
            place=place, at=case.submitted_at,
        )  # fmt: skip
        is_anonymous = entry.definition.anonymous_allowed and self.chance.random() < ANONYMOUS
        resident = None if is_anonymous else self.chance.choice(self.people[case.language])
        setting = Setting(
            entry=entry, place=place, ward_id=self.wards.get(place.ward), team_id=self._route(case, place, answers).team_id,
            customer_id=resident.id if resident else None, preferred=resident.preferred if resident else "nothing",
            answers=answers, merged_into=self._known(target), organised=self.organised, at=self.at,
        )  # fmt: skip
        return Story(
            case, setting, UUID(int=self.chance.getrandbits(128), version=4), batch, self.chance, self.note_ids
        )

    def _known(self, target: Earlier | None) -> tuple[int, UUID] | None:
        return (requests.request_of_event(subject=target.uuid).pk, target.uuid) if target else None

    def _route(self, case: Case, place: Place, answers: dict[str, Any]) -> Route:
        """Asked once for each service, ward and answer that a rule may look at."""
        telling = {code: answer for code, answer in answers.items() if code in self.asked_by_rules}
        key = (case.service, place.ward, str(sorted(telling.items())))
        if key not in self.routes:
            entry = self.entries[case.service]
            self.routes[key] = routing.team_for(
                service_code=case.service, default_team_id=entry.team_id or 0,
                default_department_id=entry.department_id, areas=[place.ward], answers=telling,
            )  # fmt: skip
        return self.routes[key]

    def _place(self) -> Place:
        """Some addresses are heard of again and again."""
        if self.chance.random() < 0.1:
            return self.homes[self.chance.randrange(0, len(self.homes), 97)]
        return self.chance.choice(self.homes)
