"""What happened in two years, as plain values: which service, when, how fast, how it ended. Deterministic, relative to `at`.

The figures are those of figures.toml. No database, no clock.
"""

import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from townline.catalog.definitions import ServiceDefinition
from townline.commands.sample_city.content import Document, read_toml

SEED = 1834
DAYS = 730
QUANTILES = (0.0, 0.10, 0.25, 0.50, 0.75, 0.90, 0.97, 1.0)
RECENT = timedelta(days=80)
TOO_OLD = timedelta(days=160)  # older open work is mostly closed by now: nobody keeps a list that long


@dataclass(frozen=True, slots=True)
class Case:
    """`closed_at` is empty for what is open; `ending` says how it ended or, for open work, how far it is."""

    number: int
    service: str
    submitted_at: datetime
    channel: str
    language: str
    closed_at: datetime | None
    ending: str
    was_asked: bool
    was_reopened: bool


@cache
def figures() -> Document:
    return read_toml(name="figures.toml")


def cases(*, definitions: dict[str, ServiceDefinition], count: int, at: datetime, zone: ZoneInfo) -> Iterator[Case]:
    """In the order of their numbers, not of time."""
    chance = random.Random(SEED)
    codes = [code for code in figures()["services"] if code in definitions]
    weights = list(accumulate(figures()["services"][code][0] for code in codes))
    calendar = _Calendar(at, zone)
    paces = {code: Pace.of(code, definitions[code].resolution_days) for code in codes}
    for number in range(count):
        code = codes[bisect_left(weights, chance.random() * weights[-1])]
        channel = _pick(chance, figures()["channels"])
        moment = calendar.moment(chance, season=figures()["services"][code][1], is_web=channel in {"web", "open311"})
        yield _case(chance, number, code, channel, moment, paces[code], at)


def _case(
    chance: random.Random, number: int, code: str, channel: str, moment: datetime, pace: "Pace", at: datetime
) -> Case:
    language = "fr" if chance.random() < 0.14 else "en"
    closed_at: datetime | None = moment + timedelta(days=pace.days(chance.random()))
    if closed_at and closed_at > at and at - moment > TOO_OLD and chance.random() < 0.93:
        closed_at = moment + (at - moment) * chance.uniform(0.3, 0.98)
    endings = figures()["endings"]
    age = at - moment
    share = endings["open_in_time"] if age < pace.promised else endings["open_late"] * max(0, 1 - age / RECENT) ** 3
    if age < RECENT and chance.random() < share / 1000:
        closed_at = None
    if closed_at and closed_at < at:
        ending = _ending(chance, endings)
    else:
        closed_at, ending = None, _open_state(chance, at - moment)
    was_asked = ending != "waiting" and chance.random() < endings["asked"] / 1000
    was_reopened = ending == "confirmed" and chance.random() < endings["reopened"] / 1000
    return Case(number, code, moment, channel, language, closed_at, ending, was_asked, was_reopened)


def _ending(chance: random.Random, endings: dict[str, int]) -> str:
    drawn = chance.random() * 1000
    for name in ("declined", "merged", "cancelled"):
        drawn -= endings[name]
        if drawn < 0:
            return name
    return "confirmed"


def _open_state(chance: random.Random, age: timedelta) -> str:
    drawn = chance.random()
    if age < timedelta(hours=20):
        return "submitted" if drawn < 0.7 else "reviewed" if drawn < 0.85 else "assigned"
    shares = (("submitted", 0.12), ("reviewed", 0.2), ("waiting", 0.08), ("assigned", 0.6))
    for name, share in shares:
        drawn -= share
        if drawn < 0:
            return name
    return "assigned"


def _pick(chance: random.Random, shares: dict[str, int]) -> str:
    names = list(shares)
    return chance.choices(names, weights=list(shares.values()))[0]


@dataclass(frozen=True, slots=True)
class Pace:
    """Days to close at each quantile, stretched so that the measured share is late against the service's own promise.

    The longest tails are cut: a city in which potholes wait for half a year would show nobody what a good desk looks like.
    """

    curve: tuple[float, ...]
    promised: timedelta

    @classmethod
    def of(cls, code: str, business_days: int) -> "Pace":
        pace = figures()["paces"][figures()["services"][code][2]]
        days = pace["days"]
        points = (days[0] * 0.3, *days, days[-1] * 1.5)
        promised = max(business_days, 0.3) * 7 / 5
        stretch = min(20.0, max(0.02, promised / _at(points, 1 - pace["late"])))
        return cls(tuple(point * stretch for point in points), timedelta(days=promised))

    def days(self, quantile: float) -> float:
        most = self.promised / timedelta(days=1) * 6 + 10
        return min(max(_at(self.curve, quantile), 0.01), most)


def _at(points: tuple[float, ...], quantile: float) -> float:
    place = max(1, bisect_left(QUANTILES, quantile))
    low, high = QUANTILES[place - 1], QUANTILES[place]
    share = (quantile - low) / (high - low)
    return points[place - 1] + share * (points[place] - points[place - 1])


class _Calendar:
    """Days weighted by season and weekday, hours by channel."""

    def __init__(self, at: datetime, zone: ZoneInfo) -> None:
        self.at, self.zone = at, zone
        today = at.astimezone(zone).date()
        self.days = [today - timedelta(days=back) for back in range(DAYS)]
        self.weights: dict[str, list[float]] = {}

    def moment(self, chance: random.Random, *, season: str, is_web: bool) -> datetime:
        weights = self._weights(season)
        day = self.days[bisect_left(weights, chance.random() * weights[-1])]
        hours = figures()["hours"]["web" if is_web else "desk"]
        hour = chance.choices(range(24), weights=hours)[0]
        local = datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)), self.zone)
        while local >= self.at:
            local -= timedelta(hours=chance.randint(1, 12))
        return local.astimezone(self.at.tzinfo)

    def _weights(self, season: str) -> list[float]:
        if season not in self.weights:
            months, weekdays = figures()["seasons"][season], figures()["weekdays"]["share"]
            # The city reports a little more each year.
            growth = [1.08 if back < DAYS // 2 else 1.0 for back in range(DAYS)]
            days = [
                months[day.month - 1] * weekdays[day.weekday()] * rate
                for day, rate in zip(self.days, growth, strict=True)
            ]
            self.weights[season] = list(accumulate(days))
        return self.weights[season]
