"""Look for somebody byte by byte: in a dump, in files, in the raw pages of the database."""

import base64
import quopri
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from townline.commands.postgres.places import installed_programs
from townline.core.words import plain


def forms_of(trace: str) -> dict[str, bytes]:
    """The trace as it may stand somewhere."""
    forms: dict[str, bytes] = {}
    for name, text in (
        ("as typed", trace), ("lower", trace.lower()), ("upper", trace.upper()), ("plain", plain(trace)),
        ("title", plain(trace).title()),
    ):  # fmt: skip
        whole = text.encode()
        forms[name] = whole
        forms[f"{name}, hex"] = whole.hex().encode()
        forms[f"{name}, HEX"] = whole.hex().upper().encode()
        forms[f"{name}, JSON"] = text.encode("unicode_escape")
        forms[f"{name}, UTF-16"] = text.encode("utf-16-le")
        forms[f"{name}, latin-1"] = text.encode("latin-1", "replace")
        forms[f"{name}, quoted-printable"] = quopri.encodestring(whole)
        forms[f"{name}, address"] = quote(text).encode()
        for shift in range(3):  # base64 looks different at each of three beginnings
            coded = base64.b64encode(b"\0" * shift + whole)
            forms[f"{name}, base64 {shift}"] = coded[(0, 2, 3)[shift] : len(coded) - 4]
    return {name: form for name, form in forms.items() if len(form) >= 6}


def phone_forms(e164: str) -> list[str]:
    area, first, last = e164[2:5], e164[5:8], e164[8:]
    return [
        e164, e164[1:], e164[2:], f"{area}-{first}-{last}", f"{area} {first} {last}", f"({area}) {first}-{last}",
        f"{area}.{first}.{last}", f"{first}-{last}",
    ]  # fmt: skip


def found_in(where: str, content: bytes, traces: Iterable[str]) -> list[str]:
    return [
        f"{trace!r} {name} in {where}" for trace in traces for name, form in forms_of(trace).items() if form in content
    ]


def files_below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def dump(*, socket: str, name: str, user: str) -> bytes:
    """Plain text, with the data of every table."""
    command = [
        installed_programs() / "bin" / "pg_dump",
        "--format=plain",
        f"--host={socket}",
        f"--username={user}",
        name,
    ]
    return subprocess.run([str(part) for part in command], capture_output=True, check=True).stdout
