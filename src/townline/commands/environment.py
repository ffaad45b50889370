"""What a command finds around it: the settings files, the data folder, the secret key, the database."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from townline.commands.postgres.server import EmbeddedServer

SETTINGS_MODULE = "townline.config.settings"
CITY_FILE = "townline.env"


class CannotGoOn(Exception):
    """A command stops here; the message says why and what to do."""


def data_folder() -> Path:
    return Path(os.environ.get("TOWNLINE_DATA", ".townline")).absolute()


def make_data_folder() -> Path:
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)  # the database's own account passes through
    for name in ("media", "static"):
        (folder / name).mkdir(exist_ok=True, mode=0o700)
    os.environ["TOWNLINE_DATA"] = str(folder)
    return folder


def read_files() -> None:
    """Add settings from files; what the environment says already stands."""
    for path in (Path(".env"), data_folder() / CITY_FILE):
        if path.is_file():
            for name, value in settings_in(path.read_text()).items():
                os.environ.setdefault(name, value)


def settings_in(text: str) -> dict[str, str]:
    """Read lines NAME=value; a value may stand in quotes, a line that starts with # says nothing."""
    found = {}
    for line in text.splitlines():
        name, mark, value = line.strip().removeprefix("export ").partition("=")
        if mark and not name.startswith("#"):
            found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def make_secret_key(folder: Path) -> None:
    path = folder / "secret-key"
    if os.environ.get("TOWNLINE_SECRET_KEY") or path.exists():
        return
    write_privately(path, secrets.token_urlsafe(64) + "\n")


def write_privately(path: Path, text: str) -> None:
    """Write a file that only this account can read, whole or not at all."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def has_own_database() -> bool:
    """Say whether the embedded server is used."""
    return not os.environ.get("DATABASE_URL")


@contextmanager
def database() -> Iterator[EmbeddedServer | None]:
    """Start or join the embedded server; with DATABASE_URL, or inside a process of `townline run`, there is nothing to do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    folder = make_data_folder()
    make_secret_key(folder)
    if not has_own_database() or os.environ.get("TOWNLINE_PG_SOCKET"):
        yield None
        return
    with EmbeddedServer(data=folder) as server:
        os.environ["TOWNLINE_PG_SOCKET"] = str(server.socket)
        try:
            yield server
        finally:
            del os.environ["TOWNLINE_PG_SOCKET"]
