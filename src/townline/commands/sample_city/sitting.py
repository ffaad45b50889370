"""The Council of the sample city: a councillor for each ward and a mayor, one office at work, questions to the liaison officer."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from townline.accounts import operations as accounts
from townline.accounts import queries as people
from townline.accounts.values import Viewer
from townline.commands.sample_city.geometry.addresses import places as homes
from townline.commands.sample_city.sign_ins import DOMAIN, PASSWORD
from townline.core.actor import SYSTEM
from townline.council import operations, queries
from townline.council.values import Consented
from townline.customers.values import Contact
from townline.interactions.values import Channel
from townline.places import operations as places_operations
from townline.places import queries as places
from townline.places.values import Location
from townline.service_requests.values import Submission

if TYPE_CHECKING:
    from townline.accounts.models import User
    from townline.places.models import Area

DAY = timedelta(days=1)
COUNCILLORS = {"2": "Bernard Aubin", "3": "Nadia Rahimi", "4": "Thomas Whitecloud", "5": "Ingrid Sorensen"}
# Days ago, service, who, words, whether the resident agreed in writing.
RAISED: tuple[tuple[int, str, dict[str, object], str, str, bool], ...] = (
    (12, "road-markings", {}, "Maud Ellery", "Nobody sees the crossing in front of the school any more.", True),
    (6, "litter", {}, "Farid Khan", "The square at our bus stop is full of paper since the market.", False),
    (4, "illegal-dumping", {"what": ["tires"]}, "Owen Blake", "Somebody leaves tires behind the rink at night.", True),
    (3, "missed-organics", {}, "Rose Tremblay", "They took the neighbour’s bin and left mine again.", True),
)
QUESTIONS = (
    (9, "Plowing of Cedar Hill", "Residents ask in which order the streets are plowed. Where is that written?", "The order is on the page “Snow and ice”: main roads, bus routes, then side streets. We send you the map for your newsletter."),
    (4, "Trees on the shore path", "Three residents heard that trees will be cut this fall. Is that so?", ""),
    (1, "Opening of the new crossing", "When does the crossing at the school open?", ""),
)  # fmt: skip
NOTES = (
    ("Mrs Ellery, Maple Street", "Came to the office hour. Her husband is ill; she would like a parking place nearer to the door. Call her in two weeks."),
    ("Shore path", "Talked with the walking club. They want benches, not lamps."),
)  # fmt: skip


def sit(*, at: datetime) -> None:
    """Everybody is in office since the last election and for two years more."""
    wards = list(places.current_areas(on=at.date()))
    liaison = _person("Lena Duchesne", "liaison", "liaison_officer", at)
    boss = _person("Clara Beaumont", "councillor", "councillor", at)
    _term(boss, wards[0], at)
    helper = _person("Amir Sloane", "assistant", "council_assistant", at, works_for=boss)
    for ward in wards[1:]:
        name = COUNCILLORS.get(ward.code, f"Councillor {ward.code}")
        _term(_person(name, name.lower().replace(" ", "."), "councillor", at), ward, at)
    _term(_person("Marguerite Oakes", "mayor", "councillor", at), None, at)
    office = people.viewer_of(user=boss, at=at)
    _work(office, people.viewer_of(user=liaison, at=at), at)
    operations.let_in(assistant_id=helper.pk, may_read=True, by=office, at=at)
    for about, words in NOTES:
        operations.write_note(uuid=None, about=about, words=words, by=office, at=at - 5 * DAY)


def _person(name: str, local: str, role: str, at: datetime, works_for: "User | None" = None) -> "User":
    values: dict[str, object] = {
        "name": name,
        "email": f"{local}@{DOMAIN}",
        "role": role,
        "language": "en",
        "works_for_id": works_for.pk if works_for else None,
    }
    return accounts.save_user(user=None, values=values, teams=[], password=PASSWORD, by=SYSTEM, at=at)


def _term(person: "User", area: "Area | None", at: datetime) -> None:
    year = at.year + 2
    places_operations.save_term(
        term=None,
        person=person,
        area=area,
        from_date=date(year - 4, 11, 15),
        until_date=date(year, 11, 14),
        by=SYSTEM,
        at=at,
    )
    person.refresh_from_db()


def _work(office: Viewer, liaison: Viewer, at: datetime) -> None:
    here = [home for home in homes() if home.ward == "1"]
    for number, (days, service, answers, name, words, agreed) in enumerate(RAISED):
        home, moment = here[number * 7], at - days * DAY
        submission = Submission(
            service_code=service,
            channel=Channel.STAFF,
            description=words,
            answers=answers,
            location=Location(home.lat, home.lon, home.text, home.postal_code),
            contact=Contact(name=name, email=f"{name.lower().replace(' ', '.')}@residents.example"),
        )
        consent = Consented("written", "Signed form, office binder") if agreed else None
        made = operations.raise_request(submission=submission, consent=consent, by=office, at=moment)
        operations.follow(request=made.uuid, by=office, at=moment)
        if agreed and made.visibility != "enforcement":
            operations.disclose(request=made.uuid, purpose="answer", by=office, at=moment + DAY)
    ward = queries.ward_of(viewer=office, at=at)
    for seen in queries.in_ward(viewer=office, ward_id=ward.pk if ward else None, at=at, limit=3):
        operations.follow(request=seen.uuid, by=office, at=at - DAY)
    for days, title, words, answer in QUESTIONS:
        asked = operations.ask(title=title, words=words, request=None, by=office, at=at - days * DAY)
        if answer:
            operations.answer(inquiry=asked.uuid, words=answer, by=liaison, at=at - (days - 1) * DAY)
