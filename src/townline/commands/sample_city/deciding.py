"""Closings of the sample city: the rules, work that waits with its evidence, some that stood and are looked at afterwards."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.commands.sample_city.pictures import picture
from townline.commands.sample_city.sign_ins import DOMAIN
from townline.core.actor import SYSTEM
from townline.service_requests import operations
from townline.service_requests import queries as requests
from townline.service_requests.closing_values import AuditVerdict, Proof
from townline.service_requests.queries import closing
from townline.service_requests.workflow import State

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
RULES = (
    {"position": 10, "ending": "declined", "approval": "supervisor", "note": "A “no” has two signatures"},
    {"position": 20, "priority": 1, "approval": "supervisor", "evidence": ["note", "photo", "customer_told"],
     "note": "Urgent: somebody has told the person"},
    {"position": 30, "service_code": "pothole", "size": "small", "approval": "sampled", "percent": 100,
     "evidence": ["photo"], "note": "Small holes: for now all are looked at afterwards"},
    {"position": 40, "service_code": "pothole", "approval": "supervisor", "evidence": ["photo", "measurement"],
     "note": "How deep it still is, and a photo"},
    {"position": 45, "group_code": "roads", "approval": "supervisor", "evidence": ["photo"],
     "note": "The next crew sees what was there"},
    {"position": 50, "group_code": "waste", "approval": "automatic", "evidence": ["note"],
     "note": "The resident sees it on the next collection day"},
    {"position": 60, "group_code": "parks", "approval": "peer", "evidence": ["note", "photo"],
     "note": "A colleague walks past anyway"},
)  # fmt: skip
SMALL = "Small holes: a photo, and one in five is looked at"
WORDS = {
    "en": ("Cut out, filled with hot mix and rolled.", "Filled and sealed; the edge is flush with the road."),
    "fr": ("Découpé, rempli d’enrobé chaud et compacté.", "Rempli et scellé; le bord est au niveau de la chaussée."),
}
MEASURED = ("depth 0 cm, 60 by 40 cm", "0.5 cm over 2 m", "flush: 0 cm")
HOURS_AGO = (120, 100, 70, 26, 20, 8, 5, 3)  # some wait so long that they have gone up a level
PARKS = 5
STOOD = 4
_OWN = UUID("b5a1e0b2-6df0-4b36-9df9-0a4f4f8d6a11")


def decide(*, at: datetime) -> None:
    rules = [
        operations.save_closing_rule(rule=None, values={"note": "", **values}, by=SYSTEM, at=at - 30 * DAY)
        for values in RULES
    ]
    users = {user.email: user for user in accounts.all_users()}
    boss = accounts.viewer_of(user=users[f"supervisor@{DOMAIN}"], at=at)
    crew = accounts.viewer_of(user=users[f"worker@{DOMAIN}"], at=at)
    _stood_before(boss, at=at)
    operations.save_closing_rule(rule=rules[2], values={"percent": 20, "note": SMALL}, by=SYSTEM, at=at - 8 * DAY)
    for request, hours in zip(_ready(boss, "roads", len(HOURS_AGO), since=at - 4 * HOUR), HOURS_AGO, strict=False):
        done_at = max(at - hours * HOUR, request.state_since_at + HOUR)
        proof = Proof(size="medium", measured=MEASURED[hours % 3], told="called")
        _complete(request, _somebody(request, boss, at=at), proof, at=done_at)
    for number, request in enumerate(_ready(boss, "parks", PARKS, since=at - DAY)):
        _complete(request, _somebody(request, boss, at=at), Proof(told="wrote"), at=at - (2 + 3 * number) * HOUR)
    _propose(boss, crew, at=at)
    operations.raise_approvals(at=at)


def _ready(viewer: Viewer, group: str, count: int, *, since: datetime, service: str = "") -> "list[ServiceRequest]":
    """Work of the viewer's own teams that was assigned before then, the latest first, without tasks."""
    found = requests.visible_requests(viewer=viewer).filter(state=State.ASSIGNED, service__group__code=group)
    found = found.filter(state_since_at__lt=since, tasks__isnull=True, visibility="public")
    if service:
        found = found.filter(service__code=service)
    if group == "roads":
        found = found.filter(team__in=viewer.teams)
    return list(found.order_by("-state_since_at", "id")[:count])


def _somebody(request: "ServiceRequest", other: Viewer, *, at: datetime) -> Viewer:
    """Of the request's team; else whoever is given."""
    members = accounts.members_of(team_ids={request.team_id} if request.team_id else set()).order_by("pk")
    worker = next((user for user in members if user.role == "worker"), None)
    return accounts.viewer_of(user=worker, at=at) if worker else other


def _complete(request: "ServiceRequest", by: Viewer, proof: Proof, *, at: datetime) -> "ServiceRequest":
    words = WORDS[request.language][request.pk % 2]
    photo = _photo(request, at=at)
    return operations.complete(request=request, outcome="fixed", words=words, by=by, at=at, photos=[photo], proof=proof)


def _photo(request: "ServiceRequest", *, at: datetime) -> UUID:
    """The road, without the hole: another picture each time, as a picture shows one work only."""
    image, _thumbnail = picture(group="", variant=request.pk)
    file = SimpleUploadedFile("work.jpg", image, content_type="image/jpeg")
    photo = operations.add_photo(draft=uuid5(_OWN, str(request.uuid)), file=file, at=at)
    operations.prepare_photo(photo_id=photo.pk)
    return photo.uuid


def _stood_before(boss: Viewer, *, at: datetime) -> None:
    """Small holes of last week: closed without a look, one in five drawn, one of those found not good."""
    done_at = at - 9 * DAY
    for request in _ready(boss, "roads", STOOD, since=done_at, service="pothole"):
        _complete(request, _somebody(request, boss, at=at), Proof(size="small"), at=done_at)
    operations.confirm_after_grace(at=at)
    drawn = list(closing.to_audit(viewer=boss))
    if len(drawn) > 1:
        words = "The filling has sunk on one side already."
        operations.audit(closure=drawn[0], verdict=AuditVerdict.NOT_GOOD.value, words=words, by=boss, at=at)


def _propose(boss: Viewer, crew: Viewer, *, at: datetime) -> None:
    """A worker wants to say no; a supervisor has to agree."""
    for request in _ready(boss, "roads", 1, since=at - DAY):
        by = crew if request.team_id in crew.teams else _somebody(request, crew, at=at)
        words = "The road is rebuilt next spring; until then a patch would not hold."
        operations.decline(request=request, reason=words, by=by, at=at - 4 * HOUR)
