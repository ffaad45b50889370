"""`townline run`: everything on one machine, under one supervisor."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from townline.commands import addresses, environment, ports, production
from townline.commands.environment import CannotGoOn
from townline.commands.postgres.locks import FileLock
from townline.commands.postgres.server import EmbeddedServer
from townline.commands.prepare_note import NOTE_LOADING, read_note
from townline.commands.processes import leftovers
from townline.commands.processes.child import Child, on_leash
from townline.commands.processes.supervisor import Supervisor

DESCRIPTION = """\
Start Townline on this machine: the web pages, the background worker, live events and, unless DATABASE_URL names a
server, a PostgreSQL of its own in the data folder (TOWNLINE_DATA, by default ./.townline). Ctrl-C ends it; nothing is
lost. Started for the first time with its own database, it fills it with the invented city of Maple Harbour.
"""


def main(argv: list[str]) -> int:
    _choose(_parser().parse_args(argv))
    folder = environment.make_data_folder()
    environment.make_secret_key(folder)
    run_lock = FileLock(folder / "run.lock")
    if not run_lock.try_own():
        raise CannotGoOn(
            f"Townline already runs with the data folder {folder}: process {_read(folder / 'run.pid')}. "
            "End that one first (Ctrl-C, or `kill` and its number), or set TOWNLINE_DATA."
        )
    (folder / "run.pid").write_text(str(os.getpid()))
    processes = FileLock(folder / "processes.lock")
    if not leftovers.end(folder=folder, lock=processes):
        raise CannotGoOn(
            f"processes of an earlier run still use {folder} and do not end. Restart the machine or end them by hand."
        )
    ports.refuse_taken()
    with environment.database() as server:
        _prepare(server)
        supervisor = Supervisor(children=_children(processes), folder=folder, look_after=_looking_after(server))
        supervisor.heed_signals()
        supervisor.start()
        try:
            if ports.wait_until_answered(given_up=supervisor.told.is_set):
                print(addresses.told(), flush=True)
            elif not supervisor.told.is_set():
                print(
                    "townline: the pages do not answer; the reason should stand above. Still trying.",
                    file=sys.stderr,
                    flush=True,
                )
            supervisor.keep()
        finally:
            print("\nEnding ...", flush=True)
            supervisor.end()
    return 0


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else "?"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="townline run", description=DESCRIPTION)
    parser.add_argument("--host", help="address to listen on (TOWNLINE_HOST, by default 127.0.0.1: this machine only)")
    parser.add_argument(
        "--port", type=int, help="port of the pages (TOWNLINE_PORT, by default 8311); the next two are used, too"
    )
    parser.add_argument(
        "--web-workers", type=int, help="processes that answer pages (TOWNLINE_WEB_WORKERS, by default 2)"
    )
    parser.add_argument(
        "--with-sample-city",
        action="store_true",
        help="fill the database of DATABASE_URL with the sample city if it is empty",
    )
    parser.add_argument("--empty", action="store_true", help="leave an empty database empty: no sample city")
    parser.add_argument(
        "--training",
        action="store_true",
        help="a training copy: a banner on each page, mails nobody (TOWNLINE_TRAINING=1)",
    )
    parser.add_argument(
        "--production",
        action="store_true",
        help="a real city: refuse to start while a needed setting is missing (TOWNLINE_PRODUCTION=1)",
    )
    parser.add_argument("--access-log", action="store_true", help="print one line for each page asked for")
    return parser


def _choose(arguments: argparse.Namespace) -> None:
    """Put everything into the environment, where all processes find it."""
    chosen = {
        "TOWNLINE_HOST": arguments.host or os.environ.get("TOWNLINE_HOST", "127.0.0.1"),
        "TOWNLINE_PORT": str(arguments.port or os.environ.get("TOWNLINE_PORT", "8311")),
        "TOWNLINE_WEB_WORKERS": str(arguments.web_workers or os.environ.get("TOWNLINE_WEB_WORKERS", "2")),
    }
    for name in ("training", "production", "access_log"):
        if getattr(arguments, name):
            chosen[f"TOWNLINE_{name.upper()}"] = "1"
    os.environ.update(chosen)
    os.environ["TOWNLINE_SAMPLE_CITY"] = "1" if _wants_sample_city(arguments) else "0"
    if _is_on("TOWNLINE_PRODUCTION"):
        gaps = production.missing()
        if gaps:
            raise CannotGoOn(production.explanation(gaps))
    elif not os.environ.get("TOWNLINE_MAIL_HOST") and not _is_on("TOWNLINE_TRAINING"):
        os.environ["TOWNLINE_MAIL_CATCHER"] = "1"


def _wants_sample_city(arguments: argparse.Namespace) -> bool:
    if arguments.empty or _is_on("TOWNLINE_PRODUCTION"):
        return False
    return environment.has_own_database() or bool(arguments.with_sample_city)


def _is_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "yes", "true", "on"}


def _prepare(server: EmbeddedServer | None) -> None:
    if _is_on("TOWNLINE_SAMPLE_CITY") and read_note() == NOTE_LOADING:
        if server is None:
            raise CannotGoOn(
                "the sample city was interrupted while it was loading into the database of DATABASE_URL. Make that database "
                f"anew, remove the file {environment.data_folder() / 'sample-city'}, and start again."
            )
        print("The sample city was interrupted while it was loading; starting it anew ...", flush=True)
        server.make_database_anew()
    code = subprocess.run(on_leash("townline.commands.prepare"), check=False).returncode
    if code == 130:
        raise KeyboardInterrupt
    if code != 0:
        raise CannotGoOn("the database could not be prepared; the reason stands above.")


def _children(lock: FileLock) -> list[Child]:
    assert lock.descriptor is not None
    modules = {
        "web": "townline.commands.processes.web",
        "worker": "townline.config.worker",
        "live": "townline.commands.processes.live",
    }
    if _is_on("TOWNLINE_MAIL_CATCHER"):
        modules["mail"] = "townline.commands.processes.mail"
    # Threads of a web worker share two heaps: glibc's own choice, eight a processor, keeps memory that nobody uses.
    names = {"MALLOC_ARENA_MAX": "2", **os.environ}
    return [
        Child(name=name, module=module, environment=names, lock=lock.descriptor) for name, module in modules.items()
    ]


def _looking_after(server: EmbeddedServer | None) -> Callable[[], None]:
    return server.ensure_kept if server is not None else lambda: None
