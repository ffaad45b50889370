"""Two records beside each other, as a steward sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.customers.matching import LIKELY, Reason
from townline.customers.values import FormatWish, Preferred
from townline.ui import times

if TYPE_CHECKING:
    from townline.customers.models import Customer, DuplicatePair, Merge
    from townline.customers.queries import Evidence, SideBySide
    from townline.customers.survivorship import Choice

VERY_LIKELY = LIKELY + 4

REASONS = {
    Reason.SAME_EMAIL: gettext_lazy("same e-mail"),
    Reason.SAME_PHONE: gettext_lazy("same telephone"),
    Reason.SAME_NAME: gettext_lazy("same name"),
    Reason.NAME_ALIKE: gettext_lazy("name nearly the same"),
    Reason.INITIAL_FITS: gettext_lazy("same family name, initial fits"),
    Reason.OTHER_FIRST_NAME: gettext_lazy("other first name"),
    Reason.OTHER_NAME: gettext_lazy("other name"),
    Reason.SAME_ADDRESS: gettext_lazy("same postal address"),
    Reason.OTHER_KIND: gettext_lazy("other kind of customer"),
}
FIELD_NAMES = {
    "name": gettext_lazy("Name"),
    "organisation": gettext_lazy("Organisation"),
    "format_wish": gettext_lazy("Format"),
    "needs_interpreter": gettext_lazy("Interpreter"),
    "spoken_language": gettext_lazy("Spoken language"),
    "quiet_from": gettext_lazy("Quiet hours"),
    "language": gettext_lazy("Language of letters"),
    "preferred_channel": gettext_lazy("Prefers"),
    "postal_address": gettext_lazy("Postal address"),
}
LANGUAGES = {"en": gettext_lazy("English"), "fr": gettext_lazy("French")}


@dataclass(frozen=True, slots=True)
class PairRow:
    url: str
    first: str
    second: str
    why: str
    how_likely: str
    found: str


@dataclass(frozen=True, slots=True)
class Field:
    """`asks`: they differ, and the steward may choose whose words hold."""

    name: str
    label: str
    first: str
    second: str
    asks: bool
    takes_second: bool


@dataclass(frozen=True, slots=True)
class MergeRow:
    uuid: str
    survivor: str
    survivor_url: str
    other: str
    why: str
    when: str
    undone: str
    undo_url: str


def name_of(customer: "Customer") -> str:
    return customer.name or customer.organisation or _("No name")


def rows(pairs: Sequence[tuple["DuplicatePair", tuple["Evidence", ...]]], *, at: datetime) -> list[PairRow]:
    return [
        PairRow(
            reverse("desk:duplicate", args=[pair.pk]),
            name_of(pair.first),
            name_of(pair.second),
            why(evidence),
            _("Very likely") if pair.bits >= VERY_LIKELY else _("Likely"),
            times.ago(pair.found_at, at=at),
        )
        for pair, evidence in pairs
    ]


def why(evidence: Sequence["Evidence"]) -> str:
    """Each reason with its weight: same e-mail (+7), other first name (−6)."""
    parts = [f"{REASONS[one.reason]} ({'+' if one.bits > 0 else '−'}{abs(one.bits):g})" for one in evidence]
    return ", ".join(parts) or _("A steward found them.")


def fields(seen: "SideBySide") -> list[Field]:
    made = {choice.field: choice for choice in seen.choices}
    return [
        Field(
            name,
            str(label),
            *_both(name, made),
            asks=made[name].is_question or (name == "quiet_from" and made["quiet_until"].is_question),
            takes_second=made[name].takes_other or (name == "quiet_from" and made["quiet_until"].takes_other),
        )
        for name, label in FIELD_NAMES.items()
    ]


def _both(name: str, made: Mapping[str, "Choice"]) -> tuple[str, str]:
    mine, theirs = made[name].survivor, made[name].other
    if name == "quiet_from":
        ends = made["quiet_until"]
        return _hours(mine, ends.survivor), _hours(theirs, ends.other)
    return _words(name, mine), _words(name, theirs)


def _hours(begin: time | None, end: time | None) -> str:
    return f"{begin:%H:%M}–{end:%H:%M}" if begin and end else "—"


def _words(name: str, value: Any) -> str:
    if name == "needs_interpreter":
        return _("Needed") if value else "—"
    if name == "format_wish":
        return "—" if value == FormatWish.NONE else str(FormatWish(value).label)
    if name == "preferred_channel":
        return str(Preferred(value).label) if value else "—"
    if name == "language":
        return str(LANGUAGES.get(value, value))
    return str(value) or "—"


def merge_rows(merges: Sequence[tuple["Merge", tuple["Evidence", ...]]]) -> list[MergeRow]:
    return [
        MergeRow(
            str(merge.uuid),
            name_of(merge.survivor),
            reverse("desk:customer", args=[merge.survivor.uuid]),
            name_of(merge.other),
            why(evidence),
            _("%(person)s, %(when)s") % {"person": merge.merged_by, "when": times.exact(merge.merged_at)},
            _undone(merge),
            "" if merge.undone_at else reverse("desk:merge_undo", args=[merge.uuid]),
        )
        for merge, evidence in merges
    ]


def _undone(merge: "Merge") -> str:
    if merge.undone_at is None:
        return ""
    words = {"person": merge.undone_by, "when": times.exact(merge.undone_at), "reason": merge.undo_reason}
    return _("Undone by %(person)s, %(when)s: %(reason)s") % words
