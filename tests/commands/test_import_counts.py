"""The counts of a real file are those that DuckDB makes of it."""

from collections import Counter
from pathlib import Path

import duckdb
import pytest

from tests.commands.import_counts import independent_counts
from tests.commands.import_files import MAPPINGS, real
from townline.commands.importing.mapping import load_mapping
from townline.commands.importing.progress import Progress
from townline.commands.importing.reading import request_file

HEAD = 1500  # records


def head_of(path: Path, folder: Path) -> Path:
    """The first records of a file, in the shape that it has."""
    quoted, target = str(path), folder / path.name.removesuffix(".gz")
    if path.suffix == ".json":
        target = folder / path.name
        target.write_bytes(path.read_bytes())
        return target
    rows = (
        f"select * from read_csv('{quoted}', header = true, all_varchar = true, delim = ',', quote = '\"') limit {HEAD}"
    )
    duckdb.sql(f"copy ({rows}) to '{target}' (header, delimiter ',')")
    return target


def our_counts(*, mapping: str, path: Path, rejects: Path) -> dict[str, Counter[str]]:
    with request_file(path=path, mapping=load_mapping(mapping), rejects=rejects) as file:
        for _ in file.records(Progress()):
            pass
    tally = file.tally
    assert tally.rejected == 0
    by_channel: Counter[str] = Counter()
    for (word, _), count in tally.by_channel.items():
        by_channel[word] += count
    return {"status": tally.states(), "service": tally.by_service, "channel": by_channel, "month": tally.by_month}


@pytest.mark.parametrize("mapping", MAPPINGS)
def test_counts_of_the_head_are_those_of_duckdb(tmp_path: Path, mapping: str) -> None:
    path = head_of(real(MAPPINGS[mapping]), tmp_path)
    assert our_counts(mapping=mapping, path=path, rejects=tmp_path / "r") == independent_counts(
        mapping=mapping, path=path
    )


@pytest.mark.slow
@pytest.mark.parametrize("mapping", MAPPINGS)
def test_counts_of_the_whole_file_are_those_of_duckdb(tmp_path: Path, mapping: str) -> None:
    path = real(MAPPINGS[mapping])
    assert our_counts(mapping=mapping, path=path, rejects=tmp_path / "r") == independent_counts(
        mapping=mapping, path=path
    )
