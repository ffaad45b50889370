"""What residents of the sample city say about it: complaints at every stage, compliments, suggestions, one restriction."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from townline.accounts import operations as people
from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.commands.sample_city.sign_ins import DOMAIN
from townline.complaints import operations, queries
from townline.complaints.values import Finding, Judged, Kind, Limit, Matter, Remedy, Said
from townline.core.actor import RESIDENT, SYSTEM
from townline.customers.values import Contact

if TYPE_CHECKING:
    from townline.accounts.models import User
    from townline.complaints.models import Complaint

DAY = timedelta(days=1)
# Days ago, who, language, words, what they want, what it is about, how far it went.
COMPLAINTS = (
    (2, "Agnes Holloway", "en", "I waited forty minutes on the telephone and was cut off twice.", "Call me back.", "other", "new"),
    (4, "Gilles Lavoie", "fr", "On a ramassé les bacs de toute la rue, sauf les miens, trois semaines de suite.", "Passez chez moi.", "department", "new"),
    (5, "", "en", "The person at the counter laughed at my accent.", "An apology.", "named", "new"),
    (12, "Tomas Berg", "en", "The new sidewalk is already broken in front of my house.", "Do it again.", "team", "silent"),
    (9, "Priya Raman", "en", "Nobody told me that my request was closed.", "Say why.", "team", "informed"),
    (26, "Oscar Whitfield", "en", "The inspector walked into my yard without ringing.", "Ring first.", "named", "late"),
    (30, "Claudine Roy", "fr", "On m’a promis une réponse en deux jours; j’ai attendu un mois.", "Tenez vos promesses.", "department", "decided"),
    (40, "Helen Marsh", "en", "My tree was cut down instead of my neighbour’s.", "Plant a new one.", "team", "upheld"),
    (44, "Idris Bello", "en", "I was billed twice for one permit.", "My money back.", "other", "refunded"),
    (35, "Walter Finch", "en", "The plow fills my driveway on purpose.", "Stop it.", "team", "escalated"),
    (70, "Marta Nowak", "en", "Two answers from two people, and both were wrong.", "One right answer.", "department", "officer"),
    (120, "Émile Caron", "fr", "Ma rue n’a pas été déneigée de tout l’hiver.", "Déneigez-la.", "team", "ombudsman"),
    (15, "Joan Pike", "en", "The park gate was locked at noon.", "Open it.", "department", "withdrawn"),
)  # fmt: skip
MANAGERS = (("Noor Haddad", "parks"), ("Sylvie Gagné", "bylaw"), ("Victor Amadi", "waste"), ("Ruth Lindqvist", "parks"))
PRAISES = (
    (1, Kind.COMPLIMENT, "en", "The young man on the telephone stayed with me until the ambulance came.", "person"),
    (3, Kind.COMPLIMENT, "fr", "Le nid-de-poule était réparé le lendemain. Bravo!", "team"),
    (6, Kind.COMPLIMENT, "en", "Thank you to the crew who found my ring in the drain.", "team"),
    (10, Kind.COMPLIMENT, "en", "Fast, friendly and in plain words.", "person"),
    (4, Kind.SUGGESTION, "en", "Put a bench at the bus stop by the library.", "department"),
    (8, Kind.SUGGESTION, "fr", "Ouvrez la piscine une heure plus tôt le samedi.", "department"),
)


def complain(*, at: datetime) -> None:
    users = {user.email: user for user in accounts.all_users()}
    staff = users[f"csr@{DOMAIN}"]
    _more_managers(at)
    for number, (days, name, language, words, wants, about, fate) in enumerate(COMPLAINTS):
        since = at - days * DAY
        contact = Contact(name=name, email=_address(name), language=language) if name else Contact(language=language)
        said = Said(Kind.COMPLAINT, words, wants, _matter(about, number, staff), contact)
        made = operations.receive(said=said, by=RESIDENT, at=since)
        _bring_on(made, fate, since, at)  # type: ignore[arg-type]  # what is received as a complaint is one
    for number, (days, kind, language, words, about) in enumerate(PRAISES):
        contact = (
            Contact(name="Robin Leduc", email=_address("Robin Leduc"), language=language) if number % 2 else Contact()
        )
        said = Said(kind, words, matter=_matter(about, number, staff), contact=contact)
        operations.receive(said=said, by=RESIDENT, at=at - days * DAY)
    _restrict(at)
    operations.mark_missed_updates(at=at)


def _more_managers(at: datetime) -> None:
    """One manager decides nothing alone: each stage is somebody else’s, the last one another department’s."""
    for name, code in MANAGERS:
        department = accounts.department_coded(code=code)
        email = f"{name.lower().replace(' ', '.').replace('é', 'e')}@{DOMAIN}"
        values = {"name": name, "email": email, "role": "manager", "language": "en", "department": department}
        people.save_user(user=None, values=values, teams=[], by=SYSTEM, at=at)


def _address(name: str) -> str:
    plain = name.lower().replace("é", "e").replace(" ", ".")
    return f"{plain}@residents.example"


def _matter(about: str, number: int, staff: "User") -> Matter:
    teams = list(accounts.active_teams())
    team = teams[number % len(teams)]
    return {
        "team": Matter(team_id=team.pk),
        "department": Matter(department_id=team.department_id),
        "person": Matter(person_id=staff.pk),
        "named": Matter(person_id=staff.pk if number % 2 else None, person_words="the one with the beard"),
    }.get(about, Matter())


def _bring_on(made: "Complaint", fate: str, since: datetime, at: datetime) -> None:
    if fate in {"new", "silent", "late"}:
        return
    if fate == "informed":
        _inform(made, since + 5 * DAY)
    elif fate == "withdrawn":
        operations.withdraw(complaint=made, by=RESIDENT, at=since + 2 * DAY)
    else:
        _inform(made, since + 6 * DAY)
        _decide(made, _FINDINGS.get(fate, _FINDINGS["decided"]), since + 14 * DAY, at)
        for step in range({"escalated": 1, "officer": 2, "ombudsman": 2}.get(fate, 0)):
            moment = since + (20 + 20 * step) * DAY
            operations.escalate(complaint=made, words="This does not answer what I asked.", by=RESIDENT, at=moment)
            made.refresh_from_db()
            if (step == 0 and fate != "escalated") or fate == "ombudsman":
                _decide(made, _FINDINGS["decided"], moment + 10 * DAY, at)
        if fate == "ombudsman":
            words = "The ombudsman found that the City acted as it should and closed the case."
            operations.close_with_ombudsman(complaint=made, words=words, by=_decider(made, at), at=since + 100 * DAY)


_FINDINGS = {
    "decided": Judged(Finding.NOT_UPHELD, (Remedy.EXPLANATION,), "We answered within the time that we had promised."),
    "upheld": Judged(
        Finding.UPHELD, (Remedy.APOLOGY, Remedy.REDO_WORK, Remedy.TRAINING), "The crew read the number of the house wrongly."
    ),
    "refunded": Judged(
        Finding.PARTLY_UPHELD, (Remedy.APOLOGY, Remedy.REFUND), "The second bill was a mistake; the first one was right."
    ),
}  # fmt: skip


def _inform(made: "Complaint", moment: datetime) -> None:
    words = "We have spoken with the people who were there and are reading their notes."
    operations.inform(complaint=made, words=words, by=_decider(made, moment), at=moment)


def _decide(made: "Complaint", judged: Judged, moment: datetime, at: datetime) -> None:
    operations.decide(complaint=made, judged=judged, by=_decider(made, at), at=moment)
    made.refresh_from_db()


def _decider(made: "Complaint", at: datetime) -> Viewer:
    """A manager who is not concerned and has not decided it before."""
    before = set(made.decisions.values_list("decided_by_id", flat=True))
    for viewer in _managers(at):
        if viewer.user_id not in before and queries.visible_complaints(viewer=viewer).filter(pk=made.pk).exists():
            return viewer
    message = f"no manager of the sample city may decide {made.reference}"
    raise LookupError(message)


def _managers(at: datetime) -> list[Viewer]:
    return [
        accounts.viewer_of(user=user, at=at)
        for user in accounts.all_users().filter(is_active=True, role="manager").order_by("pk")
    ]


def _restrict(at: datetime) -> None:
    since = at - 20 * DAY
    words = "Nobody listens to me. I call every hour until somebody does."
    contact = Contact(name="Rufus Crane", email=_address("Rufus Crane"))
    made = operations.receive(said=Said(Kind.COMPLAINT, words, contact=contact), by=RESIDENT, at=since)
    asks, decides, *_others = _managers(at)
    if made.customer is None:
        return
    asked = operations.Asked(
        made.customer,
        (Limit.ONE_CONTACT, Limit.WRITING_ONLY),
        "The office of the clerk answers his letters about this matter.",
        "Two hundred calls in one week, with insults; he was asked twice to stop.",
        (at + 70 * DAY).date(),
    )
    row = operations.ask_restriction(asked=asked, by=asks, at=since + DAY)
    operations.answer_restriction(restriction=row, approve=True, by=decides, at=since + 2 * DAY)
