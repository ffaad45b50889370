"""A city's own areas, addresses and assets, from the files in which cities keep them."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapefile
from shapely.geometry import Polygon, mapping, shape

from tests.commands.import_files import real
from townline.commands.importing.console import parser, report
from townline.commands.importing.places.features import features_of, repaired
from townline.commands.importing.refusals import ImportRefused
from townline.places import queries as places
from townline.places.models import Address, Area, Asset

WARD_FILES = {
    "ajax_wards.geojson": 3,
    "brock_wards.geojson": 5,
    "calgary_wards.geojson": 14,
    "clarington_wards.geojson": 4,
    "london_wards.geojson": 14,
    "norfolk_county_wards.geojson.gz": 7,
    "oshawa_wards.geojson": 5,
    "pickering_wards.geojson": 3,
    "scugog_wards.geojson": 5,
    "uxbridge_wards.geojson": 5,
    "whitby_wards.geojson": 4,
}
SQUARE = [[-78.9, 43.8], [-78.8, 43.8], [-78.8, 43.9], [-78.9, 43.9], [-78.9, 43.8]]
NEXT = [[-78.8, 43.8], [-78.7, 43.8], [-78.7, 43.9], [-78.8, 43.9], [-78.8, 43.8]]
BOW_TIE = [[-78.9, 43.8], [-78.8, 43.9], [-78.8, 43.8], [-78.9, 43.9], [-78.9, 43.8]]


def run(*words: str) -> int:
    return report(parser().parse_args(list(words)))


def geojson(path: Path, *features: tuple[dict[str, Any], Any]) -> Path:
    kind = {2: "Point"}
    listed = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": coordinates
            and {
                "type": kind.get(len(coordinates), "Polygon"),
                "coordinates": coordinates if len(coordinates) == 2 else [coordinates],
            },
        }
        for properties, coordinates in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}))
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("name", WARD_FILES)
def test_every_ward_file_loads_and_finds_its_own_points(name: str) -> None:
    path = real(f"boundaries/{name}")
    assert run("areas", str(path), "--from", "2022-11-15") == 0
    assert Area.objects.count() == WARD_FILES[name]
    for area in Area.objects.all():
        found = shape(area.geometry)
        inside = found.representative_point()
        assert found.is_valid
        assert places.areas_at(lat=inside.y, long=inside.x, on=date(2023, 1, 1))["ward"].code == area.code


@pytest.mark.django_db
def test_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = geojson(tmp_path / "w.geojson", ({"WARD": "Ward 01"}, SQUARE), ({"WARD": "Ward 2"}, NEXT))
    for _ in range(2):
        assert run("areas", str(path), "--from", "2022-11-15") == 0
    stored = Area.objects.order_by("code").values_list(
        "code", "name_en", "name_fr", "effective_from", "effective_until"
    )
    assert list(stored) == [
        ("1", "Ward 1", "Quartier 1", date(2022, 11, 15), None),
        ("2", "Ward 2", "Quartier 2", date(2022, 11, 15), None),
    ]


@pytest.mark.django_db
def test_later_wards_take_the_place_of_the_earlier_ones(tmp_path: Path) -> None:
    path = geojson(tmp_path / "w.geojson", ({"WARD": 1}, SQUARE), ({"WARD": 2}, NEXT))
    run("areas", str(path), "--from", "2018-12-01")
    geojson(path, ({"WARD": 1}, NEXT))
    run("areas", str(path), "--from", "2022-11-15")
    stored = Area.objects.order_by("effective_from", "code").values_list("code", "effective_from", "effective_until")
    assert list(stored) == [
        ("1", date(2018, 12, 1), date(2022, 11, 14)),
        ("2", date(2018, 12, 1), date(2022, 11, 14)),
        ("1", date(2022, 11, 15), None),
    ]


@pytest.mark.django_db
def test_other_shape_from_the_same_day_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = geojson(tmp_path / "w.geojson", ({"WARD": 1}, SQUARE))
    run("areas", str(path), "--from", "2022-11-15")
    geojson(path, ({"WARD": 1}, NEXT))
    run("areas", str(path), "--from", "2022-11-15")
    assert "give a later first day" in " ".join(capsys.readouterr().out.split())
    assert Area.objects.get().geometry["coordinates"][0][0][0] in {-78.9, -78.8}
    assert shape(Area.objects.get().geometry).equals(Polygon(SQUARE))


@pytest.mark.django_db
def test_feature_without_a_shape_is_left_out(tmp_path: Path) -> None:
    path = geojson(tmp_path / "w.geojson", ({"WARD": 1}, SQUARE), ({"WARD": 2}, None))
    assert run("areas", str(path), "--from", "2022-11-15") == 0
    assert Area.objects.get().code == "1"


def test_crossing_rings_are_untangled() -> None:
    found, was_repaired = repaired(Polygon(BOW_TIE))
    assert was_repaired
    assert found.is_valid
    assert found.geom_type == "MultiPolygon"


def test_arcgis_answer_has_holes_and_web_mercator(tmp_path: Path) -> None:
    outer = [[0, 0], [0, 3000], [3000, 3000], [3000, 0], [0, 0]]
    hole = [[1000, 1000], [2000, 1000], [2000, 2000], [1000, 2000], [1000, 1000]]
    answer = {
        "spatialReference": {"wkid": 102100, "latestWkid": 3857},
        "features": [{"attributes": {"WARD": 1}, "geometry": {"rings": [outer, hole]}}],
    }
    (tmp_path / "a.json").write_text(json.dumps(answer))
    found = features_of(tmp_path / "a.json")[0].shape
    assert found is not None
    assert len(mapping(found)["coordinates"]) == 2
    assert found.bounds == pytest.approx((0, 0, 0.0269494, 0.0269494), abs=1e-6)


def test_shapefile_is_read_and_one_in_metres_is_refused(tmp_path: Path) -> None:
    with shapefile.Writer(str(tmp_path / "w")) as writer:
        writer.field("WARD", "C")
        writer.poly([SQUARE])
        writer.record("3")
    feature = features_of(tmp_path / "w.shp")[0]
    assert feature.properties == {"WARD": "3"}
    assert feature.shape is not None
    assert feature.shape.equals(Polygon(SQUARE))
    (tmp_path / "w.prj").write_text('PROJCS["NAD83 / UTM zone 17N",GEOGCS["NAD83"]]')
    with pytest.raises(ImportRefused, match="another frame than degrees"):
        features_of(tmp_path / "w.shp")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read"),
        (b"{}", "cannot be read"),
        (b'{"features": []}', "holds no features"),
        (b"\x1f\x8bxx", "cannot be read"),
        (b'{"features": [{"geometry": {"type": "Point", "coordinates": [600000, 4800000]}}]}', "not in degrees"),
        (b'{"features": [{"geometry": {"type": "Point", "coordinates": ["a", "b"]}}]}', "cannot be read"),
        (b'{"spatialReference": {"wkid": 26917}, "features": [{"attributes": {}}]}', "another frame"),
    ],
)
def test_file_that_is_no_map_is_refused_with_the_reason(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "a.geojson").write_bytes(content)
    with pytest.raises(ImportRefused, match=says):
        features_of(tmp_path / "a.geojson")


def test_gzipped_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = geojson(tmp_path / "w.geojson", ({"WARD": 1}, SQUARE))
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + path.read_bytes()))
    assert len(features_of(path)) == 1


@pytest.mark.django_db
def test_addresses_come_from_points_or_from_a_table_and_only_once(tmp_path: Path) -> None:
    points = geojson(
        tmp_path / "addresses.geojson",
        ({"ADDRESS_ID": 7, "CIVIC_NUMBER": 12, "STREET": "Alder St", "POSTAL_CODE": "L1L 1L1"}, [-78.8, 43.9]),
        ({"ADDRESS_ID": 8, "CIVIC_NUMBER": 14, "STREET": "Alder St", "POSTAL_CODE": ""}, None),
    )
    for _ in range(2):
        assert run("addresses", str(points)) == 0
    address = Address.objects.get()
    assert (address.text, address.lat, address.long, address.source_id) == ("12 Alder St", 43.9, -78.8, "7")
    with (tmp_path / "more.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows(
            [
                ["id", "full_address", "Latitude", "Longitude"],
                ["1", "3 Elm Rd", "43.8", "-78.7"],
                ["2", "5 Elm Rd", "x", ""],
            ]
        )
    assert run("addresses", str(tmp_path / "more.csv")) == 0
    assert set(Address.objects.values_list("number", "street")) == {("12", "Alder St"), ("3", "Elm Rd")}


@pytest.mark.django_db
def test_address_that_moved_is_changed(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", ({"ID": 7, "NUMBER": 12, "STREET": "Alder St"}, [-78.8, 43.9]))
    run("addresses", str(path))
    geojson(path, ({"ID": 7, "NUMBER": 14, "STREET": "Alder St"}, [-78.8, 43.95]))
    run("addresses", str(path))
    address = Address.objects.get()
    assert (address.text, address.search, address.lat) == ("14 Alder St", "14 alder st", 43.95)


@pytest.mark.django_db
def test_assets_keep_their_properties(tmp_path: Path) -> None:
    path = geojson(tmp_path / "poles.geojson", ({"POLE_ID": "P-1", "LAMP": "LED"}, [-78.8, 43.9]))
    for _ in range(2):
        assert run("assets", str(path), "--kind", "light_pole") == 0
    asset = Asset.objects.get()
    assert (asset.kind, asset.code, asset.properties["LAMP"]) == ("light_pole", "P-1", "LED")


def test_property_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = geojson(tmp_path / "w.geojson", ({"WARD": 1}, SQUARE))
    assert run("areas", str(path), "--from", "2022-11-15", "--code", "WRD") == 2
    assert "There is no property 'WRD'" in " ".join(capsys.readouterr().out.split())
