from pathlib import Path

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
