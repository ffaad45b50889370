"""What council offices see, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.reference import said
from townline.council.queries import Digest, WardRow
from townline.council.values import FEWEST, Case, Purpose, Seen, Shown
from townline.desk.presenters.days import day, day_due
from townline.desk.presenters.due import due_words
from townline.desk.presenters.timeline.entry import Entry
from townline.service_requests.workflow import STEP_NAMES, Step

if TYPE_CHECKING:
    from townline.council.models import Disclosure, Inquiry, InquiryMessage
    from townline.places.models import CouncilTerm

LISTS = ("raised", "followed", "ward")


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    number: str
    what: str
    where: str
    step: str
    received: str
    is_sealed: bool


def rows(found: Sequence[Seen]) -> list[Row]:
    return [
        Row(
            reverse("desk:council_request", args=[one.reference]),
            said(one.reference),
            _service(one),
            _place(one),
            _("Received") if one.is_sealed else step_words(one),
            _received(one),
            one.is_sealed,
        )
        for one in found
    ]


def step_words(one: Seen) -> str:
    step = one.facts.get(Shown.STEP)
    return str(STEP_NAMES[Step(str(step))]) if step else ""


def _service(one: Seen) -> str:
    service: Any = one.facts.get(Shown.SERVICE)
    if service is None:
        return ""
    entry = catalog.catalogue().by_code.get(service.code)
    return entry.definition.name.in_(get_language() or "en") if entry else str(service)


def _place(one: Seen) -> str:
    ward: Any = one.facts.get(Shown.WARD)
    name = ward.name.in_(get_language() or "en") if ward else ""
    return " · ".join(part for part in (str(one.facts.get(Shown.BLOCK) or ""), name) if part)


def _received(one: Seen) -> str:
    dates: Any = one.facts.get(Shown.DATES)
    return day(dates[0]) if dates else ""


def facts(one: Seen) -> list[dict[str, object]]:
    """What the rules open without a word about a person."""
    dates: Any = one.facts.get(Shown.DATES) or (None, None, None)
    lines = (
        (_("Step"), _("Received") if one.is_sealed else step_words(one)),
        (_("Received"), day(dates[0]) if dates[0] else ""),
        (_("Expected by"), day_due(dates[1]) if dates[1] and not dates[2] else ""),
        (_("Done"), day(dates[2]) if dates[2] else ""),
        (_("Service"), _service(one)),
        (_("Where"), _place(one)),
    )
    return [{"name": name, "value": value} for name, value in lines if value]


def case_words(one: Seen) -> str:
    """Why the page shows what it shows."""
    return {
        Case.PUBLIC: _("Everybody may know of this request. You see what the public sees."),
        Case.PRIVATE: _(
            "This request is not public. Without the resident’s consent in writing you see number, step and dates."
        ),
        Case.NO_CONSENT: _(
            "There is no consent in writing that holds. You see number, step and dates; the work goes on all the same."
        ),
        Case.CONSENT: _("The resident consented in writing that your office sees this one request."),
        Case.ENFORCEMENT: _(
            "By-law enforcement: members of Council are kept out of it, whatever anybody agreed to. You see that it was received."
        ),
    }[one.case]


def told(shown: dict[Shown, str]) -> list[dict[str, object]]:
    return [{"name": name.label, "value": shown[name].split("\n")} for name in Shown if shown.get(name)]


def digest(found: Digest) -> dict[str, object]:
    names = {entry.id: entry.definition.name for entry in catalog.catalogue().services}
    language = get_language() or "en"
    return {
        "since": day(found.since),
        "figures": [
            {"name": _("Received"), "value": str(found.received)},
            {"name": _("Done"), "value": str(found.finished)},
            {"name": _("Done by the day that was promised"), "value": share_words(found.on_time)},
            {"name": _("Days until done, half took less"), "value": number_words(found.median_days)},
            {"name": _("Open now"), "value": str(found.open)},
            {"name": _("Late now"), "value": str(found.late)},
        ],
        "services": [(names[number].in_(language), count) for number, count in found.services if number in names],
    }


def share_words(share: float | None) -> str:
    return few() if share is None else _("%(share)s %%") % {"share": round(share * 100)}


def number_words(number: float | None) -> str:
    if number is None:
        return few()
    return f"{number:.1f}".replace(".", "," if get_language() == "fr" else ".")


def few() -> str:
    return _("fewer than %(few)s") % {"few": FEWEST}


def ward_rows(found: Sequence[WardRow]) -> list[list[object]]:
    language = get_language() or "en"
    return [
        [
            row.ward.name.in_(language),
            f"{row.ward.population:,}".replace(",", "\u202f") if row.ward.population else "—",
            row.received,
            number_words(row.per_thousand) if row.per_thousand is not None else "—",
            row.finished,
            share_words(row.on_time),
            number_words(row.median_days),
            row.open,
            row.late,
        ]
        for row in found
    ]


def ward_columns() -> list[dict[str, object]]:
    names = (
        _("Ward"),
        _("Residents"),
        _("Received"),
        _("Per 1,000 residents"),
        _("Done"),
        _("Done by the promised day"),
        _("Days, half took less"),
        _("Open now"),
        _("Late now"),
    )
    return [{"name": name, "number": index > 0} for index, name in enumerate(names)]


def inquiry_rows(found: "Iterable[Inquiry]", *, viewer: Viewer, at: datetime) -> list[dict[str, object]]:
    answers = viewer.can(Capability.ANSWER_COUNCIL)
    page = "desk:liaison_inquiry" if answers else "desk:council_inquiry"
    return [
        {
            "url": reverse(page, args=[row.uuid]),
            "title": row.title,
            "office": row.councillor.name,
            "asked": day(row.asked_at),
            "due": due_words(row.due_at, at=at) if row.is_open else row.get_state_display(),
            "is_late": bool(row.is_open and row.due_at and row.due_at <= at),
        }
        for row in found
    ]


def talk(found: "Sequence[InquiryMessage]") -> list[Entry]:
    return [
        Entry(
            icon="people" if message.from_office else "home",
            what=_("Council office") if message.from_office else _("The City"),
            who=message.written_by,
            at=message.written_at,
            text=message.words,
        )
        for message in found
    ]


def term_rows(found: "Iterable[CouncilTerm]", *, on: Any) -> list[list[object]]:
    language = get_language() or "en"
    return [
        [
            {"text": row.person.name, "url": reverse("desk:settings_council_term", args=[row.pk])},
            row.area.name.in_(language) if row.area else _("The whole city"),
            row.from_date.isoformat(),
            row.until_date.isoformat(),
            _("Holds") if row.holds(on=on) else _("Over") if row.until_date < on else _("To come"),
        ]
        for row in found
    ]


def term_columns() -> list[dict[str, object]]:
    return [{"name": name} for name in (_("Councillor"), _("Ward"), _("First day"), _("Last day"), _("State"))]


def disclosure_rows(found: "Sequence[Disclosure]") -> list[list[object]]:
    return [
        [
            day(row.at),
            said(row.request.reference),
            row.shown_to,
            row.councillor.name,
            str(Purpose(row.purpose).label),
            ", ".join(str(Shown(name).label) for name in row.shown),
        ]
        for row in found
    ]


def disclosure_columns() -> list[dict[str, object]]:
    names = (_("Day"), _("Request"), _("Shown to"), _("Office of"), _("Why"), _("What"))
    return [{"name": name} for name in names]
