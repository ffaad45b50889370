"""The privacy impact export: made from what is configured, declared and counted at this moment."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.core.language import Language
from townline.core.tagged_pdf import tagged_pdf
from townline.desk.presenters.impact.collection import collected, consented
from townline.desk.presenters.impact.document import Impact, Section, Table
from townline.desk.presenters.impact.flows import by_machine, flows, people_inside
from townline.desk.presenters.impact.kept import held, kept_for, purposes
from townline.desk.presenters.impact.safeguards import open_points, safeguards
from townline.ui import times

__all__ = ["Impact", "Section", "Table", "impact_of", "impact_pdf"]
LEAST, MOST = 12, 60  # letters
TEMPLATE = Path(__file__).parent / "impact.typ"


def impact_of(*, at: datetime) -> Impact:
    """In the language of the page."""
    language = Language.of(get_language())
    return Impact(
        lang=language,
        city=settings.TOWNLINE_CITY[language],
        title=_("Privacy impact assessment: data, flows, purposes, safeguards"),
        made=times.exact(at),
        sections=[
            open_points(at=at),
            purposes(),
            collected(),
            consented(at=at),
            held(),
            kept_for(),
            people_inside(),
            flows(),
            by_machine(),
            safeguards(),
        ],
    )


def impact_pdf(*, impact: Impact) -> bytes:
    words = {"made": _("Made by Townline from its own configuration on"), "contents": _("Contents")}
    document = impact.as_json()
    for section in document["sections"]:
        for table in section["tables"]:
            table["widths"] = _widths(table["head"], table["rows"])
    return tagged_pdf(template=TEMPLATE, document={**document, "words": words})


def _widths(head: list[str], rows: list[list[str]]) -> list[int]:
    """The share of the page for each column: by its longest cell, within reason."""
    longest = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    return [min(max(length, LEAST), MOST) for length in longest]
