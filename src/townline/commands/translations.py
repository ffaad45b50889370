"""French: merge what each room wrote, compile it with Babel, and say what is missing.

python -m townline.commands.translations             merges locale/fr/parts/*.po into one compiled catalogue
python -m townline.commands.translations --missing   lists the texts of templates and code that have no French
"""

import argparse
import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
FUNCTIONS = {  # name → which arguments are the context and the text
    "_": (None, 0),
    "gettext": (None, 0),
    "gettext_lazy": (None, 0),
    "gettext_noop": (None, 0),
    "ngettext": (None, 0),
    "ngettext_lazy": (None, 0),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 1),
    "npgettext_lazy": (0, 1),
}
STRING = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?")
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # the same parts make the same file
SKIPPED = {"node_modules", "static", "migrations", "locale"}


@dataclass(frozen=True, order=True)
class Wanted:
    """One text that a person may read, and where it stands."""

    text: str
    context: str = ""
    place: str = ""


@dataclass(frozen=True)
class Merged:
    catalogue: Catalog
    complaints: tuple[str, ...]


def merge(*, parts: Path) -> Merged:
    """All parts in one catalogue. Complains of two different translations of one text and of lost placeholders."""
    catalogue = Catalog(locale="fr", domain="django", project="Townline", fuzzy=False, creation_date=NO_DATE)
    catalogue.revision_date = NO_DATE
    complaints: list[str] = []
    origin: dict[object, str] = {}
    for path in sorted(parts.glob("*.po")):
        try:
            messages = _read(path)
        except PoFileError as error:
            complaints.append(f"{path.name}: {error}")
            continue
        for message in messages:
            key = (message.context, message.id)
            known = catalogue.get(message.id, message.context)
            if known and known.string != message.string:
                complaints.append(f"{origin[key]} and {path.name} translate {message.id!r} differently")
                continue
            complaints.extend(f"{path.name}: {fault}" for fault in _faults(message))
            catalogue.add(message.id, message.string, context=message.context)
            origin.setdefault(key, path.name)
    return Merged(catalogue, tuple(complaints))


def compile_french(*, locale: Path = PACKAGE / "locale") -> Merged:
    """Writes fr/LC_MESSAGES/django.mo. With two translations of a text the first one stands."""
    merged = merge(parts=locale / "fr" / "parts")
    target = locale / "fr" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_mo(buffer, merged.catalogue)
    if not target.exists() or target.read_bytes() != buffer.getvalue():
        fresh = target.with_suffix(f".{os.getpid()}")  # another process may read it, or write the same, at this moment
        fresh.write_bytes(buffer.getvalue())
        fresh.replace(target)
    return merged


def missing(*, source: Path = PACKAGE) -> list[Wanted]:
    """Texts in use that no part translates."""
    catalogue = merge(parts=source / "locale" / "fr" / "parts").catalogue
    seen: set[tuple[str, str]] = set()
    found: list[Wanted] = []
    for wanted in wanted_texts(source=source):
        message = catalogue.get(wanted.text, wanted.context or None)
        if (message is None or not message.string) and (wanted.text, wanted.context) not in seen:
            seen.add((wanted.text, wanted.context))
            found.append(wanted)
    return sorted(found, key=lambda wanted: (wanted.place, wanted.text))


def wanted_texts(*, source: Path) -> Iterator[Wanted]:
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        if not path.is_file() or SKIPPED.intersection(parts):
            continue
        place = "/".join(parts)
        if path.suffix == ".py":
            yield from _in_python(path.read_text(), place=place)
        elif "templates" in parts:
            yield from _in_template(path.read_text(), place=place)


def _in_python(text: str, *, place: str) -> Iterator[Wanted]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in FUNCTIONS:
            continue
        context_at, text_at = FUNCTIONS[name]
        message = _constant(node.args, text_at)
        if message:
            context = "" if context_at is None else _constant(node.args, context_at)
            yield Wanted(message, context, f"{place}:{node.lineno}")


def _in_template(text: str, *, place: str) -> Iterator[Wanted]:
    for call in CALL.finditer(templatize(text, origin=place)):
        first, second = (ast.literal_eval(found) if found else "" for found in call.group(2, 3))
        line = call.string.count("\n", 0, call.start()) + 1
        if "pgettext" in call.group(1):
            yield Wanted(second, first, f"{place}:{line}")
        else:
            yield Wanted(first, "", f"{place}:{line}")


def _constant(arguments: list[ast.expr], position: int) -> str:
    if position >= len(arguments):
        return ""
    node = arguments[position]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _read(path: Path) -> list[Message]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale="fr", charset="utf-8", abort_invalid=True)
    return [message for message in catalogue if message.id and message.string]


def _faults(message: Message) -> Iterator[str]:
    """A placeholder that French lost or invented breaks the page on which it stands."""
    originals = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
    translations = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    known = {name for text in originals for name in PLACEHOLDER.findall(text)}
    for text in translations:
        if not text:
            yield f"{originals[0]!r} has an empty plural form"
        elif unknown := set(PLACEHOLDER.findall(text)) - known:
            yield f"{originals[0]!r} has no {', '.join(sorted(unknown))}"
        elif len(translations) == 1 and (lost := known - set(PLACEHOLDER.findall(text))):
            yield f"{originals[0]!r} lost {', '.join(sorted(lost))}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m townline.commands.translations", description=__doc__)
    parser.add_argument("--missing", action="store_true", help="list the texts that have no French, compile nothing")
    if parser.parse_args(arguments).missing:
        texts = missing()
        for wanted in texts:
            print(f"{wanted.place}: {wanted.context + ': ' if wanted.context else ''}{wanted.text!r}")
        print(f"{len(texts)} texts without French.", file=sys.stderr)
        return bool(texts)
    merged = compile_french()
    for complaint in merged.complaints:
        print(complaint, file=sys.stderr)
    print(f"French: {len(merged.catalogue)} texts.")
    return bool(merged.complaints)


if __name__ == "__main__":
    sys.exit(main())
