"""Services as lines that lead somewhere."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from townline.assist import queries as assist
from townline.assist.queries import Candidate
from townline.assist.words import alike, telling_words
from townline.catalog.catalogue import Catalogue, ServiceEntry
from townline.catalog.definitions import Kind
from townline.portal.presenters.flow import speaks

NAME, KEYWORD, SUMMARY = 1.0, 0.95, 0.7  # how much a phrase says about what a service is
# A match as good as this, so far ahead of the next, with so many of the words known, stands first by itself. Tried on
# fifty things that people say, in both languages: thirty stood first by themselves, none of them wrongly.
CLEAR, AHEAD, KNOWN = 0.7, 0.15, 0.6


@dataclass(frozen=True, slots=True)
class Way:
    """What `components/ways.html` reads."""

    url: str
    name: str
    note: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class GroupOfWays:
    name: str
    code: str
    items: list[Way]


@dataclass(frozen=True, slots=True)
class Found:
    """`best` is empty when no service is clearly ahead."""

    best: Way | None
    others: list[Way]

    @property
    def is_empty(self) -> bool:
        return self.best is None and not self.others


def note_of(entry: ServiceEntry) -> str:
    if entry.definition.kind is Kind.INFORMATION:
        return _("read now")
    minutes = entry.definition.minutes
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def way(entry: ServiceEntry) -> Way:
    language = speaks()
    name, about = entry.definition.name.in_(language), entry.definition.summary.in_(language)
    return Way(reverse("portal:service", args=[entry.code]), name, note_of(entry), about)


def short_way(entry: ServiceEntry) -> Way:
    return Way(reverse("portal:service", args=[entry.code]), entry.definition.name.in_(speaks()), note_of(entry))


def offered_online(catalogue: Catalogue) -> list[ServiceEntry]:
    return [entry for entry in catalogue.services if "web" in entry.definition.channels]


def by_name(entries: list[ServiceEntry]) -> list[ServiceEntry]:
    """As a reader of the page's language expects it: accents do not move a name to the end."""
    return sorted(entries, key=lambda entry: _sorted_as(entry.definition.name.in_(speaks())))


def groups(catalogue: Catalogue) -> list[GroupOfWays]:
    entries, language = by_name(offered_online(catalogue)), speaks()
    listed = [
        GroupOfWays(
            group.name.in_(language), group.code, [way(entry) for entry in entries if entry.group.code == group.code]
        )
        for group in catalogue.groups
    ]
    return [group for group in listed if group.items]


def letters(catalogue: Catalogue) -> list[GroupOfWays]:
    """The same services by their first letter."""
    found: dict[str, list[Way]] = {}
    for entry in by_name(offered_online(catalogue)):
        first = _sorted_as(entry.definition.name.in_(speaks()))[:1].upper()
        found.setdefault(first, []).append(short_way(entry))
    return [GroupOfWays(letter, letter, items) for letter, items in found.items()]


def most_used(catalogue: Catalogue, ids: list[int], *, limit: int) -> list[Way]:
    """The services of these ids; filled up with others while a new city has no figures."""
    online = offered_online(catalogue)
    by_id = {entry.id: entry for entry in online}
    ranked = [by_id[number] for number in ids if number in by_id]
    rest = [entry for entry in online if entry not in ranked and entry.definition.kind is Kind.REQUEST]
    return [short_way(entry) for entry in (ranked + rest)[:limit]]


def find(catalogue: Catalogue, text: str) -> Found:
    """Services that are meant by the words, in either language and misspelt."""
    found = assist.suggest(text=text, candidates=_candidates(catalogue), limit=8)
    ways = [way(catalogue.service(suggestion.code)) for suggestion in found]
    if not found:
        return Found(None, [])
    second = found[1].score if len(found) > 1 else 0.0
    is_clear = (
        found[0].score >= CLEAR and found[0].score - second >= AHEAD and _known(catalogue, text, found[0].code) >= KNOWN
    )
    return Found(ways[0], ways[1:]) if is_clear or len(found) == 1 else Found(None, ways)


_kept: dict[str, tuple[Candidate, ...]] = {}


def _candidates(catalogue: Catalogue) -> tuple[Candidate, ...]:
    """Made once for each version of the catalogue."""
    if catalogue.stamp not in _kept:
        _kept.clear()
        _kept[catalogue.stamp] = tuple(_candidate(entry) for entry in offered_online(catalogue))
    return _kept[catalogue.stamp]


def _known(catalogue: Catalogue, text: str, code: str) -> float:
    """How many of the words asked stand somewhere in what is said about the service."""
    asked = telling_words(text)
    candidate = next(candidate for candidate in _candidates(catalogue) if candidate.code == code)
    said = {word for phrase, _weight in candidate.phrases for word in telling_words(phrase)}
    return sum(max(alike(word, other) for other in said) >= assist.GOOD_WORD for word in asked) / len(asked)


def _candidate(entry: ServiceEntry) -> Candidate:
    definition = entry.definition
    names = [(name, NAME) for name in (definition.name.en, definition.name.fr)]
    words = [(word, KEYWORD) for word in (*definition.keywords.en, *definition.keywords.fr)]
    summaries = [(summary, SUMMARY) for summary in (definition.summary.en, definition.summary.fr)]
    return Candidate(entry.code, tuple(names + words + summaries))


@lru_cache(maxsize=2_000)
def _sorted_as(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
