import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from townline.commands.importing.readers import FileShape, RawRow, open_table
from townline.commands.importing.refusals import ImportRefused

CAFE = "Nr;Où\n1;Café"


def read(path: Path, **shape: Any) -> tuple[list[str], list[RawRow]]:
    with open_table(path=path, shape=FileShape(**shape)) as table:
        return table.header, list(table.rows)


def cells(path: Path) -> list[tuple[list[str], str]]:
    return [(row.cells, row.fault) for row in read(path)[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(CAFE.encode(encoding))
    header, rows = read(path)
    assert header == ["Nr", "Où"]
    assert [row.cells for row in rows] == [["1", "Café"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'"a;b,c"{delimiter}d\n1{delimiter}2\n')
    assert read(path)[0] == ["a;b,c", "d"]


def test_cell_of_several_lines_is_one_cell_and_lines_are_counted_by_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,place\n1,"12 Alder St\n(43.9, -78.8)"\n2,x\n')
    rows = read(path)[1]
    assert [row.cells[1] for row in rows] == ["12 Alder St\n(43.9, -78.8)", "x"]
    assert [row.line for row in rows] == [3, 4]


def test_ragged_row_has_a_fault_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1\n1,2,3\n\n1,2,\n1,2\n")
    found = cells(path)
    assert [fault for _, fault in found] == ["1 cells where the header has 2", "3 cells where the header has 2", "", ""]


def test_gzip_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert cells(path) == [(["1", "2"], "")]


def test_json_has_sparse_keys_nested_objects_and_nulls(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"a": 1, "b": {"c": "x"}}, {"d": None, "a": True}, 7]))
    assert read(path)[0] == ["a", "b.c", "d"]
    assert cells(path) == [
        (["1", "x", ""], ""),
        (["True", "", ""], ""),
        ([], "not an object with named values"),
    ]


def test_json_array_larger_than_one_piece_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"n": number, "pad": "é" * 900} for number in range(1000)]))
    assert [row.cells[0] for row in read(path)[1]] == [str(number) for number in range(1000)]


def test_json_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"a": 1}, {"a": ')
    (first, _), (_, fault) = cells(path)
    assert first == ["1"]
    assert fault.startswith("the file breaks off")


def test_json_lines_and_array_inside_an_object(tmp_path: Path) -> None:
    lines, inside = tmp_path / "a.jsonl", tmp_path / "b.json"
    lines.write_text('{"a": 1}\n\n{oops\n')
    inside.write_text('{"meta": {}, "results": [{"a": 2}]}')
    assert [fault[:7] for _, fault in cells(lines)] == ["", "no JSON"]
    assert cells(inside) == [(["2"], "")]


def test_workbook_gives_dates_in_iso_and_whole_numbers_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([None])
    book.active.append(["When", "Ward", "Extra"])
    book.active.append([dt.datetime(2020, 3, 2, 14, 55), 4.0])
    book.save(tmp_path / "a.xlsx")
    assert cells(tmp_path / "a.xlsx") == [(["2020-03-02T14:55:00", "4", ""], "")]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "is empty"),
        ("a.xlsx", b"no zip", "is not an XLSX workbook"),
        ("a.json", b"{}", "holds no list"),
        ("a.pdf", b"%PDF", "is not a kind of file"),
    ],
)
def test_file_that_is_no_table_is_refused_with_the_reason(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportRefused, match=says):
        read(tmp_path / name)


def test_missing_file_and_unknown_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="There is no file"):
        read(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_text("a,b\n")
    with pytest.raises(ImportRefused, match="not an encoding"):
        read(tmp_path / "a.csv", encoding="klingon")
