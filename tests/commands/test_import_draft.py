import tomllib
from pathlib import Path

import pytest

from tests.commands.import_files import MAPPINGS, csv_file, real
from townline.commands.importing.console import parser, report
from townline.commands.importing.drafting import draft
from townline.commands.importing.mapping import load_mapping, parse_mapping

OURS = [
    {"Number": f"A-{number}", "Opened": "2020-03-02 10:00:00", "Came by": "Phone call", "State": "Closed"}
    for number in range(5)
]


def test_draft_of_our_file_finds_every_column(tmp_path: Path) -> None:
    path = csv_file(tmp_path, *OURS)
    path.write_text(
        path.read_text().replace(
            "Number,Opened,Closed,Due,State,Kind", "Case ID,Created Date,Closed,Due,Status,Request Type"
        )
    )
    drafted = tomllib.loads(draft(path))
    assert drafted["id"] == {"column": "Case ID"}
    assert drafted["service"] == {"column": "Request Type"}
    assert drafted["submitted"] == {"column": "Created Date", "formats": ["iso"]}
    assert drafted["status"] == {"column": "Status", "words": {"Closed": "confirmed"}}
    assert drafted["place"] == {"latitude": "Lat", "longitude": "Long"}


@pytest.mark.parametrize("mapping", ["kansas_city", "boston", "nyc", "nyc_soda"])
def test_draft_of_a_real_file_is_a_mapping_that_agrees_with_ours(mapping: str) -> None:
    drafted = parse_mapping(tomllib.loads(draft(real(MAPPINGS[mapping]))))
    ours = load_mapping(mapping)
    assert (drafted.id, drafted.submitted.names, drafted.closed.names) == (
        ours.id,
        ours.submitted.names,
        ours.closed.names,
    )
    assert (drafted.status.column, drafted.channel.column) == (ours.status.column, ours.channel.column)
    assert (drafted.place.latitude, drafted.place.longitude) == (ours.place.latitude, ours.place.longitude)


def test_draft_says_what_is_to_finish(tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("colour,size\nred,1\nred,1\n")
    assert "# TO FINISH: no column is unique" in draft(path)
    assert tomllib.loads(draft(path))["service"] == {"column": ""}


def test_draft_never_overwrites_a_file(tmp_path: Path, capsys: object) -> None:
    path = csv_file(tmp_path, *OURS)
    target = tmp_path / "draft.toml"
    assert report(parser().parse_args(["mapping-draft", str(path), "--to", str(target)])) == 0
    first = target.read_text()
    assert report(parser().parse_args(["mapping-draft", str(path), "--to", str(target)])) == 2
    assert target.read_text() == first
