"""What residents of the sample city ask again: follow-ups, disputed closings, who else is told; and three reports to merge."""

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.commands.sample_city.geometry.addresses import places
from townline.commands.sample_city.sign_ins import DOMAIN
from townline.core.actor import RESIDENT, Actor, ActorKind
from townline.customers.values import Contact
from townline.places.values import Location
from townline.service_requests import operations, queries
from townline.service_requests.operations import Asked, Party
from townline.service_requests.operations.past_disputes import PastDispute, load_disputes
from townline.service_requests.values import Ground, PartyRole, Sees, Submission, Verdict
from townline.service_requests.workflow import OPEN, State

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# Hours ago, by what, words; where there is an answer, it was given on the spot.
ASKED = (
    (80, "web", "en", "It is getting worse every day. When does somebody come?", ""),
    (55, "phone", "en", "Calls for the second time: has anybody seen it?", "The crew is planned for this week."),
    (50, "web", "fr", "Toujours rien. Est-ce que quelqu’un s’en occupe?", ""),
    (30, "web", "en", "A car lost its wheel cover there this morning.", ""),
    (26, "phone", "en", "Asks whether the work can wait until the school is out.", ""),
    (7, "web", "fr", "Pouvez-vous venir avant vendredi?", ""),
    (3, "web", "en", "There are children walking past it. Please hurry.", ""),
    (2, "web", "en", "I wrote three days ago and heard nothing.", ""),
)
DISPUTED = (
    (44, "en", "You closed it, and it is exactly as it was. Did anybody come?"),
    (20, "fr", "Le travail n’est pas fini : il reste la moitié."),
    (6, "en", "It was filled on Monday and is open again since the rain."),
)
FOUND = "We looked again together with the crew."
NEIGHBOURS = (
    ("Odile Brisebois", PartyRole.NEIGHBOUR, Sees.PUBLIC, Ground.ASKED, ""),
    ("Ward office", PartyRole.COUNCILLOR, Sees.STEPS, Ground.ASKED, ""),
    ("Northshore Paving", PartyRole.CONTRACTOR, Sees.ALL_BUT_PERSON, Ground.WORK, "Repairs the road for the City."),
)
# One hole, three people: for whoever tries merging.
SAME_HOLE = (
    (30, "Rosa Amendola", "A deep hole in the right lane, just before the crossing."),
    (22, "Philip Okafor", "Pothole at the corner. I nearly fell off my bicycle."),
    (4, "Jeanne Trudel", "Big hole in the road near the crossing."),
)


def ask_again(*, at: datetime) -> None:
    users = {user.email: user for user in accounts.all_users()}
    boss = accounts.viewer_of(user=users[f"supervisor@{DOMAIN}"], at=at)
    agent = accounts.viewer_of(user=users[f"csr@{DOMAIN}"], at=at)
    chance = random.Random(23)
    _history(boss.actor, chance, at=at)
    mine = queries.visible_requests(viewer=boss).filter(team__in=boss.teams, customer__isnull=False)
    known = mine.select_related("service", "customer").exclude(visibility="enforcement")
    waiting = list(known.filter(state__in=OPEN - {State.WAITING_FOR_CUSTOMER}).order_by("submitted_at")[: len(ASKED)])
    for request, (hours, channel, language, words, answer) in zip(waiting, ASKED, strict=False):
        asked = Asked(words, channel=channel, language=language, customer_id=request.customer_id, answer=answer)
        by = agent if channel == "phone" else _customer(request)
        operations.follow_up(request=request, asked=asked, by=by, at=max(at - hours * HOUR, request.submitted_at))
    if waiting:  # one of them writes again and again
        asked = Asked(ASKED[-1][3], customer_id=waiting[0].customer_id)
        operations.follow_up(request=waiting[0], asked=asked, by=_customer(waiting[0]), at=at - HOUR)
    closed = known.filter(state=State.CONFIRMED, closed_at__gte=at - 15 * DAY, disputed_at__isnull=True)
    for request, (hours, language, words) in zip(closed.order_by("-closed_at"), DISPUTED, strict=False):
        asked = Asked(words, language=language, customer_id=request.customer_id)
        moment = max(at - hours * HOUR, request.closed_at or at)
        operations.follow_up(request=request, asked=asked, by=_customer(request), at=moment)
    _tell_others(waiting, boss, at=at)
    _three_reports(at=at)


def _customer(request: "ServiceRequest") -> Actor:
    return Actor(ActorKind.CUSTOMER, request.customer_id)


def _history(judge: Actor, chance: random.Random, *, at: datetime) -> None:
    """What was disputed in two years was judged the day after."""
    everything = accounts.viewer_of(user=next(u for u in accounts.all_users() if u.role == "manager"), at=at)
    past = queries.visible_requests(viewer=everything).filter(disputed_at__isnull=False)
    made = []
    for request in past.select_related("service").order_by("id"):
        notes = [note for note in queries.notes_for_reporter(request=request) if note.written_at == request.disputed_at]
        judged_at = (request.disputed_at or at) + DAY
        if notes and judged_at < at:
            verdict = chance.choices(list(Verdict), [70, 12, 18])[0]
            made.append(PastDispute(request, notes[0], notes[0].written_at - DAY, verdict, judge, judged_at))
    load_disputes(disputes=made, at=at)


def _tell_others(requests: "list[ServiceRequest]", by: Viewer, *, at: datetime) -> None:
    public = [request for request in requests if request.visibility == "public"]
    for request, (name, role, sees, ground, reason) in zip(public, NEIGHBOURS, strict=False):
        contact = Contact(name=name, email=f"{name.lower().replace(' ', '.')}@mail.example")
        party = Party(role, sees, ground, reason)
        operations.add_follower(request=request, contact=contact, party=party, by=by, at=at - 2 * DAY)


def _three_reports(*, at: datetime) -> None:
    home = places()[311]
    for hours, name, words in SAME_HOLE:
        contact = Contact(name=name, email=f"{name.lower().replace(' ', '.')}@mail.example")
        place = Location(lat=home.lat, long=home.lon, address=home.text, postal_code=home.postal_code)
        submission = Submission(
            service_code="pothole", channel="web", description=words, location=place, contact=contact,
            answers={"position": "crossing", "size": "larger"},
        )  # fmt: skip
        operations.submit(submission=submission, by=RESIDENT, at=at - hours * HOUR)
