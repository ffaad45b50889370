"""How far the sample city of this data folder has come, so that one interrupted half-way is never taken for a whole one."""

from pathlib import Path

from townline.commands import environment

NOTE_LOADING = "loading"
NOTE_LOADED = "loaded"


def _note() -> Path:
    return environment.data_folder() / "sample-city"


def read_note() -> str:
    return _note().read_text() if _note().exists() else ""


def write_note(words: str) -> None:
    _note().write_text(words)
