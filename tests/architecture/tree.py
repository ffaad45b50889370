"""What the checks read: rooms, bands and the files of a tree. A check is a function from a tree to a list of complaints."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "townline"

# Top to bottom, as in .importlinter; test_imports.py compares the two.
BANDS = (
    ("config",),
    ("portal", "desk", "api", "commands"),
    ("ui",),
    ("records_office", "surveys", "warehouse"),
    ("notifications",),
    ("complaints", "council", "contact_centre", "counter", "workforce"),
    ("service_requests",),
    ("interactions", "knowledge", "assist", "routing", "service_levels"),
    ("catalog", "customers"),
    ("places",),
    ("accounts",),
    ("privacy",),
    ("events", "gateways"),
    ("core",),
)
SITES = BANDS[1]
# Folders of src/townline that hold no rooms.
NOT_ROOMS = {"frontend", "locale", "static", "templates", "__pycache__"}
BUILT = {"node_modules", "__pycache__", "static", "dist", "locale"}


@dataclass(frozen=True)
class Module:
    path: Path
    room: str  # "" for a file beside the rooms
    inside: tuple[str, ...]  # the path inside the room: ("operations", "submit.py")
    text: str

    @property
    def name(self) -> str:
        return "/".join((self.room, *self.inside)) if self.room else "/".join(self.inside)

    @property
    def tree(self) -> ast.Module:
        return parsed(self.text)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@lru_cache(maxsize=2_000)
def parsed(text: str) -> ast.Module:
    """Python 3.11 counts depth for all threads as one, and only a collection lets another thread in (python/cpython#106905)."""
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        gc.enable()


def band_of(room: str) -> int:
    """The higher the number, the higher the room stands."""
    for depth, band in enumerate(reversed(BANDS)):
        if room in band:
            return depth
    raise KeyError(f"{room} is in no band: see docs/decisions/0001-rooms-and-bands.md")


def files(source: Path, suffix: str) -> Iterator[Path]:
    for path in sorted(source.rglob(f"*{suffix}")):
        if not BUILT.intersection(path.relative_to(source).parts):
            yield path


def modules(source: Path = SOURCE) -> Iterator[Module]:
    """Every hand-written Python file below a tree, without migrations."""
    for path in files(source, ".py"):
        parts = path.relative_to(source).parts
        if "migrations" in parts:
            continue
        room, inside = (parts[0], parts[1:]) if len(parts) > 1 else ("", parts)
        yield Module(path=path, room=room, inside=inside, text=path.read_text(encoding="utf-8"))


def templates(source: Path = SOURCE) -> Iterator[Path]:
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        if path.is_file() and "templates" in parts and not BUILT.intersection(parts):
            yield path


def rooms(source: Path = SOURCE) -> set[str]:
    return {
        path.name
        for path in source.iterdir()
        if path.is_dir() and path.name not in NOT_ROOMS and any(path.rglob("*.py"))
    }


def plant(root: Path, text: str, *parts: str) -> Path:
    """Write one file into a tree of a test, to show that a check finds it; return the tree."""
    path = root.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return root
