"""Which purposes, which fields, for how long."""

from collections import Counter

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.desk.presenters.impact.document import Section, Table
from townline.desk.presenters.privacy import by_room, inventory
from townline.privacy import queries as privacy
from townline.privacy.legal import law_of
from townline.privacy.values import Authority, Purpose
from townline.records_office import queries as records_office
from townline.records_office.values import Rule
from townline.ui.localised import localised


def purposes() -> Section:
    rows = inventory()
    counted = Counter((row.codes[0], row.codes[1]) for row in rows)
    table = Table(
        _("Purposes and authority"),
        [_("Purpose"), _("Authority"), _("Law"), _("Fields")],
        [
            [
                str(Purpose(purpose).label),
                str(Authority(authority).label),
                _law(authority),
                str(counted[purpose, authority]),
            ]
            for purpose, authority in sorted(counted, key=lambda pair: (-counted[pair], pair))
        ],
    )
    return Section("purposes", _("Why, and by what law"), tables=[table])


def held() -> Section:
    volumes = privacy.volumes()
    tables = [
        Table(
            name,
            [_("Field"), _("Purpose"), _("Sensitivity"), _("Retention class")],
            [[f"{row.record}.{row.field}", row.purpose, row.sensitivity, row.retention] for row in rows],
        )
        for name, rows in by_room(inventory()).items()
    ]
    amounts = Table(
        _("How much"),
        [_("Record"), _("About")],
        [[name, str(count)] for name, count in volumes],
    )
    about = _("Each field says on the program's own model what it is for; a test fails on one that says nothing.")
    return Section("inventory", _("Data inventory"), [about], [*tables, amounts])


def kept_for() -> Section:
    table = Table(
        _("Retention schedule"),
        [_("Class of records"), _("At least"), _("At most"), _("Law or by-law")],
        [_schedule_row(rule) for rule in records_office.rules()],
    )
    about = _(
        "What has passed its time is proposed every night; nothing is destroyed until the records clerk has signed."
    )
    return Section("retention", _("How long it is kept"), [about], [table])


def _schedule_row(rule: Rule) -> list[str]:
    most = months(rule.maximum) if rule.maximum is not None else _("No limit")
    authority = localised(Text(rule.authority_en, rule.authority_fr))
    return [str(rule.retention.label), months(rule.minimum), most, authority]


def months(count: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


def _law(authority: str) -> str:
    return law_of(authority=authority, province=settings.TOWNLINE_PROVINCE).in_(get_language() or "en")
