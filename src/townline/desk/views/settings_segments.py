"""Settings that describe customers as groups: segments with their size, and the library of personas."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.customers import operations, queries
from townline.customers.segments import LAWFUL, SMALLEST
from townline.customers.values import Preferred
from townline.desk.forms.settings_segments import LANGUAGES, PersonaForm, SegmentForm, initial_of
from townline.desk.views.access import DeskRequest
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_organisation import in_language, in_use
from townline.service_requests import queries as service_requests

A_YEAR = timedelta(days=365)
SEGMENT_NAMES = ("code", "name_en", "name_fr", "purpose", "is_active")
PERSONA_NAMES = (
    *("code", "name_en", "name_fr", "story_en", "story_fr", "barriers_en", "barriers_fr"),
    *("services", "segment_id", "checked_date", "is_active"),
)


def _save_segment(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return operations.save_segment(segment=row, values=values, by=by, at=at)


def _save_persona(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return operations.save_persona(persona=row, values=values, by=by, at=at)


def _size(size: int | None) -> str:
    return _("Fewer than %(number)s") % {"number": SMALLEST} if size is None else str(size)


def _segment_cells(row: Any) -> list[object]:
    return [in_language(row), row.purpose, in_use(row)]


def _beside_segment(request: DeskRequest, row: Any) -> dict[str, object]:
    """How many they are and what they ask for; nothing that could tell one of few apart."""
    figures = queries.segment_figures(segment=row)
    asked = []
    if figures.size is not None:
        asked = service_requests.asked_by(customers=queries.members(rule=row.rule), since=request.at - A_YEAR)
    channels = {**dict(Preferred.choices), "": _("No wish")}
    return {
        "size": _size(figures.size),
        "too_small": figures.size is None,
        "shares": [
            (_("Language of letters"), [(dict(LANGUAGES)[share.value], share.count) for share in figures.languages]),
            (_("Prefers"), [(channels[share.value], share.count) for share in figures.channels]),
            (_("Requests in twelve months"), _services(asked)),
        ],
        "lawful": [(field, why) for field, why in LAWFUL.items() if field in row.rule],
    }


def _services(asked: list[tuple[str, int]]) -> list[tuple[str, int]]:
    known = catalog.catalogue().by_code
    language = get_language() or "en"
    return [
        (known[code].definition.name.in_(language) if code in known else code, count)
        for code, count in asked
        if count >= SMALLEST
    ]


SEGMENTS = Kind(
    name="segments",
    subject="segment",
    title=gettext_lazy("Segments"),
    about=gettext_lazy(
        "Groups of customers by what they told us in order to be served. Only lawful fields can be chosen, and who belongs "
        "to a group is never listed."
    ),
    new_text=gettext_lazy("New segment"),
    columns=(gettext_lazy("Segment"), gettext_lazy("What the City does for them"), gettext_lazy("In use")),
    rows=queries.all_segments,
    cells=_segment_cells,
    find=lambda number: queries.segment_by_id(segment_id=number),
    form=SegmentForm,
    write=_save_segment,
    initial=lambda row: {**{name: getattr(row, name) for name in SEGMENT_NAMES}, **initial_of(row.rule)},
    beside=_beside_segment,
    template="desk/settings/segment.html",
    put_back=_save_segment,
    empty=gettext_lazy("No segments yet."),
)


def _persona_cells(row: Any) -> list[object]:
    segment = in_language(row.segment) if row.segment else "—"
    return [in_language(row), segment, len(row.services), row.checked_date.isoformat(), in_use(row)]


def _beside_persona(request: DeskRequest, row: Any) -> dict[str, object]:
    language = get_language() or "en"
    known = catalog.catalogue().by_code
    return {
        "story": row.story.in_(language),
        "barriers": row.barriers.in_(language),
        "services": [
            (known[code].definition.name.in_(language), reverse("desk:settings_service", args=[code]))
            for code in row.services
            if code in known
        ],
        "is_old": row.checked_date < (request.at - A_YEAR).date(),
    }


PERSONAS = Kind(
    name="personas",
    subject="persona",
    title=gettext_lazy("Personas"),
    about=gettext_lazy("Invented people who stand for many. Read theirs before a service changes."),
    new_text=gettext_lazy("New persona"),
    columns=(
        gettext_lazy("Persona"),
        gettext_lazy("Segment"),
        gettext_lazy("Services"),
        gettext_lazy("Last checked"),
        gettext_lazy("In use"),
    ),
    rows=queries.all_personas,
    cells=_persona_cells,
    find=lambda number: queries.persona_by_id(persona_id=number),
    form=PersonaForm,
    write=_save_persona,
    initial=lambda row: {name: getattr(row, name) for name in PERSONA_NAMES},
    beside=_beside_persona,
    template="desk/settings/persona.html",
    put_back=_save_persona,
    empty=gettext_lazy("No personas yet."),
)
