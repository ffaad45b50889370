"""What is wrong with a call, said to the person who made it. GeoReport wants a list of code and description."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Fault:
    status: int
    description: str


@dataclass(eq=False)
class Refused(Exception):
    """One or several faults; the first one gives the HTTP status."""

    faults: Sequence[Fault]
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return self.faults[0].status


def refused(status: int, description: str, **headers: str) -> Refused:
    return Refused([Fault(status, description)], {name.replace("_", "-"): value for name, value in headers.items()})


def not_found(description: str) -> Refused:
    return refused(404, description)


def unknown_service(code: str) -> Refused:
    return not_found(_("service_code: there is no service “%s”. GET services lists those there are.") % code[:100])
