"""How a person can be reached, as they said it."""

from dataclasses import dataclass
from enum import StrEnum


class Preferred(StrEnum):
    EMAIL = "email"
    CALL = "call"
    LETTER = "letter"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Contact:
    """`email` and `phone` as typed; `preferred` is how they want to hear about this request."""

    name: str = ""
    email: str = ""
    phone: str = ""
    postal_address: str = ""
    language: str = "en"
    preferred: Preferred = Preferred.EMAIL

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.email or self.phone or self.postal_address)
