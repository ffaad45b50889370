"""What staff wrote down about some residents: households, who speaks for whom, wishes, warnings. All of it invented."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.commands.sample_city.geometry.addresses import places
from townline.commands.sample_city.sign_ins import DOMAIN
from townline.core.errors import NotFound
from townline.customers import operations as customers
from townline.customers import queries
from townline.customers.operations import Details, Speaking
from townline.customers.values import AlertKind, FormatWish, Kind, Preferred, Role, Verified
from townline.privacy.operations import NoWordsYet
from townline.privacy.values import Method

if TYPE_CHECKING:
    from townline.customers.models import Customer

FAMILIES = (
    ("Moreau", "Lucie", "Henri"), ("Whitlock", "Dora", "Peter"), ("Nakamura", "Emi", "Ken"), ("Okonkwo", "Ada", "Chike"),
    ("Lafleur", "Ginette", "Yvon"), ("Brandt", "Ilse", "Karl"), ("Haddad", "Samira", "Nabil"), ("Castellano", "Rosa", "Vito"),
    ("Gaudreault", "Solange", "Réal"), ("Petrov", "Nina", "Oleg"),
)  # fmt: skip
WISHES = (
    {"format_wish": FormatWish.LARGE_PRINT, "preferred_channel": Preferred.LETTER},
    {"needs_interpreter": True, "spoken_language": "ja", "preferred_channel": Preferred.CALL},
    {"quiet_from": time(20, 30), "quiet_until": time(9), "preferred_channel": Preferred.CALL},
)
WARNINGS = (
    (AlertKind.ANIMAL, "Two large dogs run free in the yard. Ring first and wait at the gate.", 90),
    (AlertKind.TWO_PEOPLE, "Threatened an inspector at the door in September. Go in twos.", 180),
    (AlertKind.ACCESS, "The back stairs are rotten. Use the front door.", 60),
)


def relate(*, at: datetime) -> None:
    """Ten households, each with two people at an address of the city; and what hangs on some of them."""
    user = next(user for user in accounts.all_users() if user.email == f"csr@{DOMAIN}")
    viewer = accounts.viewer_of(user=user, at=at)
    families = [_family(number, viewer, at) for number in range(len(FAMILIES))]
    for (first, _second), (kind, words, days) in zip(families[3:], WARNINGS, strict=False):
        until = at + timedelta(days=days)
        customers.raise_alert(about=first, kind=kind, text=words, expires_at=until, by=viewer, at=at)
    for first, second in families[6:9]:
        _speak(second, first, viewer, at)
    customers.match_addresses()
    customers.count_names()


def _family(number: int, viewer: Viewer, at: datetime) -> "tuple[Customer, Customer]":
    name, *people = FAMILIES[number]
    home = places()[number * 37]
    address = f"{home.text}, Maple Harbour ON {home.postal_code}"
    household = Details(kind=Kind.HOUSEHOLD, name=f"Household {name}", postal_address=address)
    together = customers.add_customer(details=household, by=viewer, at=at)
    first, second = (
        _person(f"{first} {name}", address, number, place, viewer, at) for place, first in enumerate(people)
    )
    for person in (first, second):
        customers.relate(customer=person, other=together, role=Role.MEMBER_OF_HOUSEHOLD, by=viewer, at=at)
    return first, second


def _person(name: str, address: str, number: int, place: int, viewer: Viewer, at: datetime) -> "Customer":
    wish = WISHES[number] if number < len(WISHES) and place == 0 else {}
    language = "fr" if number in {0, 4, 8} else "en"
    details = Details(name=name, postal_address=address, language=language, **wish)
    person = customers.add_customer(details=details, by=viewer, at=at)
    shared = f"705-555-01{60 + number:02d}"  # both answer the same telephone
    customers.add_contact_point(customer=person, kind="phone", typed=shared, label="home", by=viewer, at=at)
    if place == 0:
        mail = f"{name.partition(' ')[0].lower()}.household{number}@example.org"
        customers.add_contact_point(customer=person, kind="email", typed=mail, by=viewer, at=at)
        point = queries.points_of(customers=[person.pk])[-1]
        asked = "Which service they asked for last"
        customers.confirm_by_asking(point=point, how=Verified.ASKED_ON_PHONE, asked=asked, by=viewer, at=at)
    return person


def _speak(speaker: "Customer", other: "Customer", viewer: Viewer, at: datetime) -> None:
    """Not in a city whose words of consent are not published yet."""
    speaking = Speaking(Method.SPOKEN, (at + timedelta(days=200)).date(), "Read out on the telephone, both present")
    with suppress(NoWordsYet, NotFound):
        customers.relate(customer=speaker, other=other, role=Role.RELATIVE, speaking=speaking, by=viewer, at=at)
