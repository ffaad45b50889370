"""Fourteen thousand people who wrote or called, with addresses that reach nobody: example.org and 555-01xx."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from townline.commands.sample_city.content import read_toml
from townline.commands.sample_city.geometry.addresses import Place
from townline.core.words import plain
from townline.customers.operations import CustomerRow
from townline.customers.values import Preferred

SEED = 5550100
SHARE = 0.56  # people for each request


@dataclass(frozen=True, slots=True)
class Resident:
    """A customer as a request knows them: how they want to hear about it."""

    id: int
    preferred: str

    @classmethod
    def of(cls, row: CustomerRow, customer_id: int) -> "Resident":
        if row.email:
            return cls(customer_id, Preferred.EMAIL.value)
        if row.phone:
            return cls(customer_id, Preferred.CALL.value)
        return cls(customer_id, (Preferred.LETTER if row.postal_address else Preferred.NOTHING).value)


def residents(*, count: int, homes: tuple[Place, ...]) -> Iterator[CustomerRow]:
    """Some have no e-mail address, a few only a postal one."""
    names = read_toml(name="phrases.toml")["people"]
    chance = random.Random(SEED)
    for number in range(count):
        language = "fr" if chance.random() < 0.14 else "en"
        first, last = chance.choice(names[language]), chance.choice(names[f"surnames_{language}"])
        home = chance.choice(homes)
        letters = plain(f"{first}.{last}").replace(" ", "-").replace("'", "").replace("’", "")
        by_post = chance.random() < 0.03
        yield CustomerRow(
            source_id=f"sample-{number}",
            name=f"{first} {last}",
            email=f"{letters}.{number}@example.org" if not by_post and chance.random() < 0.82 else "",
            phone=f"705-555-01{chance.randrange(100):02d}" if not by_post and chance.random() < 0.75 else "",
            postal_address=f"{home.text}, Maple Harbour ON  {home.postal_code}"
            if by_post or chance.random() < 0.3
            else "",
            language=language,
        )
