"""Two years of requests, batch by batch, through the bulk load of the owning rooms."""

import random
from collections.abc import Callable
from datetime import datetime
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from townline.catalog import queries as catalog
from townline.commands.sample_city.cases import Case, cases
from townline.commands.sample_city.geometry.addresses import Place, places
from townline.commands.sample_city.history import Setting, Story, tell
from townline.commands.sample_city.organising import Organised
from townline.commands.sample_city.residents import SHARE, residents
from townline.core.actor import SYSTEM
from townline.customers import operations as customers
from townline.customers import queries as known_customers
from townline.interactions import operations as interactions
from townline.interactions.operations import PastContact
from townline.places import queries as areas
from townline.routing import queries as routing
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests
from townline.service_requests.operations import Batch

BATCH = 5_000
SEED = 41
SOURCE = "sample city"


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


def _residents(count: int, at: datetime) -> list[int]:
    rows = list(residents(count=count, homes=places()))
    for start in range(0, len(rows), BATCH):
        customers.bring_customers(source=SOURCE, rows=rows[start : start + BATCH], by=SYSTEM, at=at)
    ids = known_customers.imported_ids(source=SOURCE, source_ids=[row.source_id for row in rows])
    return [ids[row.source_id] for row in rows]


class _Filler:
    def __init__(self, organised: Organised, people: list[int], at: datetime) -> None:
        self.organised, self.people, self.at = organised, people, at
        self.chance = random.Random(SEED)
        self.homes = places()
        self.entries = catalog.catalogue().by_code
        self.wards = {area.code: area.pk for area in areas.current_areas(on=at.date())}
        self.earlier: dict[str, list[UUID]] = {}

    def add(self, some: list[Case]) -> None:
        references = service_requests.free_references(count=len(some))
        batch, contacts = Batch(), []
        rows = []
        for case, reference in zip(some, references, strict=True):
            story = self._story(case, batch)
            rows.append(tell(story=story, reference=reference, merged_into_id=self._target(case)))
            contacts.append(
                PastContact(story.setting.customer_id, case.channel, story.uuid, case.language, case.submitted_at)
            )
        batch.requests = rows
        service_requests.load(batch=batch, at=self.at)
        interactions.load_contacts(contacts=contacts)
        for case, row in zip(some, rows, strict=True):
            if case.ending == "confirmed":
                self.earlier.setdefault(case.service, []).append(row.uuid)

    def _target(self, case: Case) -> int | None:
        earlier = self.earlier.get(case.service)
        if case.ending != "merged" or not earlier:
            return None
        return requests.request_of_event(subject=self.chance.choice(earlier)).pk

    def _story(self, case: Case, batch: Batch) -> Story:
        entry, place = self.entries[case.service], self._place()
        is_anonymous = entry.definition.anonymous_allowed and self.chance.random() < 0.18
        route = routing.team_for(
            service_code=case.service, default_team_id=entry.team_id or 0, default_department_id=entry.department_id,
            areas=[place.ward], answers={},
        )  # fmt: skip
        setting = Setting(
            entry=entry, place=place, ward_id=self.wards.get(place.ward), team_id=route.team_id,
            customer_id=None if is_anonymous else self.chance.choice(self.people), organised=self.organised, at=self.at,
        )  # fmt: skip
        return Story(case, setting, UUID(int=self.chance.getrandbits(128), version=4), batch, self.chance)

    def _place(self) -> Place:
        """Some addresses are heard of again and again."""
        if self.chance.random() < 0.1:
            return self.homes[self.chance.randrange(0, len(self.homes), 97)]
        return self.chance.choice(self.homes)
