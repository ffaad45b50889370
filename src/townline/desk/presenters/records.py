"""The records office in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.core.reference import is_reference, said
from townline.interactions.values import Channel
from townline.privacy.holdings import Held
from townline.privacy.values import RetentionClass
from townline.records_office import queries
from townline.records_office.queries import ListRow
from townline.records_office.values import HoldScope, ListState, OutReason, Rule

if TYPE_CHECKING:
    from townline.records_office.models import DisposalItem, DisposalList, LegalHold

KINDS: dict[str, Promise] = {
    "request": gettext_lazy("Request"),
    "note": gettext_lazy("Note on a request"),
    "follow": gettext_lazy("Follows a request"),
    "draft": gettext_lazy("Form half filled in"),
    "message": gettext_lazy("Message"),
    "contact": gettext_lazy("Contact"),
    "mail_item": gettext_lazy("Scanned mail"),
    "customer": gettext_lazy("Customer record"),
    "consent": gettext_lazy("Consent"),
    "sign_in": gettext_lazy("Sign-in that failed"),
}
TABS = {"lists": "desk:records", "schedule": "desk:records_schedule", "holds": "desk:records_holds"}


def tabs(current: str) -> dict[str, object]:
    names = {"lists": _("Disposal lists"), "schedule": _("Schedule"), "holds": _("Legal holds")}
    rows = [{"name": names[key], "url": reverse(url), "is_current": key == current} for key, url in TABS.items()]
    return {"tabs": rows}


# -- lists ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ListCard:
    url: str
    title: str
    words: str
    at: datetime


def title_of(row: "DisposalList") -> str:
    name = str(RetentionClass(row.retention).label)
    return name if row.is_nightly else _("%(name)s: one person") % {"name": name}


def list_cards(rows: Sequence[ListRow]) -> list[ListCard]:
    return [
        ListCard(
            reverse("desk:records_list", args=[row.disposal_list.uuid]),
            title_of(row.disposal_list),
            _counted(row),
            row.disposal_list.proposed_at,
        )
        for row in rows
    ]


def _counted(row: ListRow) -> str:
    going = ngettext("%(n)d record to destroy", "%(n)d records to destroy", row.to_destroy) % {"n": row.to_destroy}
    if not row.out:
        return going
    return going + ", " + ngettext("%(n)d stays", "%(n)d stay", row.out) % {"n": row.out}


def done_columns() -> list[dict[str, object]]:
    names = [_("List"), _("Signed by"), _("Signed"), _("State"), _("Destroyed"), _("Kept")]
    return [{"name": name, "number": index > 3} for index, name in enumerate(names)]


def done_rows(rows: Sequence[ListRow]) -> list[list[object]]:
    return [
        [
            {"text": title_of(found), "url": reverse("desk:records_list", args=[found.uuid])},
            found.signed_by,
            day(found.signed_at),
            str(ListState(found.state).label),
            row.done,
            row.out,
        ]
        for row in rows
        for found in [row.disposal_list]
    ]


def facts(row: ListRow) -> list[dict[str, object]]:
    found = row.disposal_list
    rule = queries.rule_of(retention=found.retention)
    language = get_language() or "en"
    authority = Text(found.authority_en, found.authority_fr) or Text(rule.authority_en, rule.authority_fr)
    lines: list[tuple[str, object]] = [
        (_("State"), str(ListState(found.state).label)),
        (_("Proposed"), day(found.proposed_at)),
        (_("How long it is kept"), months_words(rule)),
        (_("By what right"), authority.in_(language)),
    ]
    if found.signed_at:
        lines.append((_("Signed"), _("%(name)s, %(day)s") % {"name": found.signed_by, "day": day(found.signed_at)}))
        lines.append((_("Digest of what was signed"), found.items_hash))
    if found.done_at:
        lines.append((_("Carried out"), day(found.done_at)))
    return [{"name": name, "value": value} for name, value in lines]


@dataclass(frozen=True, slots=True)
class ItemRow:
    number: int
    name: str
    url: str
    last_used: str
    why: str = ""
    is_by_hand: bool = False


def samples(found: "DisposalList", items: "Sequence[DisposalItem]") -> list[ItemRow]:
    return [_item(found, item) for item in items]


def kept(found: "DisposalList", items: "Sequence[DisposalItem]") -> list[ItemRow]:
    return [_item(found, item) for item in items]


def kept_counts(found: "DisposalList") -> list[tuple[str, int]]:
    return [(str(OutReason(out).label), n) for out, n in queries.out_counts(disposal_list=found).items()]


def _item(found: "DisposalList", item: "DisposalItem") -> ItemRow:
    name, url = item.label, ""
    if is_reference(item.label):
        name = said(item.label)
    elif found.retention == RetentionClass.CUSTOMER:
        name = _("Customer %(number)s") % {"number": item.label}
    elif found.retention == RetentionClass.INTERACTION and item.label in Channel.values:
        name = _("Contact: %(channel)s") % {"channel": Channel(item.label).label}
    if found.state != ListState.DONE:
        url = reverse("desk:records_item", args=[found.uuid, item.pk])
    why = ""
    if item.out:
        why = item.out_words or str(OutReason(item.out).label)
    return ItemRow(item.pk, name, url, day(item.last_used_at), why, item.out == OutReason.BY_HAND)


def item(found: "DisposalList", row: "DisposalItem", goes: Sequence[Held]) -> dict[str, object]:
    """Kinds and days, no words: enough to know whether the right thing is meant."""
    shown = _item(found, row)
    return {
        "item": shown,
        "list": found,
        "is_open": found.state == ListState.PROPOSED and not shown.why,
        "columns": [{"name": _("What")}, {"name": _("Since")}, {"name": _("Files"), "number": True}],
        "rows": [[KINDS.get(held.kind, held.kind), day(held.at), len(held.files) or ""] for held in goes],
    }


# -- schedule -------------------------------------------------------------------------------------
def months_words(rule: Rule) -> str:
    if rule.maximum is None:
        return _("at least %(least)s months, no end") % {"least": rule.minimum}
    return _("at least %(least)s months, at most %(most)s, after the last use") % {
        "least": rule.minimum,
        "most": rule.maximum,
    }


def schedule_columns() -> list[dict[str, object]]:
    names = [_("Class of records"), _("At least, months"), _("At most, months"), _("By what right"), _("Confirmed")]
    return [{"name": name, "number": index in {1, 2}} for index, name in enumerate(names)]


def schedule_rows(rules: Sequence[Rule], confirmed: Collection[str]) -> tuple[list[list[object]], int]:
    """The rows, and how many the city has not confirmed."""
    language = get_language() or "en"
    rows: list[list[object]] = [
        [
            {"text": str(rule.retention.label), "url": reverse("desk:records_rule", args=[rule.retention.value])},
            rule.minimum,
            "—" if rule.maximum is None else rule.maximum,
            Text(rule.authority_en, rule.authority_fr).in_(language),
            _("yes") if rule.retention.value in confirmed else _("no"),
        ]
        for rule in rules
    ]
    return rows, sum(1 for rule in rules if rule.retention.value not in confirmed)


def rule_history(history: Sequence[tuple[datetime, str, Mapping[str, Sequence[Any]]]]) -> list[str]:
    names = {
        "minimum": _("at least"),
        "maximum": _("at most"),
        "authority_en": _("by what right, in English"),
        "authority_fr": _("by what right, in French"),
    }
    lines = []
    for at, who, changes in history:
        said_changes = "; ".join(
            _("%(field)s: %(before)s → %(after)s")
            % {"field": names.get(field, field), "before": _or_dash(before), "after": _or_dash(after)}
            for field, (before, after) in changes.items()
        )
        lines.append(f"{day(at)}, {who}: {said_changes or _('confirmed as shipped')}")
    return lines


def _or_dash(value: object) -> object:
    return "—" if value is None or value == "" else value


# -- holds ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class HoldCard:
    title: str
    words: str
    lift_url: str
    key: str


def hold_cards(rows: "Sequence[LegalHold]") -> list[HoldCard]:
    return [
        HoldCard(
            _held(row),
            _("%(reason)s, %(file)s. Placed by %(name)s, %(day)s.")
            % {
                "reason": row.get_reason_display(),
                "file": row.file_number,
                "name": row.placed_by or _("Townline"),
                "day": day(row.placed_at),
            },
            reverse("desk:records_hold_lift", args=[row.uuid]),
            row.uuid.hex,
        )
        for row in rows
    ]


def _held(row: "LegalHold") -> str:
    if row.scope == HoldScope.ADDRESS:
        return _("Address: %(address)s") % {"address": row.address}
    if row.scope == HoldScope.RETENTION:
        return _("All of: %(name)s") % {"name": RetentionClass(row.retention).label}
    return _("%(kind)s %(uuid)s") % {"kind": row.get_scope_display(), "uuid": str(row.subject)[:8]}


def lifted_columns() -> list[dict[str, object]]:
    return [{"name": name} for name in (_("Hold"), _("Why"), _("File"), _("Placed"), _("Lifted"))]


def lifted_rows(rows: "Sequence[LegalHold]") -> list[list[object]]:
    return [
        [_held(row), row.get_reason_display(), row.file_number, day(row.placed_at), day(row.lifted_at)] for row in rows
    ]


def day(at: datetime | None) -> str:
    return str(date_format(timezone.localtime(at), "j F Y")) if at else "—"
