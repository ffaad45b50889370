"""The written part of the sample city: services, organisation, figures, phrases, read from the TOML files beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Document = dict[str, Any]


def read_toml(*, name: str) -> Document:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


@cache
def organisation() -> Document:
    return read_toml(name="organisation.toml")


@cache
def service_documents() -> tuple[Document, ...]:
    """One JSON definition for each service: the file's `[defaults]`, then what the service says itself."""
    found: list[Document] = []
    for path in sorted((HERE / "services").glob("*.toml")):
        data = read_toml(name=f"services/{path.name}")
        found += [{**data.get("defaults", {}), **service} for service in data["service"]]
    return tuple(found)
