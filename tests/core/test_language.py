import pytest

from townline.core.language import Language, Text


@pytest.mark.parametrize(
    ("code", "language"),
    [("fr", "fr"), ("fr-CA", "fr"), ("FR", "fr"), ("en-ca", "en"), ("de", "en"), ("", "en"), (None, "en")],
)
def test_language_of_a_code(code: str | None, language: str) -> None:
    assert Language.of(code) == language


def test_text_falls_back_to_the_other_language() -> None:
    assert (Text(en="Pothole").in_("fr"), Text(fr="Nid-de-poule").in_("en")) == ("Pothole", "Nid-de-poule")


def test_text_survives_json() -> None:
    text = Text(en="Pothole", fr="Nid-de-poule")
    assert Text.from_json(text.as_json()) == text


def test_text_is_false_when_empty() -> None:
    assert [bool(Text()), bool(Text(fr="x"))] == [False, True]
