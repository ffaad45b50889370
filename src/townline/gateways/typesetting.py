"""Documents as tagged PDF (PDF/UA-1), set by Typst. Words go in as data, never as markup."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any


def tagged_pdf(*, template: Path, name: str, data: Mapping[str, Any]) -> bytes:
    """`name` is what the template reads: `json(bytes(sys.inputs.<name>))`."""
    pdf: bytes = _typst().compile(
        str(template), sys_inputs={name: json.dumps(data)}, format="pdf", pdf_standards="ua-1"
    )
    return pdf


@lru_cache(maxsize=1)
def _typst() -> Any:
    import typst  # slow import

    return typst
