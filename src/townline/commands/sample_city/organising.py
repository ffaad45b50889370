"""The city's organisation through the ordinary operations: departments, teams, people, catalogue, rules, alert, key."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from townline.accounts import operations as accounts
from townline.accounts import queries as directory
from townline.catalog import operations as catalog
from townline.commands.sample_city.content import organisation, read_toml, service_documents
from townline.commands.sample_city.sign_ins import API_KEY, DOMAIN, PASSWORD, SIGN_INS
from townline.core.actor import SYSTEM, Actor
from townline.core.transactions import transaction
from townline.core.words import plain
from townline.routing import operations as routing

SEED = 311
# The team of each well-known account; whoever leads or looks over everything has none.
TEAMS_OF_ROLES = {
    "csr": ("contact-centre",),
    "worker": ("road-repair", "sidewalks"),
    "supervisor": ("road-repair", "road-repair-east", "sidewalks", "winter-control", "signs-markings"),
    "manager": ("road-repair",),
}
NAMES_OF_ROLES = {
    "csr": ("Casey Rivest", "customer-service"),
    "worker": ("Wanda Okoye", "roads"),
    "supervisor": ("Sam Lavoie", "roads"),
    "manager": ("Morgan Ellis", "roads"),
    "administrator": ("Adrian Novak", "customer-service"),
    "auditor": ("Audrey Quinn", "clerk"),
    "privacy_officer": ("Priya Fontaine", "clerk"),
    "records_clerk": ("Rowan Castellano", "clerk"),
}


@dataclass(frozen=True, slots=True)
class Organised:
    """What the history needs: team ids by code, people by team, the front line, departments of teams."""

    teams: dict[str, int]
    departments: dict[int, int]
    people: dict[int, list[Actor]]
    front_line: list[Actor]
    approvers: list[Actor]


def organise(*, at: datetime) -> Organised:
    """About a hundred operations, each with its event, in one transaction."""
    with transaction():
        teams, departments, codes = _departments(at)
        people = _people(teams, departments, codes, at)
        _catalogue(at)
        _rules(teams, at)
        _alert(at)
        accounts.make_api_key(name="Sample application", contact=f"apps@{DOMAIN}", key=API_KEY, by=SYSTEM, at=at)
    return Organised(
        teams, departments, people, people[teams["contact-centre"]] + people[teams["counters"]], _approvers()
    )


def _approvers() -> list[Actor]:
    """The well-known supervisor and manager: they are in no team's list of who does the work."""
    return [
        user.actor for user in directory.all_users().filter(email__in=[f"supervisor@{DOMAIN}", f"manager@{DOMAIN}"])
    ]


def _departments(at: datetime) -> tuple[dict[str, int], dict[int, int], dict[str, object]]:
    teams: dict[str, int] = {}
    departments: dict[int, int] = {}
    found: dict[str, object] = {}
    for entry in organisation()["departments"]:
        values = {
            "code": entry["code"],
            "name_en": entry["name"]["en"],
            "name_fr": entry["name"]["fr"],
            "phone": entry["phone"],
        }
        department = accounts.save_department(department=None, values=values, by=SYSTEM, at=at)
        found[entry["code"]] = department
        for item in entry["teams"]:
            names = {"code": item["code"], "name_en": item["name"]["en"], "name_fr": item["name"]["fr"]}
            mailbox = f"{item['code']}@{DOMAIN}"
            team = accounts.save_team(
                team=None, values={**names, "department": department, "mailbox": mailbox}, by=SYSTEM, at=at
            )
            teams[item["code"]], departments[team.pk] = team.pk, department.pk
    return teams, departments, found


def _people(
    teams: dict[str, int], departments: dict[int, int], codes: dict[str, object], at: datetime
) -> dict[int, list[Actor]]:
    """The well-known accounts, and two to four people in each team."""
    chance = random.Random(SEED)
    people: dict[int, list[Actor]] = {team_id: [] for team_id in teams.values()}
    for (_, email), role in zip(SIGN_INS, NAMES_OF_ROLES, strict=True):
        name, department = NAMES_OF_ROLES[role]
        mine = [teams[code] for code in TEAMS_OF_ROLES.get(role, ())]
        values = {"name": name, "email": email, "role": role, "language": "en", "department": codes[department]}
        user = accounts.save_user(user=None, values=values, teams=mine, password=PASSWORD, by=SYSTEM, at=at)
        for team_id in mine if role in {"csr", "worker"} else []:
            people[team_id].append(user.actor)
    by_pk = {department.pk: department for department in codes.values()}  # type: ignore[attr-defined]  # departments
    front = {teams["contact-centre"], teams["counters"]}
    for team_id in teams.values():
        size = 7 if team_id == teams["contact-centre"] else chance.randint(1, 3)
        for place in range(size):
            role = "csr" if team_id in front else "worker"
            person = _somebody(
                chance, team_id, by_pk[departments[team_id]], role=role, is_lead=place == 0 and size > 1, at=at
            )
            people[team_id].append(person)
    return people


def _somebody(
    chance: random.Random, team_id: int, department: object, *, role: str, is_lead: bool, at: datetime
) -> Actor:
    names = read_toml(name="phrases.toml")["people"]
    language = "fr" if chance.random() < 0.2 else "en"
    first, last = chance.choice(names[language]), chance.choice(names[f"surnames_{language}"])
    email = f"{plain(first)}.{plain(last)}.{team_id}.{chance.randint(10, 99)}@{DOMAIN}".replace(" ", "-").replace(
        "’", ""
    )
    values = {
        "name": f"{first} {last}", "email": email, "role": "supervisor" if is_lead else role, "language": language,
        "department": department,
    }  # fmt: skip
    return accounts.save_user(user=None, values=values, teams=[team_id], by=SYSTEM, at=at).actor


def _catalogue(at: datetime) -> None:
    for position, entry in enumerate(organisation()["groups"]):
        values = {
            "code": entry["code"],
            "name_en": entry["name"]["en"],
            "name_fr": entry["name"]["fr"],
            "position": position,
        }
        catalog.save_group(group=None, values=values, by=SYSTEM, at=at)
    for document in service_documents():
        catalog.publish(document=document, by=SYSTEM, at=at, note="Sample city")


def _rules(teams: dict[str, int], at: datetime) -> None:
    for entry in organisation()["rules"]:
        values = {**{name: value for name, value in entry.items() if name != "team"}, "team_id": teams[entry["team"]]}
        routing.save_rule(rule=None, values=values, by=SYSTEM, at=at)


def _alert(at: datetime) -> None:
    words = organisation()["alert"]
    values = {"text_en": words["en"], "text_fr": words["fr"], "starts_at": at, "ends_at": at + timedelta(days=30)}
    alert = catalog.save_alert(alert=None, values=values, by=SYSTEM, at=at)
    catalog.approve_alert(alert=alert, by=SYSTEM, at=at)
