"""The two languages of the city, and a text that exists in both."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Language(StrEnum):
    ENGLISH = "en"
    FRENCH = "fr"

    @classmethod
    def of(cls, code: str | None) -> "Language":
        """The language of a code such as `fr-ca`; English when it is unknown."""
        return cls.FRENCH if (code or "").lower().startswith("fr") else cls.ENGLISH


@dataclass(frozen=True, slots=True)
class Text:
    en: str = ""
    fr: str = ""

    def in_(self, language: str) -> str:
        """The words in that language, or in the other one where they are missing."""
        return (self.fr or self.en) if Language.of(language) is Language.FRENCH else (self.en or self.fr)

    def __bool__(self) -> bool:
        return bool(self.en or self.fr)

    def as_json(self) -> dict[str, str]:
        return {"en": self.en, "fr": self.fr}

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Reads `{"en": …, "fr": …}`; a bare string stands for both languages."""
        if isinstance(data, dict):
            return cls(en=str(data.get("en", "")), fr=str(data.get("fr", "")))
        return cls(en=str(data or ""), fr=str(data or ""))
