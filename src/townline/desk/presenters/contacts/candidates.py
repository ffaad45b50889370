"""People who may be the one who is in touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.customers.naming import name_of

if TYPE_CHECKING:
    from townline.customers.queries.finding import FoundCustomer


COLLEAGUE = "staff-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who was in touch before with this number or address."""

    uuid: str
    name: str
    about: str
    is_checked: bool


def candidates(found: "Iterable[FoundCustomer]", *, chosen: str) -> list[Candidate]:
    people = list(found)
    alone = len(people) == 1 and not chosen
    return [_candidate(person, is_checked=alone or chosen == str(person.uuid)) for person in people]


def _candidate(person: "FoundCustomer", *, is_checked: bool) -> Candidate:
    matched = contact_words("phone", person.matched) if person.matched.startswith("+") else person.matched
    about = [person.organisation if person.name else "", matched, person.postal_address]
    return Candidate(str(person.uuid), name_of(person), " · ".join(filter(None, about)), is_checked)


def colleagues(*, text: str, chosen: str, limit: int) -> list[Candidate]:
    """Members of staff by name: who asks another department is a customer too."""
    words = text.replace("\x00", "").strip()
    if len(words) < 3:
        return []
    staff = accounts.all_users().filter(is_active=True, name__icontains=words)[:limit]
    return [
        Candidate(f"{COLLEAGUE}{user.pk}", user.name, _("Works here"), chosen == f"{COLLEAGUE}{user.pk}")
        for user in staff
    ]
