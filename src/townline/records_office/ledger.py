"""A copy of every signed list beside the database: ids only. Whoever restores an older backup brings it up to date with these."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from townline.core.documents import as_json
from townline.records_office.models import DisposalItem, DisposalList

FOLDER = "disposals"
_FIELDS = (
    "uuid", "retention", "is_nightly", "proposed_at", "authority_en", "authority_fr", "items_hash", "signed_at",
    "signed_by_id", "signed_by",
)  # fmt: skip


def folder() -> Path:
    path: Path = settings.TOWNLINE_DATA / FOLDER
    return path


def write(*, disposal_list: DisposalList) -> Path:
    """Whole or not at all; writing it again is the same."""
    path = folder() / f"{disposal_list.uuid}.json"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    rows = DisposalItem.objects.filter(disposal_list=disposal_list, out="").order_by("id")
    document = {name: getattr(disposal_list, name) for name in _FIELDS}
    document["items"] = list(rows.values("subject", "label", "last_used_at"))
    unfinished = path.with_suffix(".unfinished")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(as_json(document))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return path


def read() -> list[dict[str, Any]]:
    """Every list in the folder, in the order of the signatures."""
    found = [json.loads(path.read_text()) for path in sorted(folder().glob("*.json"))]
    return sorted((_typed(document) for document in found), key=lambda document: document["signed_at"])


def _typed(document: dict[str, Any]) -> dict[str, Any]:
    for name in ("proposed_at", "signed_at"):
        document[name] = datetime.fromisoformat(document[name])
    document["uuid"] = UUID(document["uuid"])
    for item in document["items"]:
        item["subject"], item["last_used_at"] = UUID(item["subject"]), datetime.fromisoformat(item["last_used_at"])
    return document
