"""What a verb does with what its form said, where that takes more than one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from townline.accounts.values import Viewer
from townline.desk.presenters.choices import target_of
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.closing_values import Proof
from townline.service_requests.queries import closing

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


@dataclass(frozen=True, slots=True)
class Doing:
    """One verb on one request by one person, at a moment, with what the form said."""

    request: "ServiceRequest"
    said: Mapping[str, Any]
    by: Viewer
    at: datetime
    version: int | None

    @property
    def who(self) -> dict[str, Any]:
        return {"request": self.request, "by": self.by, "at": self.at, "version": self.version}


def merge(doing: Doing) -> object:
    target = queries.visible_request(reference=doing.said["target"], viewer=doing.by)
    return service_requests.merge_into(target=target, **doing.who)


def assign(doing: Doing) -> object:
    team, assignee = target_of(doing.said["to"])
    return service_requests.assign(team=team, assignee=assignee, **doing.who)


def complete(doing: Doing) -> object:
    photos = [photo.uuid for photo in queries.photos_of_draft(draft=doing.said["kept"])]
    proof = Proof(*(doing.said.get(name, "") for name in ("size", "measured", "told")))
    return service_requests.complete(
        outcome=doing.said["outcome"], words=doing.said["words"], photos=photos, proof=proof, **doing.who
    )


def send_back(doing: Doing) -> object:
    closure = closing.waiting_closing(request=doing.request)
    if closure is None:
        raise service_requests.NothingToDecide
    return service_requests.send_back(closure=closure, reason=doing.said["reason"], by=doing.by, at=doing.at)
