"""Templates: what they may extend and include. SQL: which tables it may name. Both by the room in which they stand."""

import ast
import re
from pathlib import Path

from tests.architecture.tree import BANDS, Module, band_of, modules, templates

TAG = re.compile(r"""{%-?\s*(extends|include)\s+([^\s%]+)""")
ROOMS = sorted((room for band in BANDS for room in band), key=len, reverse=True)
TABLE = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ONLY|COPY|TRUNCATE)\s+\"?((?:" + "|".join(ROOMS) + r")_[a-z0-9_]+)",
    re.IGNORECASE,
)


def wrong_extends(source: Path) -> list[str]:
    """A template extends only what lies in templates/."""
    return [
        f"{path.relative_to(source)}: extends {name}, which is not in templates/"
        for path in templates(source)
        for tag, name in TAG.findall(path.read_text(encoding="utf-8"))
        if tag == "extends" and not (source / "templates" / name.strip("\"'")).is_file()
    ]


def wrong_includes(source: Path) -> list[str]:
    """A template includes only its own room's, or components/."""
    return [
        f"{path.relative_to(source)}: includes {name}; only its own room's or components/"
        for path in templates(source)
        for tag, name in TAG.findall(path.read_text(encoding="utf-8"))
        if tag == "include" and not _may_include(path, name, source)
    ]


def tables_above(source: Path) -> list[str]:
    """SQL that names a table of a room above, or beside."""
    return [
        f"{module.name}: SQL names {table}"
        for module in modules(source)
        if module.room in ROOMS
        for table in sorted(_tables(module))
        if (owner := _owner(table)) != module.room and band_of(owner) >= band_of(module.room)
    ]


def _may_include(path: Path, name: str, source: Path) -> bool:
    if name[0] not in "\"'":
        return False  # a name that is computed cannot be checked
    name = name.strip("\"'")
    parts = path.relative_to(source).parts
    home = source.joinpath(*parts[: parts.index("templates") + 1])
    return name.startswith("components/") or (home / name).is_file()


def _tables(module: Module) -> set[str]:
    return {
        table.lower()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for table in TABLE.findall(node.value)
    }


def _owner(table: str) -> str:
    return next(room for room in ROOMS if table.startswith(f"{room}_"))
