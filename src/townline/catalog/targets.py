"""Which promises a service makes for one request: by its priority, the class of the road, the season. Pure values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from townline.core.promised import ClockKind, Promised, Unit


class Season(StrEnum):
    WINTER = "winter"
    SUMMER = "summer"  # all that is not winter


@dataclass(frozen=True, slots=True)
class Target:
    """What is left empty holds for all."""

    kind: ClockKind
    quantity: int
    unit: Unit = Unit.BUSINESS_DAYS
    priority: int | None = None  # 1 urgent, 2 usual, 3 low
    road_class: str = ""
    season: str = ""

    @property
    def promised(self) -> Promised:
        return Promised(self.kind, self.quantity, self.unit)

    @property
    def conditions(self) -> tuple[object, ...]:
        return (self.kind, self.priority, self.road_class, self.season)

    def narrowness(self, case: "Case") -> int:
        """How many of its conditions the case meets; less than nothing if one does not hold. A road weighs more than a season."""
        score = 0
        for asked, given, weight in (
            (self.road_class, case.road_class, 4),
            (self.priority, case.priority, 2),
            (self.season, case.season, 1),
        ):
            if asked and asked != given:
                return -1
            score += weight if asked else 0
        return score


@dataclass(frozen=True, slots=True)
class Case:
    """What the choice depends on."""

    priority: int
    road_class: str = ""
    season: str = ""


@dataclass(frozen=True, slots=True)
class CityTargets:
    """What every service promises that says nothing else. Winter is from one (month, day) to another, both included."""

    targets: tuple[Target, ...]
    winter: tuple[tuple[int, int], tuple[int, int]]

    def season_on(self, day: date) -> Season:
        begin, until = self.winter
        here = (day.month, day.day)
        inside = begin <= here <= until if begin <= until else here >= begin or here <= until
        return Season.WINTER if inside else Season.SUMMER


SHIPPED = CityTargets(
    targets=(
        Target(ClockKind.ACKNOWLEDGE, 1),
        Target(ClockKind.FIRST_CONTACT, 2),
        Target(ClockKind.KEEP_INFORMED, 10),
    ),
    winter=((11, 15), (4, 15)),
)
"""With what a city begins; its settings page changes it."""


def chosen(*, targets: Sequence[Target], city: CityTargets, resolution_days: int, case: Case) -> list[Promised]:
    """One promise of each kind: the narrowest of the service, else of the city; done within `resolution_days` if nobody says more."""
    return list(_chosen(tuple(targets), city, resolution_days, case))


@lru_cache(maxsize=2_000)  # a city has some hundred cases, and each request is one of them
def _chosen(targets: tuple[Target, ...], city: CityTargets, resolution_days: int, case: Case) -> tuple[Promised, ...]:
    last = Target(ClockKind.RESOLUTION, resolution_days)
    found = ((_narrowest(targets, kind, case) or _narrowest(city.targets, kind, case)) for kind in ClockKind)
    best = [target for target in found if target]
    if not any(target.kind is ClockKind.RESOLUTION for target in best):
        best.append(last)
    return tuple(target.promised for target in best)


def _narrowest(targets: Iterable[Target], kind: ClockKind, case: Case) -> Target | None:
    fitting = [(target.narrowness(case), target) for target in targets if target.kind is kind]
    fitting = [pair for pair in fitting if pair[0] >= 0]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
