"""What the person gets: the decision, an index of the records, the records with their bars, photos with what is covered gone."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from townline.core.tagged_pdf import tagged_pdf
from townline.records_office.legal.profiles import Profile, profile_of
from townline.records_office.legal.redaction import pieces
from townline.records_office.models import AccessRecord, AccessRequest
from townline.records_office.operations.access_records import blocks_of, marks_of
from townline.records_office.operations.access_search import held_for
from townline.records_office.values import Decision

TEMPLATE = Path(__file__).parent / "access.typ"
FIXED = (1980, 1, 1, 0, 0, 0)  # the same request gives the same bytes
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def package(*, access: AccessRequest) -> bytes:
    """A zip in the person's language. What was taken out is in none of its files."""
    with translation.override(access.language):
        rows = list(access.records.order_by("number"))
        files = {
            _("decision.pdf"): decision_pdf(access=access, rows=rows),
            _("index.pdf"): index_pdf(access=access, rows=rows),
            _("records.pdf"): records_pdf(access=access, rows=rows),
            **dict(_files(access, rows)),
        }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def decision_pdf(*, access: AccessRequest, rows: list[AccessRecord]) -> bytes:
    profile = profile_of(access.profile)
    said = [
        _("To %(name)s, %(to)s")
        % {"name": access.by_whom or access.name, "to": ", ".join(access.send_to.splitlines())},
        _("You asked on %(day)s: %(what)s") % {"day": _day(access.received_at, access.language), "what": access.asked},
        _DECISIONS[Decision(access.decision)](),
        *_sections_in_words(profile, rows, access.language),
        profile.appeal.in_(access.language),
        _("Decided by %(name)s on %(day)s.")
        % {"name": access.decided_by, "day": _day(access.decided_at or access.received_at, access.language)},
    ]
    return _pdf(access, _("Decision on access request %(number)s") % {"number": access.number}, said, [])


def index_pdf(*, access: AccessRequest, rows: list[AccessRecord]) -> bytes:
    lines = [
        [
            str(row.number),
            _pieces(row, 0, row.title) if row.decision != Decision.WITHHELD else "—",
            _day(row.recorded_at, access.language),
            str(Decision(row.decision).label),
            sections_of(row=row),
        ]
        for row in rows
        if row.decision
    ]
    head = [_("No."), _("Record"), _("Date"), _("Decision"), _("Sections")]
    part = {"title": _("Records"), "note": "", "head": head, "widths": [0, 4, 2, 2, 2], "rows": lines}
    said = [_("Every record that was found, also those that do not go out.")]
    return _pdf(access, _("Index of records, access request %(number)s") % {"number": access.number}, said, [part])


def records_pdf(*, access: AccessRequest, rows: list[AccessRecord]) -> bytes:
    said = [_("A black bar stands where something was taken out; on it is the section of the law.")]
    title = _("Records, access request %(number)s") % {"number": access.number}
    return _pdf(access, title, said, [_part(row) for row in rows if row.decision])


def _part(row: AccessRecord) -> dict[str, Any]:
    title = f"{row.number}."
    if row.decision == Decision.WITHHELD:
        note = _("Withheld under section %(code)s.") % {"code": row.code}
        return {"title": title, "note": note, "head": [], "widths": [], "rows": []}
    rows = [[label, _pieces(row, number, value)] for number, (label, value) in enumerate(blocks_of(row)) if value]
    return {"title": title, "note": "", "head": [_("What"), _("Content")], "widths": [1, 3], "rows": rows}


def _pieces(row: AccessRecord, block: int, value: str) -> list[dict[str, str]]:
    made = pieces(value=value, marks=marks_of(row, block))
    return [{"bar": f"s. {piece.code}"} if piece.is_bar else {"text": piece.text} for piece in made]


def sections_of(*, row: AccessRecord) -> str:
    """Every section under which something of this record does not go out."""
    codes = {mark[3] for mark in row.marks} | ({row.code} - {""})
    codes |= {file["out"] for file in row.files if file["out"]}
    codes |= {area[4] for file in row.files for area in file["areas"]}
    return ", ".join(sorted(codes))


def _sections_in_words(profile: Profile, rows: list[AccessRecord], language: str) -> Iterator[str]:
    codes = sorted({code for row in rows for code in sections_of(row=row).split(", ") if code})
    for code in codes:
        exemption = profile.exemption(code)
        yield f"{code}: {exemption.name.in_(language)}" if exemption else code


def _files(access: AccessRequest, rows: list[AccessRecord]) -> Iterator[tuple[str, bytes]]:
    """Files are read anew: the file of an access request keeps no second copy of them."""
    wanted = {
        (row.room, row.kind, row.subject, file["name"]): (row.number, file)
        for row in rows
        if row.decision in {Decision.RELEASED, Decision.PARTLY}
        for file in row.files
        if not file["out"]
    }
    if not wanted:
        return
    for held in held_for(access=access):
        for file in held.files:
            if found := wanted.get((held.room, held.kind, held.subject, file.name)):
                number, said = found
                yield f"{number:03}-{Path(file.name).name}", covered(content=file.read(), said=said)


def covered(*, content: bytes, said: Mapping[str, Any]) -> bytes:
    """The picture drawn anew, as the clerk saw it, with black where something is covered; without areas, the bytes as they are."""
    from PIL import Image, ImageDraw, ImageOps  # slow import

    if not said["areas"]:
        return content
    with Image.open(io.BytesIO(content)) as opened:
        upright = ImageOps.exif_transpose(opened)
        picture = Image.new("RGB", upright.size)  # a new one: comments, profiles and EXIF of the old one stay behind
        picture.paste(upright.convert("RGB"))
    draw = ImageDraw.Draw(picture)
    for left, top, right, bottom, code in said["areas"]:
        box = [
            left * picture.width // 100,
            top * picture.height // 100,
            right * picture.width // 100,
            bottom * picture.height // 100,
        ]
        draw.rectangle(box, fill="black")
        draw.text((box[0] + 3, box[1] + 3), f"s. {code}", fill="white")
    made = io.BytesIO()
    picture.save(made, PICTURES.get(said["media_type"], "JPEG"))
    return made.getvalue()


def _pdf(access: AccessRequest, title: str, paragraphs: list[str], parts: list[dict[str, Any]]) -> bytes:
    document = {
        "lang": access.language,
        "city": settings.TOWNLINE_CITY[access.language],
        "title": title,
        "paragraphs": [paragraph for paragraph in paragraphs if paragraph],
        "parts": parts,
    }
    return tagged_pdf(template=TEMPLATE, document=document)


def _day(moment: datetime, language: str) -> str:
    return str(format_date(timezone.localtime(moment).date(), format="long", locale=language))


_DECISIONS = {
    Decision.RELEASED: lambda: _("You get every record that we found."),
    Decision.PARTLY: lambda: _("You get the records with some parts taken out. The sections of the law are:"),
    Decision.WITHHELD: lambda: _("We found records and may not give them to you. The sections of the law are:"),
    Decision.NOTHING: lambda: _("We looked everywhere and found nothing that is kept about you."),
}
