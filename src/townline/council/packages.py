"""The councillor's own notes as a package that opens everywhere: one page to read, one file for a machine."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from townline.council.models import Note


def package_of(*, notes: "Sequence[Note]") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.html", _page(notes))
        archive.writestr("notes.json", json.dumps([_plain(note) for note in notes], ensure_ascii=False, indent=1))
    return made.getvalue()


def _plain(note: "Note") -> dict[str, str]:
    return {
        "about": note.about,
        "words": note.words,
        "written_at": note.written_at.isoformat(),
        "changed_at": note.changed_at.isoformat(),
        "written_by": note.written_by,
    }


def _page(notes: "Sequence[Note]") -> str:
    parts = format_html_join(
        "\n",
        "<section><h2>{}</h2><p>{} · {}</p><pre>{}</pre></section>",
        ((note.about, _day(note), note.written_by, note.words) for note in notes),
    )
    title = _("Constituency notes")
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body><h1>{}</h1>\n{}\n</body></html>',
        get_language() or "en",
        title,
        title,
        parts,
    )


def _day(note: "Note") -> str:
    return date_format(timezone.localtime(note.changed_at), "j F Y")
