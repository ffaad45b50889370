from pathlib import Path

from tests.architecture.tree import plant
from townline.commands import translations


def test_every_text_has_french() -> None:
    """`python -m townline.commands.translations --missing` prints the same list."""
    assert [f"{wanted.place}: {wanted.text}" for wanted in translations.missing()] == []


def test_no_text_has_two_translations() -> None:
    assert translations.merge(parts=translations.PACKAGE / "locale" / "fr" / "parts").complaints == ()


def test_missing_finds_a_text_without_french(tmp_path: Path) -> None:
    plant(tmp_path, '{% translate "Send report" %}', "portal", "templates", "portal", "report.html")
    assert [wanted.text for wanted in translations.missing(source=tmp_path)] == ["Send report"]
