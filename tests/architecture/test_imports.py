"""The contracts of .importlinter and .importlinter-models, on our tree and on planted ones."""

import configparser
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import BANDS, ROOT, SOURCE, plant, rooms

CONFIGS = (".importlinter", ".importlinter-models")
BROKEN = {
    "a lower room imports an upper one": (
        ".importlinter",
        ("places", "queries.py", "import townline.service_requests\n"),
    ),
    "a lower room imports an upper one for its types only": (
        ".importlinter",
        ("places", "queries.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import townline.desk\n"),
    ),
    "rooms of one band know each other": (".importlinter", ("desk", "urls.py", "import townline.portal\n")),
    "a room that is in no band": (".importlinter", ("extras", "__init__.py", "")),
    "a query calls an operation": (
        ".importlinter",
        ("places", "queries.py", "from townline.places import operations\n"),
    ),
    "an HTTP client outside gateways": (".importlinter", ("places", "operations.py", "import requests\n")),
    "another room's tables": (
        ".importlinter-models",
        ("service_requests", "queries.py", "from townline.places.models import Area\n"),
    ),
}
FINE = {
    "a type hint names another room's table": (
        ".importlinter-models",
        (
            "service_requests",
            "queries.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from townline.places.models import Area\n",
        ),
    ),
    "a room reads its own tables": (
        ".importlinter-models",
        ("places", "queries.py", "import townline.places.models\n"),
    ),
    "gateways call out": (".importlinter", ("gateways", "http.py", "import requests\n")),
}


def lint(tree: Path, config: str) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(linter), "--config", str(ROOT / config), "--no-cache", "--no-logo"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def small_tree(tmp_path: Path) -> Path:
    """A package called townline with the rooms that the planted lines name."""
    for room in ("config", "core", "desk", "gateways", "places", "portal", "service_requests"):
        plant(tmp_path, "", "townline", room, "__init__.py")
    for name in ("models.py", "operations.py", "queries.py"):
        plant(tmp_path, "", "townline", "places", name)
    return plant(tmp_path, "", "townline", "__init__.py")


@pytest.mark.parametrize("config", CONFIGS)
def test_imports_keep_the_contracts(config: str) -> None:
    result = lint(SOURCE.parent, config)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("fault", BROKEN)
def test_imports_find_what_breaks_a_contract(fault: str, small_tree: Path) -> None:
    config, (room, name, text) = BROKEN[fault]
    plant(small_tree, text, "townline", room, name)
    result = lint(small_tree, config)
    assert "BROKEN" in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize("habit", FINE)
def test_imports_allow_what_is_fine(habit: str, small_tree: Path) -> None:
    config, (room, name, text) = FINE[habit]
    plant(small_tree, text, "townline", room, name)
    result = lint(small_tree, config)
    assert result.returncode == 0, result.stdout + result.stderr


def test_bands_are_those_of_importlinter() -> None:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    layers = parser["importlinter:contract:bands"]["layers"].split("\n")
    read = tuple(tuple(name.strip(" ()") for name in line.split("|")) for line in layers if line.strip())
    assert read == BANDS


def test_models_contract_names_every_room_with_tables() -> None:
    text = (ROOT / ".importlinter-models").read_text()
    with_tables = {
        room for room in rooms() if (SOURCE / room / "models").exists() or (SOURCE / room / "models.py").exists()
    }
    assert {room for room in with_tables if f"townline.{room}.** -> townline.{room}.models\n" not in text} == set()
