"""Counts of the real files made straight from the file with DuckDB, and written down here without looking at the mappings."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb


@dataclass(frozen=True)
class Independent:
    """SQL expressions over the file's own columns."""

    status: str
    service: str
    channel: str
    month: str


KANSAS_STATUS = "case STATUS when 'OPEN' then 'submitted' when 'ASSIG' then 'assigned' when 'RESOL' then 'confirmed' when 'CANC' then 'cancelled' when 'DUP' then 'merged' end"
BOSTON_STATUS = """case when case_status = 'Open' then 'submitted' when contains(closure_reason, 'Case Closed Duplicate of Existing') then 'merged'
    when contains(closure_reason, 'Case Closed Case Invalid') then 'declined' else 'confirmed' end"""
NYC_STATUS = "case {} when 'Open' then 'submitted' when 'Unspecified' then 'submitted' when 'Pending' then 'reviewed' when 'Closed' then 'confirmed' else 'assigned' end"
MONTREAL_STATUS = """case statut when 'Terminée' then 'confirmed' when 'Refusée' then 'declined' when 'Annulée' then 'cancelled' when 'Supprimée' then 'cancelled'
    when 'Acceptée' then 'reviewed' when 'Urgente' then 'reviewed' else 'assigned' end"""
TIDY = "regexp_replace(trim({}), '\\s+', ' ', 'g')"
INDEPENDENT = {
    "kansas_city": Independent(
        KANSAS_STATUS,
        TIDY.format("concat_ws(': ', CATEGORY, TYPE)"),
        "coalesce(SOURCE, '')",
        "strftime(strptime(\"CREATION DATE\", '%m/%d/%Y'), '%Y-%m')",
    ),
    "boston": Independent(BOSTON_STATUS, TIDY.format("type"), "coalesce(source, '')", "left(open_dt, 7)"),
    "nyc": Independent(
        NYC_STATUS.format("Status"),
        TIDY.format('"Complaint Type"'),
        "coalesce(\"Open Data Channel Type\", '')",
        "strftime(strptime(\"Created Date\", '%m/%d/%Y %I:%M:%S %p'), '%Y-%m')",
    ),
    "nyc_soda": Independent(
        NYC_STATUS.format("status"),
        TIDY.format("complaint_type"),
        "coalesce(open_data_channel_type, '')",
        "left(created_date::varchar, 7)",
    ),
    "montreal": Independent(MONTREAL_STATUS, TIDY.format("activite"), "coalesce(provenances, '')", "mois"),
}


def independent_counts(*, mapping: str, path: Path) -> dict[str, Counter[str]]:
    quoted = str(path).replace("'", "''")
    if path.suffix == ".json":
        source = f"read_json('{quoted}')"
    else:
        source = f"read_csv('{quoted}', header = true, all_varchar = true, delim = ',', quote = '\"')"
    connection = duckdb.connect()
    said = INDEPENDENT[mapping]
    return {
        name: Counter(
            dict(connection.sql(f"select {said.__dict__[name]}, count(*) from {source} group by 1").fetchall())
        )
        for name in ("status", "service", "channel", "month")
    }
