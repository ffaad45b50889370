"""The database of this installation, told to PostgreSQL's own programs through their environment, never on a command line."""

import os

from psycopg.conninfo import conninfo_to_dict, make_conninfo

NAMES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "options": "PGOPTIONS",
}  # fmt: skip


def conninfo() -> str:
    url = os.environ.get("DATABASE_URL")
    return url or make_conninfo(host=os.environ["TOWNLINE_PG_SOCKET"], user="townline", dbname="townline")


def for_programs() -> dict[str, str]:
    parts = conninfo_to_dict(conninfo())
    return {**os.environ, "LC_ALL": "C", **{NAMES[name]: str(value) for name, value in parts.items() if name in NAMES}}
