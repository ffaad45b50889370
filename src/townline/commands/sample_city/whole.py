"""The whole city, part after part: each stands on those before it."""

import random
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.conf import settings

from townline.commands.sample_city import (
    agreeing,
    asking_again,
    climbing,
    complaining,
    deciding,
    disposing,
    filing,
    filling,
    looking,
    opening,
    organising,
    placing,
    relating,
    sitting,
    stewarding,
    storming,
    talking,
    tasking,
    waking,
)

Step = Callable[[str, int], None]
AROUND_REQUESTS: tuple[tuple[str, Callable[..., object]], ...] = (
    ("Consents", agreeing.agree),
    ("Households, wishes, warnings", relating.relate),
    ("Contacts, promises, letters", talking.talk),
    ("Duplicates, segments, personas", stewarding.steward),
    ("Who looked at whom", lambda at: looking.look(at=at, chance=random.Random(311))),
    ("Complaints and compliments", complaining.complain),
    ("Tasks of several teams", tasking.divide),
    ("The ice storm of last winter", storming.storm),
    ("Council and its offices", sitting.sit),
    ("What people ask again", asking_again.ask_again),
    ("Rules of closing, and what waits for approval", deciding.decide),
    ("Who is told of what is late", climbing.climb),
    ("A disposal list and a hold", disposing.keep_records),
    ("Access requests, a breach", filing.file),
    ("The mail of the last working morning", waking.wake),
)


def load(*, at: datetime, requests: int, step: Step = lambda _what, _done: None) -> None:
    """`step` is told what is being done and how many requests that added."""
    _requests(at=at, requests=requests, step=step)
    for what, work in AROUND_REQUESTS:
        step(what, 0)
        work(at=at)


def _requests(*, at: datetime, requests: int, step: Step) -> None:
    """The city itself, and two years of requests in it."""
    step("Departments, people and services", 0)
    organised = organising.organise(at=at)
    step("Opening days", 0)
    opening.open_doors(at=at)
    step("Wards, streets and addresses", 0)
    placing.place(at=at)
    step("The map", 0)
    placing.draw(folder=settings.TOWNLINE_DATA / "tiles")
    filled = partial(step, "Two years of requests")
    filled(0)
    filling.fill(organised=organised, count=requests, at=at, progress=filled)
