from pathlib import Path

import pytest

from tests.architecture import locks
from tests.architecture.tree import ROOT, SOURCE, plant

PYTHON_LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
LOCKS = [*PYTHON_LOCKS, SOURCE / "frontend" / "package-lock.json"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_hold_no_address(lock: Path) -> None:
    assert locks.addresses(lock) == []


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.name)
def test_locks_hold_hashes(lock: Path) -> None:
    assert locks.without_hash(lock) == []


@pytest.mark.parametrize(
    "line", ["--index-url https://pypi.example/simple", '"resolved": "https://registry.example/x.tgz"', "x @ file:///x"]
)
def test_locks_finds_an_address(line: str, tmp_path: Path) -> None:
    assert len(locks.addresses(plant(tmp_path, line, "run.lock") / "run.lock")) == 1


def test_locks_finds_a_missing_hash(tmp_path: Path) -> None:
    text = "django==5.2 \\\n    --hash=sha256:00\nnumpy==2.0\n    # via shapely\n"
    assert locks.without_hash(plant(tmp_path, text, "run.lock") / "run.lock") == ["run.lock: numpy has no hash"]
