"""The clock of the sample city goes forward for pages, work and commands together, and nowhere else."""

import argparse
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.factories.accounts import UserFactory
from townline.commands import demo_clock as command
from townline.commands import environment
from townline.commands.environment import CannotGoOn
from townline.config import demo_clock

DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.TOWNLINE_DATA = tmp_path
    settings.TOWNLINE_SAMPLE_CITY = True
    monkeypatch.setattr(environment, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(environment, "has_own_database", lambda: True)
    monkeypatch.setenv("TOWNLINE_PG_SOCKET", "the one of the tests")
    monkeypatch.setattr(environment, "make_data_folder", lambda: tmp_path)
    monkeypatch.setattr(timezone, "now", timezone.now)  # put back after the test
    monkeypatch.setattr(demo_clock, "LOOK_AGAIN", 0)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "meant"),
    [("3d", 3 * DAY), ("12h", DAY / 2), ("1w", 7 * DAY), ("1d12h", 1.5 * DAY), ("30m", timedelta(minutes=30))],
)
def test_length_reads_what_people_write(text: str, meant: timedelta) -> None:
    assert command.length(text) == meant


@pytest.mark.parametrize("text", ["", "3", "d", "3y", "-3d", "3 days"])
def test_length_refuses_what_it_does_not_understand(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        command.length(text)


@pytest.mark.django_db
def test_forward_adds_up_and_back_to_now_ends_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    UserFactory(email="admin@maple-harbour.example")
    demo_clock.install()
    before = timezone.now()
    command.main(["--forward", "1d"])
    command.main(["--forward", "2d"])
    assert "3 days, 0:00:00 ahead" in capsys.readouterr().out
    assert 3 * DAY <= timezone.now() - before < 3 * DAY + timedelta(minutes=1)
    command.main(["--back-to-now"])
    assert timezone.now() - before < timedelta(minutes=1)


@pytest.mark.django_db
def test_a_city_with_real_people_keeps_the_real_time(folder: Path) -> None:
    UserFactory(email="rosa@oshawa.ca")
    with pytest.raises(CannotGoOn, match="real city"):
        command.main(["--forward", "1d"])
    assert not (folder / command.FILE).exists()


@pytest.mark.django_db
def test_it_goes_no_farther_than_the_tables_are_ready_for(folder: Path) -> None:
    UserFactory(email="admin@maple-harbour.example")
    with pytest.raises(CannotGoOn, match="60 days"):
        command.main(["--forward", "61d"])


def test_a_database_of_its_own_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "has_own_database", lambda: False)
    with pytest.raises(CannotGoOn, match="sample city"):
        command.main(["--forward", "1d"])


def test_a_real_city_never_asks_the_file(folder: Path, settings: LazySettings) -> None:
    (folder / command.FILE).write_text('{"seconds": 86400}')
    settings.TOWNLINE_PRODUCTION = True
    assert not demo_clock.is_wanted()
    settings.TOWNLINE_PRODUCTION, settings.TOWNLINE_SAMPLE_CITY = False, False
    assert demo_clock.is_wanted()  # a command beside the sample city
    (folder / command.FILE).unlink()
    assert not demo_clock.is_wanted()


@pytest.mark.parametrize("text", ["", "{}", "three days", '{"seconds": "x"}', "[1]"])
def test_a_file_that_cannot_be_read_moves_nothing(folder: Path, text: str) -> None:
    (folder / command.FILE).write_text(text)
    assert command.ahead_in(folder) == timedelta(0)


def test_periodic_work_is_told_the_moved_time(folder: Path) -> None:
    (folder / command.FILE).write_text('{"seconds": 86400}')
    told: list[int] = []
    demo_clock._moved(lambda *, timestamp: told.append(timestamp))(timestamp=1_000_000)
    assert told == [1_086_400]
