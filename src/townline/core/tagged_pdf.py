"""A document as a tagged PDF (PDF/UA-1), made by Typst. Words are passed as data, never as markup."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any


def tagged_pdf(*, template: Path, **data: Mapping[str, Any]) -> bytes:
    """The template reads each document by its name: `json(bytes(sys.inputs.letter))`."""
    inputs = {name: json.dumps(document) for name, document in data.items()}
    pdf: bytes = _typst().compile(str(template), sys_inputs=inputs, format="pdf", pdf_standards="ua-1")
    return pdf


@lru_cache(maxsize=1)
def _typst() -> Any:
    import typst  # slow import

    return typst
