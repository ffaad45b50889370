import tomllib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.import_files import DOCUMENT, HEADER, ROW
from townline.commands.importing.mapping import load_mapping, parse_mapping, shipped_names
from townline.commands.importing.readers import RawRow
from townline.commands.importing.record import STATES, RequestRecord
from townline.commands.importing.refusals import ImportRefused, RowRejected
from townline.commands.importing.row_mapper import RowMapper


def mapper(**changes: Any) -> RowMapper:
    return RowMapper(mapping=parse_mapping(DOCUMENT | changes), header=HEADER)


def record(row_mapper: Any = None, **cells: Any) -> RequestRecord:
    row = ROW | {name.replace("_", " "): text for name, text in cells.items()}
    return (row_mapper or mapper()).record(RawRow(2, [row[name] for name in HEADER]))


def reason(**cells: Any) -> str:
    with pytest.raises(RowRejected) as rejected:
        record(**cells)
    return rejected.value.reason


def test_row_becomes_a_record_in_our_words() -> None:
    assert record() == RequestRecord(
        source_id="A-1",
        service="Pothole",
        state="submitted",
        channel="phone",
        submitted_at=datetime(2020, 3, 2, 19, 55, tzinfo=UTC),
        reviewed_at=None,
        assigned_at=None,
        closed_at=None,
        due_at=datetime(2020, 3, 9, 21, 0, tzinfo=UTC),
        outcome="",
        description="Deep,\nby the bakery",
        resolution="",
        address="12 Alder St",
        postal_code="",
        place="",
        lat=43.9,
        lon=-78.86,
        department="Roads",
        team="",
        customer="",
        status_word="Open",
        channel_word="Phone",
    )


def test_closed_row_without_an_outcome_says_not_recorded() -> None:
    assert record(State="Done", Closed="03/05/2020 01:00 PM").outcome == "not_recorded"
    assert record(State="Done", Closed="").closed_at is None


def test_closing_day_without_a_time_is_not_before_the_request() -> None:
    closed = record(State="Done", Closed="2020-03-02")
    assert closed.closed_at == closed.submitted_at


def test_step_long_before_the_request_is_remarked() -> None:
    row_mapper = mapper()
    record(row_mapper, State="Done", Closed="2019-01-01")
    assert list(row_mapper.remarks) == ["a step dated before the request itself: the request's own date is used"]


def test_open_row_with_a_closing_date_is_open_and_remarked() -> None:
    row_mapper = mapper()
    assert record(row_mapper, Closed="2020-03-05").closed_at is None
    assert list(row_mapper.remarks) == ["open, but with a closing date: the date is left out"]


def test_hour_that_the_clock_skipped_is_still_a_moment() -> None:
    assert record(Opened="2020-03-08 02:30:00").submitted_at == datetime(2020, 3, 8, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Number": " "}, "the id is empty"),
        ({"Number": "9" * 81}, "longer than 80"),
        ({"Kind": ""}, "the service is empty"),
        ({"Opened": ""}, "the date of the request is empty"),
        ({"Opened": "31/31/2020 01:00 PM"}, "is not a date"),
        ({"Opened": "0020-03-02"}, "the year of"),
        ({"State": "Perhaps"}, "the status 'Perhaps' is not in the mapping"),
        ({"State": ""}, "the status '' is not in the mapping"),
        ({"Lat": "north"}, "latitude 'north' is not a number"),
        ({"Lat": "4390"}, "no place on earth"),
        ({"Lat": "inf"}, "is not a number"),
    ],
)
def test_row_that_cannot_be_taken_is_rejected_with_the_reason(cells: Any, says: str) -> None:
    assert says in reason(**cells)


@pytest.mark.parametrize(("lat", "long"), [("", ""), ("0", "0.0"), ("N/A", "-78"), ("43", "")])
def test_missing_place_is_no_place(lat: str, long: str) -> None:
    assert record(Lat=lat, Long=long).lat is None


def test_decimal_comma_and_spreadsheet_decimals_are_read() -> None:
    assert record(Lat="43,9", Number="1042.0")[:1] == ("1042",)
    assert record(Lat="43,9").lat == 43.9


def test_point_of_a_cell_with_several_lines_is_found() -> None:
    row_mapper = mapper(place={"address": "Street", "point": "Words"})
    found = record(row_mapper, Words="12 Alder St 64101\n(39.102738, -94.600134)")
    assert (found.lat, found.lon) == (39.102738, -94.600134)


