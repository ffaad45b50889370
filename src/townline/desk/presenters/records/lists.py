"""Disposal lists, those that wait and those that are done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.desk.presenters.days import day
from townline.desk.presenters.records.schedule import months_words
from townline.privacy.values import RetentionClass
from townline.records_office import queries
from townline.records_office.queries import ListRow
from townline.records_office.values import ListState

if TYPE_CHECKING:
    from townline.records_office.models import DisposalList


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


def list_facts(row: ListRow) -> list[dict[str, object]]:
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
