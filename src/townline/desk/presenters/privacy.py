"""The parts of the privacy pages, and the words of the data inventory."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.privacy.declarations import DeclaredField, declared
from townline.privacy.legal import law_of
from townline.ui.localised import localised

# One line a part, in the order of the tabs. A part that has no address yet is left out.
_PARTS: tuple[tuple[str, Promise, Capability], ...] = (
    ("privacy_inventory", gettext_lazy("Data inventory"), Capability.USE_DESK),
    ("privacy_impact", gettext_lazy("Privacy impact"), Capability.USE_DESK),
    ("privacy_notices", gettext_lazy("Notices"), Capability.USE_DESK),
    ("privacy_scopes", gettext_lazy("Consents"), Capability.USE_DESK),
    ("reads", gettext_lazy("Who looked"), Capability.SEE_READ_LOG),
    ("reads_unusual", gettext_lazy("Unusual"), Capability.SEE_READ_LOG),
    ("break_glasses", gettext_lazy("Unsealed"), Capability.REVIEW_BREAK_GLASS),
    ("disclosures", gettext_lazy("Shown to Council"), Capability.SEE_READ_LOG),
    ("council_rules", gettext_lazy("Rules for Council"), Capability.KEEP_COUNCIL_RULES),
    ("sealed_log", gettext_lazy("Sealed log"), Capability.SEE_SEALS),
)
ROOMS: dict[str, Promise] = {
    "accounts": gettext_lazy("Staff and sign-in"),
    "assist": gettext_lazy("Suggestions"),
    "catalog": gettext_lazy("Services"),
    "council": gettext_lazy("Council offices"),
    "customers": gettext_lazy("Customers"),
    "events": gettext_lazy("Event log"),
    "interactions": gettext_lazy("Contacts"),
    "notifications": gettext_lazy("Messages"),
    "places": gettext_lazy("Addresses and areas"),
    "privacy": gettext_lazy("Privacy"),
    "records_office": gettext_lazy("Records office"),
    "routing": gettext_lazy("Routing rules"),
    "service_levels": gettext_lazy("Clocks"),
    "service_requests": gettext_lazy("Requests"),
    "libraries": gettext_lazy("Libraries that Townline uses"),
}
LIBRARIES = "libraries"


@dataclass(frozen=True, slots=True)
class InventoryRow:
    room: str
    room_name: str
    record: str
    field: str
    purpose: str
    authority: str
    law: str
    sensitivity: str
    retention: str
    codes: tuple[str, str, str, str]  # purpose, authority, sensitivity, retention, as they are stored


def tabs(*, viewer: Viewer, current: str) -> list[dict[str, object]]:
    found = []
    for name, words, needs in _PARTS:
        url = _url(f"desk:{name}") if viewer.can(needs) else ""
        if url:
            found.append({"name": words, "url": url, "is_current": name == current})
    return found


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def inventory(*, room: str = "", purpose: str = "", sensitivity: str = "") -> list[InventoryRow]:
    """Every personal field, room by room; as far as the filters allow."""
    rows = [_row(field) for field in declared() if field.is_personal]
    wanted = [
        row
        for row in rows
        if room in {"", row.room} and purpose in {"", row.codes[0]} and sensitivity in {"", row.codes[2]}
    ]
    return sorted(wanted, key=lambda row: (row.room_name, row.record, row.field))


def impersonal_rows() -> list[tuple[str, str, str]]:
    """(room, record.field, why it holds nothing about anybody)."""
    others = [field for field in declared() if not field.is_personal]
    return sorted((_room_of(field), f"{_record_of(field)}.{field.column}", field.reason) for field in others)


def room_choices() -> list[tuple[str, str]]:
    rooms = {_room_of(field) for field in declared() if field.is_personal}
    return sorted(((room, _room_name(room)) for room in rooms), key=lambda choice: choice[1])


def by_room(rows: Iterable[InventoryRow]) -> dict[str, list[InventoryRow]]:
    found: dict[str, list[InventoryRow]] = {}
    for row in rows:
        found.setdefault(row.room_name, []).append(row)
    return found


def csv_head() -> list[str]:
    return [
        _("Part"), _("Record"), _("Field"), _("Purpose"), _("Authority"), _("Law"), _("Sensitivity"), _("Retention class"),
    ]  # fmt: skip


def csv_row(row: InventoryRow) -> list[str]:
    return [
        row.room_name, row.record, row.field, row.purpose, row.authority, row.law, row.sensitivity, row.retention,
    ]  # fmt: skip


def _row(field: DeclaredField) -> InventoryRow:
    said = field.declaration
    assert said is not None
    law = law_of(authority=said.authority, province=settings.TOWNLINE_PROVINCE)
    return InventoryRow(
        room=_room_of(field),
        room_name=_room_name(_room_of(field)),
        record=_record_of(field),
        field=field.column,
        purpose=str(said.purpose.label),
        authority=str(said.authority.label),
        law=localised(law),
        sensitivity=str(said.sensitivity.label),
        retention=str(said.retention.label),
        codes=(said.purpose.value, said.authority.value, said.sensitivity.value, said.retention.value),
    )


def _room_of(field: DeclaredField) -> str:
    return field.room if field.room in ROOMS else LIBRARIES


def _room_name(room: str) -> str:
    return str(ROOMS[room])


def _record_of(field: DeclaredField) -> str:
    return field.model if field.room in ROOMS else field.table
