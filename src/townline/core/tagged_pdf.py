"""A document as a tagged PDF (PDF/UA-1), made by Typst. Words are passed as data, never as markup."""

import json
import logging
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)
_NO_GLYPH = "could not be displayed with font"


def tagged_pdf(*, template: Path, **data: Mapping[str, Any]) -> bytes:
    """The template reads each document by its name: `json(bytes(sys.inputs.letter))`.

    A letter of a script for which this machine has no font must not keep a document from anybody: it is made all the same,
    tagged and with the letter in its text, without the stamp of the standard.
    """
    typst = _typst()
    inputs = {name: json.dumps(_printable(document)) for name, document in data.items()}
    try:
        pdf: bytes = typst.compile(str(template), sys_inputs=inputs, format="pdf", pdf_standards="ua-1")
    except typst.TypstError as fault:
        if _NO_GLYPH not in str(fault):
            raise
        logger.warning("No font here has every letter of a document from %s", template.name)
        pdf = typst.compile(str(template), sys_inputs=inputs, format="pdf")
    return pdf


def _printable(value: Any) -> Any:
    """Without control characters and what is no letter at all: they come with pasted words and nobody sees them."""
    if isinstance(value, str):
        return "".join(
            letter for letter in value if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cn"}
        )
    if isinstance(value, Mapping):
        return {name: _printable(part) for name, part in value.items()}
    return [_printable(part) for part in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=1)
def _typst() -> Any:
    import typst  # slow import

    return typst
