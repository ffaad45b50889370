"""What goes on that a resident should know before and after they report."""

from dataclasses import dataclass
from datetime import datetime

from townline.portal.presenters.flow import speaks
from townline.service_requests.queries.major_events import Running, running_for


@dataclass(frozen=True, slots=True)
class Known:
    title: str
    words: str
    where: str


def known_events(*, service_id: int) -> list[Known]:
    """On the page of a service: everything that goes on with it, wherever."""
    return [_known(one) for one in running_for(service_id=service_id)]


def known_of_report(*, service_id: int, ward_id: int | None, at: datetime) -> list[Known]:
    """For one report: what it belongs to."""
    found = [
        one for one in running_for(service_id=service_id) if one.fits(service_id=service_id, ward_id=ward_id, at=at)
    ]
    return [_known(one) for one in found[:1]]


def _known(one: Running) -> Known:
    language = speaks()
    where = ", ".join(name.in_(language) for name in one.ward_names)
    return Known(one.name.in_(language), one.words.in_(language), where)
