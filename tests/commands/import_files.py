"""Made-up files for the tests of imports, and the real ones beside the project."""

import csv
import io
from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
REQUESTS = REAL / "requests"
MAPPINGS = {
    "kansas_city": "kansas_city_311.csv.gz",
    "boston": "boston_311_2011.csv.gz",
    "nyc": "nyc_311_portal_5895.csv",
    "nyc_soda": "nyc_311_soda_1000.json",
    "montreal": "montreal_plateau_311_fr.csv.gz",
}
HEADER = ["Number", "Opened", "Closed", "Due", "State", "Kind", "Came by", "Street", "Lat", "Long", "Words", "Crew"]
DOCUMENT = {
    "source": "mapleton",
    "time_zone": "America/Toronto",
    "id": {"column": "Number"},
    "service": {"column": "Kind"},
    "submitted": {"column": "Opened", "formats": ["%m/%d/%Y %I:%M %p", "iso"]},
    "closed": {"column": "Closed", "formats": ["%m/%d/%Y %I:%M %p", "iso"]},
    "due": {"column": "Due"},
    "status": {
        "column": "State",
        "words": {"Open": "submitted", "Doing": "assigned", "Done": "confirmed", "No": "declined"},
    },
    "channel": {"column": "Came by", "words": {"Phone": "phone", "Web": "web"}, "otherwise": "other"},
    "department": {"column": "Crew"},
    "description": {"column": "Words"},
    "place": {"address": "Street", "latitude": "Lat", "longitude": "Long"},
}
ROW = {
    "Number": "A-1",
    "Opened": "03/02/2020 02:55 PM",
    "Closed": "",
    "Due": "2020-03-09 17:00:00",
    "State": "Open",
    "Kind": "Pothole",
    "Came by": "Phone",
    "Street": "12 Alder St",
    "Lat": "43.9",
    "Long": "-78.86",
    "Words": "Deep,\nby the bakery",
    "Crew": "Roads",
}


def real(name: str) -> Path:
    """A file of ../shared/data, or the test is skipped with the reason."""
    path = REQUESTS / name if "/" not in name else REAL / name
    if not path.exists():
        pytest.skip(f"{path} is not here: the real files are kept beside the project, not in it")
    return path


def csv_file(folder: Path, *rows: dict[str, str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, delimiter=delimiter)
    writer.writeheader()
    writer.writerows([ROW | row for row in rows])
    path = folder / "requests.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path
