import stat
from argparse import Namespace
from pathlib import Path

import pytest

from townline.commands import city_questions, console, environment, init, production
from townline.commands.city_questions import QUESTIONS


def test_settings_are_read_from_lines() -> None:
    text = "# a comment\nA=1\nexport B='two words'\nC=\"x=y\"\n\nnot a setting\n"
    assert environment.settings_in(text) == {"A": "1", "B": "two words", "C": "x=y"}


def test_environment_stands_above_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOWNLINE_DATA", str(tmp_path))
    monkeypatch.setenv("TOWNLINE_TEST_A", "said")
    monkeypatch.setenv("TOWNLINE_TEST_B", "")
    monkeypatch.delenv("TOWNLINE_TEST_B")
    (tmp_path / ".env").write_text("TOWNLINE_TEST_A=file\nTOWNLINE_TEST_B=file\n")
    environment.read_files()
    assert (environment.os.environ["TOWNLINE_TEST_A"], environment.os.environ["TOWNLINE_TEST_B"]) == ("said", "file")
    monkeypatch.delenv("TOWNLINE_TEST_B")


def test_secret_key_is_made_once_and_for_us_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TOWNLINE_SECRET_KEY", raising=False)
    environment.make_secret_key(tmp_path)
    first = (tmp_path / "secret-key").read_text()
    environment.make_secret_key(tmp_path)
    assert (tmp_path / "secret-key").read_text() == first
    assert len(first.strip()) >= production.SHORTEST_KEY
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_production_names_each_missing_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    assert production.missing() == []
    for name in PRODUCTION:
        with monkeypatch.context() as changed:
            changed.delenv(name)
            gaps = production.missing()
            assert [gap.name for gap in gaps] == [name]
            assert name in production.explanation(gaps)


def test_production_asks_the_city_s_sign_in_over_https_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**PRODUCTION, "TOWNLINE_OIDC_SERVER_URL": "http://id.city.example"}.items():
        monkeypatch.setenv(name, value)
    assert [gap.name for gap in production.missing()] == ["TOWNLINE_OIDC_SERVER_URL"]


def test_init_sets_all_that_production_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answers = {question.name: question.example or question.default or "" for question in QUESTIONS}
    values = init.settings_of({**answers, "host": "311.city.example"}, folder=tmp_path)
    for name in PRODUCTION:
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert production.missing() == []


def test_init_knows_only_provinces_whose_holidays_it_knows() -> None:
    given = {question.name: question.example or question.default or "" for question in QUESTIONS}
    assert city_questions.answers(Namespace(no_questions=True, **{**given, "province": "qc"}))["province"] == "QC"
    with pytest.raises(environment.CannotGoOn, match="--province must be one of AB"):
        city_questions.answers(Namespace(no_questions=True, **{**given, "province": "Ontario"}))


def test_unknown_verb_shows_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.main(["rum"]) == 2
    assert "townline VERB" in capsys.readouterr().err


def test_every_verb_has_a_module() -> None:
    assert {name: callable(verb.main()) for name, verb in console.VERBS.items()} == dict.fromkeys(console.VERBS, True)


PRODUCTION = {
    "TOWNLINE_SECRET_KEY": "x" * 50,
    "TOWNLINE_ALLOWED_HOSTS": "311.city.example",
    "TOWNLINE_SITE_URL": "https://311.city.example",
    "TOWNLINE_LIVE_URL": "https://311.city.example",
    "TOWNLINE_TLS_AT_PROXY": "1",
    "TOWNLINE_MAIL_HOST": "smtp.city.example",
    "TOWNLINE_CITY_EN": "City of Example",
    "TOWNLINE_CITY_FR": "Ville d’Exemple",
    "TOWNLINE_FROM_EMAIL": "no-reply@city.example",
    "TOWNLINE_REPLY_TO": "service@city.example",
}
