"""A document as a tagged PDF (PDF/UA-1), made by Typst. Words are passed as data, never as markup."""

import json
import logging
import re
import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)
_NO_GLYPH = re.compile(r'the text `"(.).*"` could not be displayed with font', re.DOTALL)
_MOST_SCRIPTS = 20


def tagged_pdf(*, template: Path, **data: Mapping[str, Any]) -> bytes:
    """The template reads each document by its name: `json(bytes(sys.inputs.letter))`.

    A script for which this machine has no font keeps a document from nobody: its letters stand there by their number in
    Unicode, `[4F60]`, and nothing of the words is lost.
    """
    typst = _typst()
    without: set[str] = set()
    while True:
        inputs = {name: json.dumps(_printable(document, without)) for name, document in data.items()}
        try:
            pdf: bytes = typst.compile(str(template), sys_inputs=inputs, format="pdf", pdf_standards="ua-1")
        except typst.TypstError as fault:
            missing = _NO_GLYPH.search(str(fault))
            if missing is None or _script(missing[1]) in without or len(without) == _MOST_SCRIPTS:
                raise
            without.add(_script(missing[1]))
            logger.warning("No font here has letters of the script %s: %s", _script(missing[1]), template.name)
        else:
            return pdf


def _script(letter: str) -> str:
    """`CJK`, `TAMIL`: the first word of its name."""
    return unicodedata.name(letter, "NAMELESS").partition(" ")[0]


def _letter(letter: str, without: AbstractSet[str]) -> str:
    if letter not in "\n\t" and unicodedata.category(letter) in {"Cc", "Cn"}:
        return ""
    return f"[{ord(letter):04X}]" if without and not letter.isascii() and _script(letter) in without else letter


def _printable(value: Any, without: AbstractSet[str]) -> Any:
    """Without control characters and what is no letter at all: they come with pasted words and nobody sees them."""
    if isinstance(value, str):
        return "".join(_letter(letter, without) for letter in value)
    if isinstance(value, Mapping):
        return {name: _printable(part, without) for name, part in value.items()}
    return [_printable(part, without) for part in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=1)
def _typst() -> Any:
    import typst  # slow import

    return typst