def test_rule_on_another_column_refines_the_state() -> None:
    when = [{"column": "Words", "contains": "duplicate of", "only": "confirmed", "then": "merged"}]
    row_mapper = mapper(status=DOCUMENT["status"] | {"when": when})
    assert record(row_mapper, State="Done", Words="a duplicate of A-0").state == "merged"
    assert record(row_mapper, State="Open", Words="a duplicate of A-0").state == "submitted"


def test_rows_without_an_id_get_the_same_one_each_time() -> None:
    columns = {"columns": ["Opened", "Kind"], "count": True}
    ids = [
        [record(row_mapper, Kind=kind).source_id for kind in "aab"]
        for row_mapper in (mapper(id=columns), mapper(id=columns))
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3


def test_month_and_weekday_stand_for_one_of_its_days() -> None:
    pieces = {"month": "Opened", "weekday": "Words", "hour": "Due"}
    row_mapper = mapper(submitted={"pieces": pieces, "weekdays": {"Mercredi": 3}}, due={})
    at = record(row_mapper, Opened="2022-01", Words="Mercredi", Due="15").submitted_at
    assert (at.year, at.month, at.isoweekday(), at.hour) == (2022, 1, 3, 20)


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_mapping_is_whole(name: str) -> None:
    mapping = load_mapping(name)
    assert mapping.title
    assert set(mapping.status.words.values()) <= STATES


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"colour": "red"}, "colour means nothing"),
        ({"id": {}}, r"must say which column is \[id\]"),
        ({"id": {"colum": "x"}}, "colum means nothing"),
        ({"id": "Number"}, "must be a table"),
        ({"status": {"column": "State", "words": {"Open": "opened"}}}, r"\[status\] uses opened"),
        ({"time_zone": "Mars/Base"}, "is no time zone"),
        ({"submitted": {"column": "Opened", "formats": "iso"}}, "must be list"),
    ],
)
def test_mapping_with_a_fault_is_refused_and_named(change: Any, says: str) -> None:
    with pytest.raises(ImportRefused, match=says):
        parse_mapping(DOCUMENT | change)


def test_column_that_is_not_there_is_named_with_what_comes_near() -> None:
    with pytest.raises(ImportRefused, match=r"no column 'Openned'\. Did you mean 'Opened'"):
        mapper(submitted={"column": "Openned"})


def test_unknown_mapping_is_refused_with_the_known_names() -> None:
    with pytest.raises(ImportRefused, match="kansas_city"):
        load_mapping("atlantis")


@given(st.lists(st.text(max_size=40), min_size=len(HEADER), max_size=len(HEADER)))
def test_any_cells_are_a_record_or_a_reject_with_a_reason(cells: Any) -> None:
    with suppress(RowRejected):
        mapper().record(RawRow(2, cells))


DATES = st.one_of(
    st.from_regex(r"[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}( [0-9]{1,2}:[0-9]{2}( ?[AP]M)?)?", fullmatch=True),
    st.datetimes().map(str),
    st.from_regex(
        r"[0-9]{4}-W[0-9]{2}|[0-9]{8}T[0-9]{6}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}",
        fullmatch=True,
    ),
)


@given(opened=DATES, closed=DATES, lat=st.floats().map(str), long=st.floats().map(str))
def test_odd_dates_and_numbers_are_read_or_rejected_and_never_out_of_order(
    opened: str, closed: str, lat: str, long: str
) -> None:
    try:
        found = record(Opened=opened, Closed=closed, Lat=lat, Long=long, State="Done")
    except RowRejected:
        return
    assert found.closed_at is None or found.closed_at >= found.submitted_at
    assert 1899 <= found.submitted_at.year <= 2101


PIECES = st.text(alphabet="0123456789.-", max_size=8)


@given(PIECES, PIECES, st.sampled_from(["Lundi", "Jeudi", "", "Domingo"]))
def test_odd_pieces_of_a_date_are_read_or_rejected(month: str, hour: str, weekday: str) -> None:
    pieces = {"month": "Opened", "weekday": "Words", "hour": "Crew"}
    row_mapper = mapper(submitted={"pieces": pieces, "weekdays": {"Lundi": 1, "Jeudi": 4}})
    with suppress(RowRejected):
        record(row_mapper, Opened=month, Words=weekday, Crew=hour)


def test_example_of_the_reference_is_a_mapping() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "import-mapping.md").read_text(
        encoding="utf-8"
    )
    first = page.split("```toml")[1].split("```")[0]
    assert parse_mapping(tomllib.loads(first)).submitted.columns == ("Day", "Time")
