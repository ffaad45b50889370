"""Whatever stands in a file: rows, rejects or one refusal; never a traceback."""

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.import_files import DOCUMENT, HEADER
from townline.commands.importing.mapping import parse_mapping
from townline.commands.importing.progress import Progress
from townline.commands.importing.reading import request_file
from townline.commands.importing.refusals import ImportRefused

ANY_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)


def read(folder: Path, name: str, content: bytes) -> int:
    path = folder / name
    path.write_bytes(content)
    try:
        with request_file(path=path, mapping=parse_mapping(DOCUMENT), rejects=folder / "rejects.csv") as file:
            taken = len(list(file.records(Progress())))
    except ImportRefused:
        return 0
    assert file.tally.taken == taken
    assert bool(file.tally.rejected) == (folder / "rejects.csv").exists()
    return taken


@ANY_FOLDER
@given(st.binary(max_size=300))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    for name in ("a.csv", "a.json", "a.jsonl", "a.xlsx"):
        read(tmp_path, name, content)


@ANY_FOLDER
@given(st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_bytes_below_a_right_header(tmp_path: Path, content: bytes, encoding: str) -> None:
    read(tmp_path, "a.csv", ",".join(HEADER).encode(encoding) + b"\n" + content)
    read(tmp_path, "a.csv.gz", b"\x1f\x8b" + content)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@ANY_FOLDER
@given(st.lists(JSON | st.fixed_dictionaries(dict.fromkeys(HEADER, JSON)), max_size=4))
def test_any_json(tmp_path: Path, rows: Any) -> None:
    read(tmp_path, "a.json", json.dumps(rows).encode())
    read(tmp_path, "a.jsonl", "\n".join(json.dumps(row) for row in rows).encode())
